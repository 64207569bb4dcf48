// Random rulebooks, contacts and nights: the evaluator answers what the reference evaluator answers.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileRulebook } from "../../src/evaluate/compile-rulebook.ts";
import { explainHistory } from "../../src/evaluate/explain-history.ts";
import type { Evaluation } from "../../src/evaluate/history.ts";
import { historyOf, loadRaw, plain } from "../support/comparison.ts";
import { propertyRuns } from "../support/property-runs.ts";
import { contacts, nights, type RandomContact } from "../support/random/random-history.ts";
import { rulebook } from "../support/random/random-rulebook.ts";
import { yamlOfRaw } from "../support/raw-rulebook-file.ts";
import type { RawRulebook } from "../support/reference/raw-rulebook.ts";
import {
  NEW_CONTACT,
  type PlainState,
  referenceEvaluate,
  stateAfter,
} from "../support/reference-evaluator.ts";

interface RandomCase {
  readonly raw: RawRulebook;
  readonly contacts: readonly RandomContact[];
  readonly nights: readonly number[];
}

/** A failure shows the rulebook as its author would see it. */
const randomCase: fc.Arbitrary<RandomCase> = fc.record({ raw: rulebook, contacts, nights }).map((random) =>
  Object.defineProperty(random, fc.toStringMethod, {
    value: () =>
      `\n${yamlOfRaw(random.raw)}\n${JSON.stringify({ contacts: random.contacts, nights: random.nights }, undefined, 1)}`,
  }),
);

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
              const history = { ...contact, previous };
              const expected = referenceEvaluate(raw, history, asOf);
              expect(plain(evaluate(historyOf(history), asOf))).toEqual(expected);
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
            expect(evaluate(historyOf({ ...contact, previous }), asOf)).toEqual(
              evaluate(historyOf({ ...contact, previous, events: known }), asOf),
            );
          }
        }),
        propertyRuns(300),
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
          expect(evaluate(historyOf({ fields: turned, events, previous }), nights[0]!)).toEqual(
            evaluate(historyOf({ ...contacts[0]!, previous }), nights[0]!),
          );
        }),
        propertyRuns(300),
      );
    },
    LONG,
  );
});

test(
  "the lines of an explanation add up to the score",
  () => {
    fc.assert(
      fc.property(randomCase, ({ raw, contacts, nights }) => {
        const loaded = loadRaw(raw);
        const evaluate = compileRulebook(loaded);
        for (const contact of contacts) {
          const history = historyOf({ ...contact, previous: NEW_CONTACT });
          expect(sumsOfLines(loaded, history, nights[0]!)).toEqual(scoresOf(evaluate(history, nights[0]!)));
        }
      }),
      propertyRuns(500),
    );
  },
  LONG,
);

function sumsOfLines(...[loaded, history, asOf]: Parameters<typeof explainHistory>) {
  const explanation = explainHistory(loaded, history, asOf);
  if (explanation.kind === "excluded") return [];
  return explanation.groups.map(({ group, score, band, lines }) => ({
    group,
    band,
    points: score,
    sum: lines.reduce((sum, { points }) => sum + points, 0n),
  }));
}

function scoresOf(evaluation: Evaluation) {
  if (evaluation.kind === "excluded") return [];
  return evaluation.scores.map((score) => ({ ...score, sum: score.points }));
}
