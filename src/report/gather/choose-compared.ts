import type { RunRecord } from "../../store/model.ts";
import type { Store } from "../../store/store.ts";
import { ReportError } from "./report-error.ts";

/**
 * The run that a report compares with; `undefined` for the first run. What moved in a run whose folder was never
 * written is told by the one behind it, so that neither can stand for itself. Throws a ReportError.
 */
export function chooseCompared(
  store: Store,
  { runId }: Pick<RunRecord, "runId">,
  compare: number | undefined,
): number | undefined {
  const own = store.report.runs({ upTo: runId, least: compare ?? runId, limit: 1 });
  if (own[0]?.hasOwnChanges === false) {
    throw new ReportError(
      `run ${runId} never wrote its folder, and what moved in it is told by the run behind it; give that one`,
    );
  }
  if (compare === undefined) return store.report.comparable(runId);
  if (compare >= runId) {
    throw new ReportError(
      `run ${compare} does not come before run ${runId}, which it is to be compared with; give an earlier one`,
    );
  }
  const compared = own.find((run) => run.runId === compare);
  if (compared === undefined) {
    throw new ReportError(`there is no run ${compare} to compare with; tallybook runs lists those there are`);
  }
  if (compared.hasOwnChanges) return compare;
  throw new ReportError(
    `run ${compare} never wrote its folder, and what moved in it is told by the run behind it; compare with another`,
  );
}
