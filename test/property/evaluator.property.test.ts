// Random rulebooks, contacts and nights: the evaluator answers what the reference evaluator answers.

import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileRulebook } from "../../src/evaluate/compile-rulebook.ts";
import { evaluatePlain, loadRaw } from "../support/comparison.ts";
import { propertyRuns } from "../support/property-runs.ts";
import { randomCase } from "../support/random/random-case.ts";
import {
  NEW_CONTACT,
  type PlainState,
  referenceEvaluate,
  stateAfter,
} from "../support/reference-evaluator.ts";

const LONG = 3_600_000;

describe("the evaluator", () => {
  test(
    "answers what the reference evaluator answers, night after night",
    () => {
      fc.assert(
        fc.property(randomCase, ({ raw, contacts, nights }) => {
          const evaluate = compileRulebook(loadRaw(raw));
          for (const contact of contacts) {
            let previous: PlainState = NEW_CONTACT;
            for (const asOf of nights) {
              const expected = referenceEvaluate(raw, { ...contact, previous }, asOf);
              const actual = evaluatePlain(evaluate, { ...contact, previous }, asOf);
              // Far quicker than `toEqual`, which only has to show the difference.
              if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected);
              if (expected.kind === "beyond range") break;
              previous = stateAfter(raw, previous, expected);
            }
          }
        }),
        propertyRuns(2_000),
      );
    },
    LONG,
  );

  test(
    "does not see what came later than the as-of",
    () => {
      fc.assert(
        fc.property(randomCase, ({ raw, contacts, nights }) => {
          const evaluate = compileRulebook(loadRaw(raw));
          for (const contact of contacts) {
            const asOf = nights[0]!;
            const known = contact.events.filter(({ at }) => at <= asOf);
            const previous = NEW_CONTACT;
            expect(evaluatePlain(evaluate, { ...contact, previous }, asOf)).toEqual(
              evaluatePlain(evaluate, { ...contact, previous, events: known }, asOf),
            );
          }
        }),
        propertyRuns(150),
      );
    },
    LONG,
  );

  test(
    "does not see in which order events and fields arrived",
    () => {
      const shuffled = randomCase.chain((random) =>
        fc.record({
          random: fc.constant(random),
          events: fc.shuffledSubarray([...random.contacts[0]!.events], {
            minLength: random.contacts[0]!.events.length,
          }),
        }),
      );
      fc.assert(
        fc.property(shuffled, ({ random: { raw, contacts, nights }, events }) => {
          const evaluate = compileRulebook(loadRaw(raw));
          const previous = NEW_CONTACT;
          const turned = Object.fromEntries(Object.entries(contacts[0]!.fields).reverse());
          expect(evaluatePlain(evaluate, { fields: turned, events, previous }, nights[0]!)).toEqual(
            evaluatePlain(evaluate, { ...contacts[0]!, previous }, nights[0]!),
          );
        }),
        propertyRuns(150),
      );
    },
    LONG,
  );
});
