// Sources that hold all contacts: whom their newest files lack is retired until a file has them again.

import type { Connection } from "../database/connection.ts";

export function listContact(
  connection: Connection,
  source: string,
  contactId: string,
  sourceFileId: number,
): void {
  connection.run(
    "insert or ignore into listing (source, contact_id, source_file_id, is_current) values (?, ?, ?, 1)",
    ...[source, contactId, sourceFileId],
  );
}

/** Files that a run was given, by the complete source that reads them: read, or known already. */
export type GivenFiles = ReadonlyMap<string, ReadonlySet<number>>;

export interface Retirements {
  readonly retired: readonly string[];
  readonly returned: readonly string[];
  /** Complete sources whose files cannot say whom they lack: they have no rows, or rows that were rejected. */
  readonly incomplete: readonly string[];
}

/** After all files of the run; `complete` are the sources of the rulebook that say so. */
export function retireUnlisted(
  connection: Connection,
  complete: readonly string[],
  given: GivenFiles,
): Retirements {
  // Nobody is retired but by a list.
  const hasLists = connection.get("select 1 from listing limit 1") !== undefined;
  const sources = JSON.stringify(complete);
  connection.run("delete from listing where source not in (select value from json_each(?))", sources);
  const incomplete = complete.filter((source) => {
    const files = JSON.stringify([...(given.get(source) ?? [])]);
    if (files === "[]") return false;
    if (!saysWhomItLacks(connection, files)) return true;
    updateListing(connection, source, files);
    return false;
  });
  if (!hasLists) return { retired: [], returned: [], incomplete };
  const unlisted = "select contact_id from listing group by contact_id having max(is_current) = 0";
  const idsOf = (sql: string) => connection.all<{ id: string }>(sql).map((row) => row.id);
  const retired = idsOf(
    `update contact set retired = 1 where retired = 0 and contact_id in (${unlisted}) returning contact_id as id`,
  );
  const returned = idsOf(
    `update contact set retired = 0 where retired = 1 and contact_id not in (${unlisted}) returning contact_id as id`,
  );
  return { retired: retired.sort(), returned: returned.sort(), incomplete };
}

function saysWhomItLacks(connection: Connection, files: string): boolean {
  const counts = connection.get<{ rows: number; rejected: number }>(
    `select sum(rows) as rows, sum(rejected) as rejected from source_file
    where source_file_id in (select value from json_each(?))`,
    files,
  );
  return counts !== undefined && counts.rows > 0 && counts.rejected === 0;
}

/** Of a contact that no file has any more, one row tells that one had it. */
function updateListing(connection: Connection, source: string, files: string): void {
  connection.run(
    "update listing set is_current = source_file_id in (select value from json_each(?)) where source = ?",
    ...[files, source],
  );
  connection.run(
    `delete from listing where source = ? and is_current = 0 and exists (select 1 from listing as other
      where other.source = listing.source and other.contact_id = listing.contact_id
        and (other.is_current = 1 or other.source_file_id > listing.source_file_id))`,
    source,
  );
}
