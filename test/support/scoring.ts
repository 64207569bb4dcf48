// Saves given evaluations through the store as a run does, and reads what outputs list.

import type { Evaluation, History } from "../../src/evaluate/history.ts";
import { createListRenderer, identityKinds } from "../../src/output/list-rows.ts";
import type { Rulebook } from "../../src/rulebook/model.ts";
import { readHistory } from "../../src/store/gather/histories.ts";
import type { Basis, ContactRecord } from "../../src/store/model.ts";
import { describeOutcome } from "../../src/store/outcomes/outcomes.ts";
import { countOutcome, toSavedOutcome } from "../../src/store/outcomes/save-outcomes.ts";
import { decodeState, NO_STATE } from "../../src/store/outcomes/state.ts";
import { createTallies, tallyRows } from "../../src/store/outcomes/tallies.ts";
import type { Store } from "../../src/store/store.ts";
import type { Instant } from "../../src/values/calendar.ts";
import { type ScoredRow, toScoredRow } from "./scored-rows.ts";

export interface GivenRun {
  readonly runId: number;
  readonly rulebook: Rulebook;
  readonly asOf: Instant;
  readonly isFirst: boolean;
}

/** Contacts without an evaluation are left as they are. */
export function saveEvaluations(
  store: Store,
  { runId, rulebook, asOf, isFirst }: GivenRun,
  evaluations: Readonly<Record<string, Evaluation>>,
): void {
  const knownTriggers = store.knownTriggers();
  const render = createListRenderer(rulebook, basisOf(store, rulebook));
  const context = { rulebook, asOf, isFirst, includeAnonymous: false, knownTriggers };
  for (const page of store.toEvaluate(runId, "all").pages) {
    const tallies = createTallies();
    const outcomes = page.flatMap((record) => {
      const evaluation = evaluations[record.contactId];
      if (evaluation === undefined) return [];
      const { state } = readHistory(record, context);
      const outcome = describeOutcome(context, record, state, evaluation);
      countOutcome(tallies, outcome, true);
      const rows = outcome.leftOut === null ? render(record, outcome.after) : [];
      return [toSavedOutcome(outcome, record, rows)];
    });
    store.saveOutcomes(runId, { outcomes, tallies: tallyRows(tallies) });
  }
}

export function basisOf(store: Store, rulebook: Rulebook): Basis {
  return {
    rulebookHash: rulebook.hash,
    timezone: rulebook.timezone,
    programVersion: "test",
    includeAnonymous: false,
    forSpreadsheet: false,
    kinds: identityKinds(store.furtherKinds(), rulebook),
  };
}

function readRecords(store: Store): readonly ContactRecord[] {
  return [...store.records("all")].flat();
}

/** As the evaluator would get them. */
export function readHistories(store: Store): readonly History[] {
  const options = { knownTriggers: store.knownTriggers(), includeAnonymous: false };
  return readRecords(store).map((record) => readHistory(record, options).history);
}

/** The contacts that outputs list, sorted by key. */
export function readScored(store: Store): readonly ScoredRow[] {
  return readRecords(store)
    .filter(({ leftOut, state }) => leftOut === null && state !== undefined)
    .map((record) => toScoredRow(record, record.state === undefined ? NO_STATE : decodeState(record.state)));
}
