import type { RunRecord } from "../../store/model.ts";
import type { ReportRun } from "../../store/report/report-runs.ts";
import type { Store } from "../../store/store.ts";
import { ReportError } from "./errors.ts";

/**
 * The run that a report compares with; `undefined` for the first run. What moved in a run whose folder was never
 * written is told by the one behind it: such a run has none either. Throws a ReportError for a run to `compare` with
 * that will not do.
 */
export function chooseCompared(
  { report }: Store,
  { runId }: Pick<RunRecord, "runId">,
  compare: number | undefined,
): number | undefined {
  const runs = report.runs({ upTo: runId, least: compare ?? runId, limit: 1 });
  const hasOwnChanges = runs[0]?.hasOwnChanges === true;
  if (compare === undefined) return hasOwnChanges ? report.comparable(runId) : undefined;
  if (!hasOwnChanges) throw untold(runId);
  return requireCompared(runs, runId, compare).runId;
}

function requireCompared(runs: readonly ReportRun[], runId: number, compare: number): ReportRun {
  if (compare >= runId) {
    throw new ReportError(
      `run ${compare} does not come before run ${runId}, which it is to be compared with; give an earlier one`,
    );
  }
  const compared = runs.find((run) => run.runId === compare);
  if (compared === undefined) {
    throw new ReportError(`there is no run ${compare} to compare with; tallybook runs lists those there are`);
  }
  if (!compared.hasOwnChanges) throw untold(compare);
  return compared;
}

function untold(runId: number): ReportError {
  return new ReportError(
    `run ${runId} never wrote its folder, and what moved in it is told by the run behind it; compare others`,
  );
}
