// A contact's scores as of past runs. They are not kept: each is worked out again by the rulebook that its run used, from
// what is known of the contact now.

import { compileRulebook, type Evaluate } from "../evaluate/compile-rulebook.ts";
import type { History, Score } from "../evaluate/history.ts";
import { PointsRangeError } from "../evaluate/range.ts";
import type { ListedRun } from "../store/run-list.ts";
import type { Store } from "../store/store.ts";
import { findRulebook } from "./last-rulebook.ts";

/** `unknown`: this version reads the run's rulebook otherwise, or what is known now gives more than a score may have. */
export type PastScores =
  | { readonly kind: "scored"; readonly scores: readonly Score[] }
  | { readonly kind: "excluded" | "unknown" };

/** One for each of the runs. Scores rest on fields and events alone, whatever state the history says was before. */
export function scorePastRuns(
  store: Store,
  history: History,
  runs: readonly ListedRun[],
): readonly PastScores[] {
  const evaluators = new Map<string, Evaluate | undefined>();
  const evaluatorOf = (hash: string) => {
    if (!evaluators.has(hash)) {
      const rulebook = findRulebook(store, hash);
      evaluators.set(hash, rulebook && compileRulebook(rulebook));
    }
    return evaluators.get(hash);
  };
  return runs.map(({ rulebookHash, asOf }) => {
    const evaluate = evaluatorOf(rulebookHash);
    return evaluate === undefined ? { kind: "unknown" } : scoreAt(evaluate, history, asOf);
  });
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
