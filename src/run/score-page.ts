// A page of contacts evaluated, and what follows for the tables and the lists. Pure: it runs in any thread.

import { compileRulebook } from "../evaluate/compile-rulebook.ts";
import { PointsRangeError } from "../evaluate/range.ts";
import { createListRenderer } from "../output/list-rows.ts";
import type { Rulebook } from "../rulebook/model.ts";
import { readHistory } from "../store/gather/histories.ts";
import type { ContactRecord } from "../store/model.ts";
import { describeOutcome, type Outcome } from "../store/outcomes/outcomes.ts";
import {
  countOutcome,
  type OutcomePage,
  type SavedOutcome,
  toSavedOutcome,
} from "../store/outcomes/save-outcomes.ts";
import { createTallies, tallyRows } from "../store/outcomes/tallies.ts";
import type { Instant } from "../values/calendar.ts";

/** What all pages of a run have in common. Plain data: it crosses threads. */
export interface ScoringJob {
  readonly rulebook: Rulebook;
  readonly asOf: Instant;
  /** The first run of the database. */
  readonly isFirst: boolean;
  readonly includeAnonymous: boolean;
  readonly forSpreadsheet: boolean;
  /** Kinds of identities that have a column in the lists. */
  readonly kinds: readonly string[];
  readonly knownTriggers: ReadonlySet<string>;
  /** Tallies begin at nothing, so that what contacts counted for before counts no more. */
  readonly evaluatesAll: boolean;
}

/** `out_of_range`: a rule or group, named by `source`, gives the contact more points than a score may have. */
export type PageResult =
  | { readonly kind: "scored"; readonly page: OutcomePage }
  | { readonly kind: "out_of_range"; readonly contactId: string; readonly source: string };

export type PageScorer = (records: readonly ContactRecord[]) => PageResult;

export function createPageScorer(job: ScoringJob): PageScorer {
  const evaluate = createEvaluator(job);
  const renderRows = createListRenderer(job.rulebook, job);
  return (records) => {
    const outcomes: SavedOutcome[] = [];
    const tallies = createTallies();
    // One contact to its end before the next begins: what was worked out on the way is young garbage, which costs little.
    for (const record of records) {
      const outcome = evaluate(record);
      if (outcome instanceof PointsRangeError) {
        return { kind: "out_of_range", contactId: record.contactId, source: outcome.source };
      }
      countOutcome(tallies, outcome, job.evaluatesAll);
      const rows = outcome.leftOut === null ? renderRows(record, outcome.after) : [];
      outcomes.push(toSavedOutcome(outcome, record, rows));
    }
    return { kind: "scored", page: { outcomes, tallies: tallyRows(tallies) } };
  };
}

function createEvaluator(job: ScoringJob): (record: ContactRecord) => Outcome | PointsRangeError {
  const evaluate = compileRulebook(job.rulebook);
  return (record) => {
    const { history, state } = readHistory(record, job);
    try {
      return describeOutcome(job, record, state, evaluate(history, job.asOf));
    } catch (cause) {
      if (cause instanceof PointsRangeError) return cause;
      throw cause;
    }
  };
}
