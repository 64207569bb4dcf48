// A run that ended before its folder was in place: the next one lists what it found.

import type { Connection } from "../database/connection.ts";

/**
 * Actions of runs that ended before their folder was in place are written by this one. Those of contacts that are
 * excluded now wait for a run that writes them: their own run stays unwritten.
 */
export function claimUnwrittenActions(connection: Connection, runId: number): void {
  connection.run(
    `update action set written_run_id = ? where written_run_id in
      (select run_id from run where written = 0 and run_id <> ?)
      and contact_id in (select contact_id from contact where left_out is null)`,
    ...[runId, runId],
  );
}

/**
 * Moves rejects and changes of the run before to this one, if its folder was never put in place; likewise of the imports
 * since, which have none.
 */
export function takeOverUnwritten(connection: Connection, runId: number): void {
  for (const before of findBefore(connection, runId)) {
    connection.run("update reject set run_id = ? where run_id = ?", runId, before);
    takeOverChanges(connection, before, runId);
  }
}

/** The newest first. */
function findBefore(connection: Connection, runId: number): readonly number[] {
  return connection
    .all<{ runId: number }>(
      `select run_id as runId from run
      where run_id < ? and written = 0 and run_id >= coalesce(
        (select max(run_id) from run where run_id < ? and summary is not null), 0)
      order by run_id desc`,
      ...[runId, runId],
    )
    .map((row) => row.runId);
}

/** Over both runs a contact moved from where it was before the first to where it is now, if those differ. */
function takeOverChanges(connection: Connection, beforeRunId: number, runId: number): void {
  const isSame = "old.contact_id = change.contact_id and old.kind = change.kind and old.name = change.name";
  connection.run(
    `update change set before = old.before from change as old
    where change.run_id = ? and old.run_id = ? and ${isSame}`,
    ...[runId, beforeRunId],
  );
  connection.run(
    `insert or ignore into change (run_id, contact_id, kind, name, before, after)
    select ?, contact_id, kind, name, before, after from change where run_id = ?`,
    ...[runId, beforeRunId],
  );
  connection.run("delete from change where run_id = ? and before is after", runId);
}
