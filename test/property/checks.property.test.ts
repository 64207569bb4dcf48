// Random rulebooks, contacts and nights: what checks say of scores is true of every score.

import fc from "fast-check";
import { expect, test } from "vitest";
import { findScoreRanges } from "../../src/evaluate/bounds/score-ranges.ts";
import { compileRulebook } from "../../src/evaluate/compile-rulebook.ts";
import type { History, ScoredContact } from "../../src/evaluate/history.ts";
import { PointsRangeError } from "../../src/evaluate/range.ts";
import { createSurveyor, type Survey } from "../../src/evaluate/survey.ts";
import type { Rulebook } from "../../src/rulebook/model.ts";
import { historyOf, loadRaw } from "../support/comparison.ts";
import { propertyRuns } from "../support/property-runs.ts";
import { type RandomCase, randomCase } from "../support/random/random-case.ts";
import { NEW_CONTACT } from "../support/reference-evaluator.ts";

const LONG = 3_600_000;

interface Night {
  readonly rulebook: Rulebook;
  readonly scored: readonly ScoredContact[];
  readonly survey: Survey;
}

/** Each night by itself; those with points beyond range are left aside. */
function scoreNights({ raw, contacts, nights }: RandomCase): readonly Night[] {
  const rulebook = loadRaw(raw);
  const histories = contacts.map((contact) => historyOf({ ...contact, previous: NEW_CONTACT }));
  return nights.flatMap((asOf) => {
    const night = scoreNight(rulebook, histories, asOf);
    return night === undefined ? [] : [night];
  });
}

function scoreNight(rulebook: Rulebook, histories: readonly History[], asOf: number): Night | undefined {
  const evaluate = compileRulebook(rulebook);
  const surveyor = createSurveyor(rulebook, asOf);
  try {
    const scored = histories.flatMap((history) => {
      surveyor.look(history);
      const evaluation = evaluate(history, asOf);
      return evaluation.kind === "scored" ? [evaluation] : [];
    });
    return { rulebook, scored, survey: surveyor.survey() };
  } catch (error) {
    if (error instanceof PointsRangeError) return undefined;
    throw error;
  }
}

test(
  "no score lies outside its range, be it that of all rules or of those that award anything",
  () => {
    fc.assert(
      fc.property(randomCase, (random) => {
        for (const { rulebook, scored, survey } of scoreNights(random)) {
          const awarding = findScoreRanges(rulebook, ({ id }) => survey.rules.get(id)!.awardsWithPoints > 0);
          for (const ranges of [findScoreRanges(rulebook), awarding]) {
            const outside = scored
              .flatMap(({ scores }) => scores)
              .filter(({ group, points }) => {
                const { low, high } = ranges.get(group)!;
                return points < low || points > high;
              });
            expect(outside).toEqual([]);
          }
        }
      }),
      propertyRuns(250),
    );
  },
  LONG,
);

test(
  "a survey counts what evaluations hold",
  () => {
    fc.assert(
      fc.property(randomCase, (random) => {
        for (const { rulebook, scored, survey } of scoreNights(random)) {
          expect(survey.contacts).toBe(scored.length);
          const awards = scored.flatMap((contact) => contact.awards);
          for (const { id } of rulebook.rules) {
            const own = awards.filter(({ rule }) => rule === id);
            const counts = survey.rules.get(id)!;
            expect([counts.awards, counts.awardsWithPoints]).toEqual([
              own.length,
              own.filter(({ points }) => points !== 0n).length,
            ]);
          }
          const fired = scored.flatMap(({ firings }) => firings.map(({ trigger }) => trigger));
          expect(fired.filter((id) => !survey.metTriggers.has(id))).toEqual([]);
        }
      }),
      propertyRuns(80),
    );
  },
  LONG,
);
