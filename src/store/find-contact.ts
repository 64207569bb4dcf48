import { identityKey } from "../intake/identity/identity-key.ts";
import type { Connection } from "./connection.ts";

/** Identities are compared as intake does. Sorted. */
export function findContact(connection: Connection, text: string): readonly string[] {
  const key = identityKey("contact_id", text);
  const ids = (sql: string, ...values: readonly string[]) =>
    connection.all<{ id: string }>(sql, ...values).map((row) => row.id);
  const exact = ids("select contact_id as id from contact where contact_id = ? and merged_into is null", key);
  if (exact.length > 0) return exact;
  return ids(
    `select distinct contact_id as id from identity
    where contact_id is not null and (kind <> 'email' and key = ? or kind = 'email' and key = ?)
    order by contact_id`,
    ...[key, identityKey("email", text)],
  );
}
