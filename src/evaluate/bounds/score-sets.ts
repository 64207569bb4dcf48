// Which scores a test holds for, as stretches of the line of numbers.

import type { Literal, NumberRelation, Test } from "../../rulebook/condition-model.ts";
import { LARGEST_POINTS, type Micro, micro } from "../../values/decimal.ts";

/** From `low` to `high`, both included. */
export interface ScoreRange {
  readonly low: Micro;
  readonly high: Micro;
}

/** Stretches in ascending order, none touching another. */
export type ScoreSet = readonly ScoreRange[];

export const LEAST_SCORE = micro(-LARGEST_POINTS);
export const GREATEST_SCORE = LARGEST_POINTS;

const ALL_SCORES: ScoreSet = [{ low: LEAST_SCORE, high: GREATEST_SCORE }];

/** The scores that satisfy a test; `undefined` where it asks for something else than a number. */
export function scoresThatHold(test: Test): ScoreSet | undefined {
  switch (test.kind) {
    case "number":
      return [rangeOf(test.relation, test.bound)];
    case "equals":
      return scoresNamed(test.oneOf);
    case "exists":
      return test.expected ? ALL_SCORES : [];
    case "not": {
      const set = scoresThatHold(test.test);
      return set && subtractScores(ALL_SCORES, set);
    }
    case "all":
      return test.tests.map(scoresThatHold).reduce((a, b) => a && b && commonScores(a, b), ALL_SCORES);
    default:
      return undefined;
  }
}

/** Scores are whole micro-units: above 1 is from 1.000001 on. */
function rangeOf(relation: NumberRelation, bound: Micro): ScoreRange {
  switch (relation) {
    case "above":
      return { low: micro(bound + 1n), high: GREATEST_SCORE };
    case "at_least":
      return { low: bound, high: GREATEST_SCORE };
    case "below":
      return { low: LEAST_SCORE, high: micro(bound - 1n) };
    case "at_most":
      return { low: LEAST_SCORE, high: bound };
    default:
      return relation satisfies never;
  }
}

function scoresNamed(literals: readonly Literal[]): ScoreSet | undefined {
  const named = literals.flatMap((literal) => (literal.kind === "number" ? [literal.value] : []));
  if (named.length < literals.length) return undefined;
  const sorted = [...new Set(named)].toSorted((a, b) => (a < b ? -1 : 1));
  return sorted.map((value) => ({ low: value, high: value }));
}

export function commonScores(a: ScoreSet, b: ScoreSet): ScoreSet {
  return a.flatMap((one) =>
    b.flatMap((other) => {
      const low = one.low > other.low ? one.low : other.low;
      const high = one.high < other.high ? one.high : other.high;
      return low <= high ? [{ low, high }] : [];
    }),
  );
}

/** What is in `from` and not in `taken`. */
export function subtractScores(from: ScoreSet, taken: ScoreSet): ScoreSet {
  return taken.reduce<ScoreSet>(
    (left, { low, high }) =>
      left.flatMap((range) => {
        const below = { low: range.low, high: range.high < low ? range.high : micro(low - 1n) };
        const above = { low: range.low > high ? range.low : micro(high + 1n), high: range.high };
        return [below, above].filter((part) => part.low <= part.high);
      }),
    from,
  );
}
