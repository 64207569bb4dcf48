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
