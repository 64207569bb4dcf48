// How outputs name a contact.

import type { ContactName } from "../model.ts";

/** The columns of `ContactName`, from a row of `contact`. */
export const NAME_COLUMNS = `contact.contact_id as contactId, contact.written,
  coalesce(json_extract(contact.fields, '$.email'), (
    select json_extract(part.fields, '$.email') from contact as part
    where part.merged_into = contact.contact_id and part.retired = 0 order by part.contact_id limit 1
  ), (
    select identity.value from identity where identity.contact_id = contact.contact_id and identity.kind = 'email'
      and not exists (select 1 from link join identity as high on high.identity_id = link.high_id
        where link.low_id = identity.identity_id and link.evidence = 'former'
          and high.contact_id = contact.contact_id)
    order by identity.key limit 1
  ), '') as email`;

/** SQLite's trim knows blanks only, exports also hold tabs and no-break spaces. */
export function trimmed<Row extends ContactName>(row: Row): Row {
  return { ...row, email: row.email.trim() };
}
