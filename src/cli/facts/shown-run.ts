import { type RunSummary, summaryOf } from "../../output/run-summary.ts";
import type { ListedRun } from "../../store/runs/run-list.ts";
import { formatAsOf } from "../../values/as-of.ts";
import { createCalendar } from "../../values/calendar.ts";
import { formatCount } from "../../values/count.ts";

/** A run as `runs` lists it for people. */
export interface ShownRun {
  readonly run: string;
  readonly asOf: string;
  readonly rulebook: string;
  readonly contacts: number;
  readonly moved: number;
  readonly fired: number;
  /** Each trigger that fired, with its firings. */
  readonly triggers: readonly string[];
  readonly isWritten: boolean;
}

const HASH_DIGITS = 7;

export function showRun(run: ListedRun): ShownRun {
  const fired = firingsOf(run);
  return {
    run: String(run.runId),
    asOf: formatAsOf(run.asOf, createCalendar(run.timezone)),
    rulebook: `${run.rulebookId} ${run.rulebookHash.slice(0, HASH_DIGITS)}`,
    contacts: summaryOf(run).totals.scored,
    moved: run.moved,
    fired: fired.reduce((sum, { firings }) => sum + firings, 0),
    triggers: fired.map(({ trigger, firings }) => `${trigger} ${formatCount(firings)}`),
    isWritten: run.written,
  };
}

export function firingsOf(run: ListedRun): RunSummary["triggers"] {
  return summaryOf(run).triggers.filter(({ firings }) => firings > 0);
}
