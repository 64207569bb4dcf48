// Runs as the report needs them: many, and without what only the next run needs.

import type { Instant } from "../../values/calendar.ts";
import type { Connection } from "../database/connection.ts";
import type { Summary } from "../model.ts";

export interface ReportRun {
  readonly runId: number;
  readonly asOf: Instant;
  readonly timezone: string;
  /** What moved in it stands with it, and not with the run that followed. */
  readonly hasOwnChanges: boolean;
  readonly summary: Summary;
}

/** Up to and with a run: so many of the newest, and more where `least` lies further back. */
export interface RunRange {
  readonly upTo: number;
  readonly least: number;
  readonly limit: number;
}

/** The newest first. */
export function readReportRuns(
  connection: Connection,
  { upTo, least, limit }: RunRange,
): readonly ReportRun[] {
  type Stored = Omit<ReportRun, "summary" | "hasOwnChanges"> & {
    readonly summary: string;
    readonly hasOwnChanges: number;
  };
  return connection
    .all<Stored>(
      `${SELECT} and run_id <= ? and run_id >= min(?, coalesce(
        (select min(run_id) from (select run_id from run where summary is not null and run_id <= ?
          order by run_id desc limit ?)), 0))
      order by run_id desc`,
      ...[upTo, least, upTo, limit],
    )
    .map((row) => ({
      ...row,
      summary: JSON.parse(row.summary) as Summary,
      hasOwnChanges: row.hasOwnChanges === 1,
    }));
}

/**
 * Changes of a run whose folder was never put in place go over to the run behind it (unwritten.ts). The first run has
 * none, so that all changes since are told from it on.
 */
const KEEPS_CHANGES = "(written = 1 or run_id = (select min(run_id) from run where summary is not null))";

const SELECT = `select run_id as runId, as_of as asOf, timezone, summary,
    ${KEEPS_CHANGES} or run_id = (select max(run_id) from run where summary is not null) as hasOwnChanges
  from run where summary is not null`;

/** The newest run before that one with which its changes are told. */
export function findComparable(connection: Connection, runId: number): number | undefined {
  return connection.get<{ runId: number }>(
    `select max(run_id) as runId from run where summary is not null and run_id < ? and ${KEEPS_CHANGES}
    having runId is not null`,
    runId,
  )?.runId;
}

/** Numbers of the days of all runs up to that one, by `dayOf` their as-of. */
export function readRunDays(
  connection: Connection,
  upTo: number,
  dayOf: (asOf: Instant) => number,
): readonly (readonly [runId: number, day: number])[] {
  return connection
    .all<{ runId: number; asOf: Instant }>(
      "select run_id as runId, as_of as asOf from run where run_id <= ?",
      upTo,
    )
    .map(({ runId, asOf }) => [runId, dayOf(asOf)]);
}
