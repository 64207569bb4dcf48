// Identities that outputs show beside the contact key and the e-mail.

import type { Connection } from "../database/connection.ts";

/** Their kinds, sorted. From kind to kind by the index, whatever the number of identities. */
export function findFurtherKinds(connection: Connection): readonly string[] {
  return connection
    .all<{ kind: string }>(
      `with recursive known (kind) as (
        select min(kind) from identity
        union all
        select (select min(kind) from identity where identity.kind > known.kind) from known where kind is not null
      )
      select kind from known where kind not in ('contact_id', 'email')
        and exists (select 1 from identity where identity.kind = known.kind and identity.contact_id is not null)`,
    )
    .map((row) => row.kind);
}
