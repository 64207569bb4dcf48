// What all parts of a report are gathered from.

import { type RunSummary, summaryOf } from "../../output/run-summary.ts";
import type { Rulebook } from "../../rulebook/model.ts";
import type { RunRecord } from "../../store/model.ts";
import type { Sizes } from "../../store/outcomes/tallies.ts";
import type { NetMove, RunSpan } from "../../store/report/net-moves.ts";
import type { ReportRun } from "../../store/report/report-runs.ts";
import type { Store } from "../../store/store.ts";
import { formatAsOf } from "../../values/as-of.ts";
import { type Calendar, createCalendar } from "../../values/calendar.ts";
import type { ReportedRun } from "../model.ts";
import { chooseCompared } from "./choose-compared.ts";

export interface Ground {
  readonly store: Store;
  readonly rulebook: Rulebook;
  readonly calendar: Calendar;
  readonly run: RunFigures;
  readonly compared: RunFigures | undefined;
  /** The reported run alone, or all behind the compared one. */
  readonly span: RunSpan;
  /** Those of the span, the oldest first. */
  readonly spanned: readonly SummarisedRun[];
  /** Of these, those whose own lists tell what moved in them. */
  readonly told: number;
  /** The newest up to the reported one, the oldest first. */
  readonly recent: readonly SummarisedRun[];
  /** Empty without a compared run. */
  readonly moves: readonly NetMove[];
  /** No run has followed: where every contact lies is known. */
  readonly isLast: boolean;
}

export interface SummarisedRun {
  readonly reported: ReportedRun;
  readonly summary: RunSummary;
}

export interface RunFigures extends SummarisedRun {
  readonly sizes: Sizes | undefined;
}

/** Runs that a sparkline shows. */
const RECENT_RUNS = 30;

/** `compare`: the run to compare with, another than the one before. Throws a ReportError where that cannot be. */
export function createGround(
  store: Store,
  run: RunRecord,
  rulebook: Rulebook,
  compare: number | undefined,
): Ground {
  const tables = store.report;
  const comparedId = chooseCompared(store, run, compare);
  const span = { after: comparedId ?? run.runId - 1, upTo: run.runId };
  const runs = tables.runs({ upTo: run.runId, least: comparedId ?? run.runId, limit: RECENT_RUNS });
  const [own] = runs;
  if (own === undefined) throw new Error(`run ${run.runId} is not in the database`);
  const compared = runs.find(({ runId }) => runId === comparedId);
  const spanned = runs.filter(({ runId }) => runId > span.after);
  const figuresOf = (each: ReportRun) => ({ ...summarised(each), sizes: tables.sizes(each.runId) });
  return {
    ...{ store, rulebook, span },
    told: spanned.filter(({ hasOwnChanges }) => hasOwnChanges).length,
    calendar: createCalendar(run.timezone),
    run: figuresOf(own),
    compared: compared && figuresOf(compared),
    spanned: spanned.map(summarised).reverse(),
    recent: runs.slice(0, RECENT_RUNS).map(summarised).reverse(),
    moves: comparedId === undefined ? [] : tables.netMoves(span),
    isLast: store.lastRun()?.runId === run.runId,
  };
}

function summarised(run: ReportRun): SummarisedRun {
  const { runId, asOf, timezone } = run;
  return {
    reported: { run: runId, asOf: formatAsOf(asOf, createCalendar(timezone)), timezone },
    summary: summaryOf(run),
  };
}
