// The run that a run is compared with on a terminal.

import { type RunSummary, summaryOf } from "../../output/run-summary.ts";
import type { Store } from "../../store/store.ts";
import { formatAsOf } from "../../values/as-of.ts";
import { createCalendar } from "../../values/calendar.ts";
import type { DoneRun } from "./done-run.ts";

export interface RunBefore {
  readonly run: number;
  /** In words. */
  readonly asOf: string;
  readonly summary: RunSummary;
  /** Contacts that moved from then to now; absent in a dry run, which keeps no moves. */
  readonly moved: number | undefined;
}

/** The last finished one before it; `undefined` for a first run. */
export function findRunBefore(store: Pick<Store, "runs">, { runId }: DoneRun): RunBefore | undefined {
  const listed = store.runs(2);
  const before = listed.find((each) => each.runId < runId);
  if (before === undefined) return undefined;
  return {
    run: before.runId,
    asOf: formatAsOf(before.asOf, createCalendar(before.timezone)),
    summary: summaryOf(before),
    moved: listed.find((each) => each.runId === runId)?.moved,
  };
}
