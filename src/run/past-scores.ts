// A contact's scores as of past runs. They are not kept: each is worked out again by the rulebook that its run used, from
// what is known of the contact now.

import { compileRulebook, type Evaluate } from "../evaluate/compile-rulebook.ts";
import type { History, Score } from "../evaluate/history.ts";
import { PointsRangeError } from "../evaluate/range.ts";
import type { ListedRun } from "../store/runs/run-list.ts";
import type { Store } from "../store/store.ts";
import { findRulebook } from "./last-rulebook.ts";

/** `unknown`: this version reads the run's rulebook otherwise, or what is known now gives more than a score may have. */
export type PastScores =
  | { readonly kind: "scored"; readonly scores: readonly Score[] }
  | { readonly kind: "excluded" | "unknown" };

/** One for each of the runs, by the identities that led to the contact then. Scores rest on fields and events alone, whatever state the history says was before. */
export async function scorePastRuns(
  store: Store,
  history: History,
  runs: readonly ListedRun[],
): Promise<readonly PastScores[]> {
  const evaluators = await compileRulebooks(store, new Set(runs.map(({ rulebookHash }) => rulebookHash)));
  return runs.map(({ rulebookHash, asOf }) => {
    const evaluate = evaluators.get(rulebookHash);
    if (evaluate === undefined) return { kind: "unknown" };
    return scoreAt(evaluate, { ...history, ...store.contactAt(history.contactId, asOf)?.facts }, asOf);
  });
}

/** By hash, without those that this version reads otherwise. */
async function compileRulebooks(
  store: Store,
  hashes: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Evaluate>> {
  const evaluators = new Map<string, Evaluate>();
  for (const hash of hashes) {
    const rulebook = await findRulebook(store, hash);
    if (rulebook !== undefined) evaluators.set(hash, compileRulebook(rulebook));
  }
  return evaluators;
}

function scoreAt(evaluate: Evaluate, history: History, asOf: number): PastScores {
  try {
    const evaluation = evaluate(history, asOf);
    return evaluation.kind === "excluded" ? evaluation : { kind: "scored", scores: evaluation.scores };
  } catch (error) {
    if (error instanceof PointsRangeError) return { kind: "unknown" };
    throw error;
  }
}
