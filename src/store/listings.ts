// Sources that hold all contacts: whom their newest files lack is retired until a file has them again.

import type { Connection } from "./connection.ts";

export function listContact(connection: Connection, runId: number, source: string, contactId: string): void {
  connection.run(
    `insert into listing (source, contact_id, run_id, is_current) values (?, ?, ?, 1)
    on conflict do update set run_id = excluded.run_id, is_current = 1`,
    ...[source, contactId, runId],
  );
}

/** A file of the source that is said to be complete was read. */
export function isComplete(connection: Connection, source: string): boolean {
  return connection.get("select 1 from listing where source = ? limit 1", source) !== undefined;
}

export interface Retirements {
  /** Contacts that are retired from now on. */
  readonly retired: readonly string[];
  readonly returned: number;
}

/** After all files of the run; `sources` are the complete ones that it has read. */
export function retireUnlisted(
  connection: Connection,
  runId: number,
  sources: ReadonlySet<string>,
): Retirements {
  for (const source of sources) {
    connection.run("update listing set is_current = (run_id = ?) where source = ?", runId, source);
  }
  const isListed = `exists (select 1 from listing where listing.contact_id = contact.contact_id and is_current = 1)`;
  const wasListed = "contact_id in (select contact_id from listing where is_current = 0)";
  const retired = connection.all<{ id: string }>(
    `update contact set retired = 1 where retired = 0 and ${wasListed} and not ${isListed} returning contact_id as id`,
  );
  const returned = connection.run(`update contact set retired = 0 where retired = 1 and ${isListed}`).changes;
  return { retired: retired.map((row) => row.id).sort(), returned };
}
