import { identityKey } from "../../intake/identity/identity-key.ts";
import type { Connection } from "../database/connection.ts";

/** Identities are compared as intake does. Sorted. */
export function findContact(connection: Connection, text: string): readonly string[] {
  const key = identityKey("contact_id", text);
  const ids = (sql: string, ...values: readonly string[]) =>
    connection.all<{ id: string }>(sql, ...values).map((row) => row.id);
  const exact = ids("select contact_id as id from contact where contact_id = ? and merged_into is null", key);
  if (exact.length > 0) return exact;
  return ids(IDENTITIES, identityKey("email", text), key);
}

/** Kind by kind, of which there are few: the index has the kind first. */
const IDENTITIES = `with recursive kind(name) as (
    select min(kind) from identity
    union all
    select (select min(kind) from identity where kind > kind.name) from kind where kind.name is not null
  )
  select distinct identity.contact_id as id
  from kind join identity on identity.kind = kind.name and identity.key = iif(kind.name = 'email', ?, ?)
  where identity.contact_id is not null
  order by id`;
