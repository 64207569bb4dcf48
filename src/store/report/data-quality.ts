// How good the data is: rows refused, and where the newest came from.

import type { Instant } from "../../values/calendar.ts";
import type { Connection } from "../database/connection.ts";

export interface RejectCount {
  readonly source: string;
  readonly code: string;
  readonly rows: number;
  /** Of the first of them: its file, without folders, where the row starts, and the column at fault. */
  readonly file: string;
  readonly line: number;
  readonly column: string | null;
}

/** Rows refused in a run, by source and code; the most first. */
export function countRejects(connection: Connection, runId: number): readonly RejectCount[] {
  return connection.all<RejectCount>(
    `select first.source, first.code, counted.rows, first.file, first.line, first.column_name as column
    from (
      select min(reject_id) as id, count(*) as rows from reject where run_id = ? group by source, code
    ) as counted join reject as first on first.reject_id = counted.id
    order by counted.rows desc, first.source, first.code`,
    runId,
  );
}

export interface SourceFreshness {
  readonly source: string;
  readonly kind: string;
  /** The file that a row was last taken from, as it was given. */
  readonly path: string;
  /** The run that took it in, or that scored first what an import had; its as-of and time zone. */
  readonly runId: number;
  readonly asOf: Instant;
  readonly timezone: string;
  /** Of the newest event; null where the source has none, or that is not known. */
  readonly newestAt: Instant | null;
}

/** Of sources that had brought something by that run: by kind and source. */
export function readSources(connection: Connection, upTo: number): readonly SourceFreshness[] {
  return connection.all<SourceFreshness>(
    `select last.source, last.kind, last.path, newest.newestAt, taken.run_id as runId, taken.as_of as asOf, taken.timezone
    from (
      select max(source_file_id) as id, max(newest_at) as newestAt from source_file
      where run_id <= ? and accepted > 0 and superseded = 0 group by kind, source
    ) as newest
      join source_file as last on last.source_file_id = newest.id
      join run as taken on taken.run_id =
        (select min(run_id) from run where summary is not null and run_id >= last.run_id)
    order by last.kind, last.source`,
    upTo,
  );
}
