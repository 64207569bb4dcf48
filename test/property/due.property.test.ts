// Random rulebooks, contacts and as-ofs: until an evaluation is due again, another one says the same.

import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { compileRulebook, type Evaluate } from "../../src/evaluate/compile-rulebook.ts";
import { evaluatePlain, historyOf, loadRaw } from "../support/comparison.ts";
import { propertyRuns } from "../support/property-runs.ts";
import { randomCase } from "../support/random/random-case.ts";
import type { RawRulebook } from "../support/reference/raw-rulebook.ts";
import {
  NEW_CONTACT,
  type PlainEvaluation,
  type PlainHistory,
  type PlainState,
  stateAfter,
} from "../support/reference-evaluator.ts";

const HOUR = 3_600_000;
const LONG = HOUR;
/** In place of the next due instant where there is none: thirty years on. */
const FAR_AWAY = 30 * 365 * 24 * HOUR;

/** Ways to pick an as-of between two others. */
const visit = fc.oneof(
  fc.record({ kind: fc.constant("hours after" as const), amount: fc.nat({ max: 100 }) }),
  fc.record({ kind: fc.constant("days after" as const), amount: fc.nat({ max: 400 }) }),
  fc.record({ kind: fc.constant("hours before" as const), amount: fc.nat({ max: 100 }) }),
  fc.record({
    kind: fc.constant("part of the way" as const),
    amount: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
);

type Visit = typeof visit extends fc.Arbitrary<infer T> ? T : never;

function placeOf({ kind, amount }: Visit, from: number, end: number): number {
  switch (kind) {
    case "hours after":
      return from + amount * HOUR;
    case "days after":
      return from + amount * 24 * HOUR;
    case "hours before":
      return end - 1 - amount * HOUR;
    case "part of the way":
      return from + Math.floor((end - 1 - from) * amount);
    default:
      return kind satisfies never;
  }
}

test(
  "nothing changes before it is due",
  () => {
    fc.assert(
      fc.property(randomCase, fc.array(visit, { maxLength: 4 }), ({ raw, contacts, nights }, visits) => {
        const evaluate = compileRulebook(loadRaw(raw));
        for (const contact of contacts) {
          let previous: PlainState = NEW_CONTACT;
          for (const night of nights) {
            const first = evaluatePlain(evaluate, { ...contact, previous }, night);
            if (first.kind === "beyond range") break;
            expectNothingUntilDue(raw, evaluate, { ...contact, previous }, night, visits);
            // What the night left is mostly what it leaves again, so that most are due some day.
            previous = stateAfter(raw, previous, first);
            expectNothingUntilDue(raw, evaluate, { ...contact, previous }, night, visits);
          }
        }
      }),
      propertyRuns(1_000),
    );
  },
  LONG,
);

function expectNothingUntilDue(
  raw: RawRulebook,
  evaluate: Evaluate,
  history: PlainHistory,
  asOf: number,
  visits: readonly Visit[],
): void {
  const left = evaluatePlain(evaluate, history, asOf);
  if (left.kind === "beyond range") return;
  const { dueAt = asOf + FAR_AWAY } = evaluate(historyOf(history), asOf);
  expect(dueAt).toBeGreaterThanOrEqual(asOf);
  const next = { ...history, previous: stateAfter(raw, history.previous, left) };
  const expected = withoutFirings(left);
  for (const place of [dueAt - 1, asOf, ...visits.map((one) => placeOf(one, asOf, dueAt))]) {
    if (place < asOf || place >= dueAt) continue;
    const actual = evaluatePlain(evaluate, next, place);
    const shown = { due: new Date(dueAt).toISOString(), at: new Date(place).toISOString() };
    if (!isDeepStrictEqual(actual, expected))
      expect({ ...actual, ...shown }).toEqual({ ...expected, ...shown });
  }
}

function withoutFirings(evaluation: PlainEvaluation): PlainEvaluation {
  return evaluation.kind === "scored" ? { ...evaluation, firings: [] } : evaluation;
}
