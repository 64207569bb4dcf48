import type { Connection } from "./connection.ts";

/** E-mail keys are in lower case; SQLite's `lower` knows ASCII only, as they do. Sorted. */
export function findContact(connection: Connection, text: string): readonly string[] {
  const wanted = text.normalize("NFC").trim();
  const ids = (sql: string, ...values: readonly string[]) =>
    connection.all<{ id: string }>(sql, ...values).map((row) => row.id);
  const exact = ids(
    "select contact_id as id from contact where contact_id = ? and merged_into is null",
    wanted,
  );
  if (exact.length > 0) return exact;
  return ids(
    `select distinct contact_id as id from identity
    where key in (?, lower(?)) and contact_id is not null order by contact_id`,
    ...[wanted, wanted],
  );
}
