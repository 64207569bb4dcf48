// The runs of a database, without what only the next run needs.

import type { Instant } from "../../values/calendar.ts";
import type { Connection } from "../database/connection.ts";
import type { Summary } from "../model.ts";

/** A run as it is listed. */
export interface ListedRun {
  readonly runId: number;
  readonly asOf: Instant;
  readonly rulebookId: string;
  readonly rulebookHash: string;
  readonly timezone: string;
  readonly programVersion: string;
  /** As given to `finishRun`. */
  readonly summary: Summary;
  /** True once the output folder is in place. */
  readonly written: boolean;
  /** Contacts that moved, compared with the run before. None are known of the first run. */
  readonly moved: number;
}

/** The newest first, so many at most; those that only took in files are not among them. */
export function listRuns(connection: Connection, limit: number): readonly ListedRun[] {
  type Stored = Omit<ListedRun, "summary" | "written"> & {
    readonly summary: string;
    readonly written: number;
  };
  return connection
    .all<Stored>(
      `select run_id as runId, as_of as asOf, rulebook_id as rulebookId, rulebook_hash as rulebookHash, timezone,
        program_version as programVersion, summary, written,
        (select count(distinct contact_id) from change where change.run_id = run.run_id) as moved
      from run where summary is not null order by run_id desc limit ?`,
      limit,
    )
    .map((row) => ({ ...row, summary: JSON.parse(row.summary) as Summary, written: row.written === 1 }));
}
