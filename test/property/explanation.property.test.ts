// Random rulebooks, contacts and nights: an explanation tells exactly what the evaluator found.

import fc from "fast-check";
import { expect, test } from "vitest";
import { compileRulebook } from "../../src/evaluate/compile-rulebook.ts";
import { explainHistory } from "../../src/evaluate/explain/explain-history.ts";
import type { AwardLine, GroupExplanation, ScoreLine } from "../../src/evaluate/explain/explanation.ts";
import type { Award } from "../../src/evaluate/history.ts";
import { formatDecimal, type Micro, micro } from "../../src/values/decimal.ts";
import { evaluatePlain, historyOf, loadRaw } from "../support/comparison.ts";
import { propertyRuns } from "../support/property-runs.ts";
import { type RandomCase, randomCase } from "../support/random/random-case.ts";
import { NEW_CONTACT } from "../support/reference-evaluator.ts";

const LONG = 3_600_000;

/** Each contact of a case in each night, where its points are within range: the evaluation and the explanation. */
function* explained({ raw, contacts, nights }: RandomCase) {
  const rulebook = loadRaw(raw);
  const evaluate = compileRulebook(rulebook);
  for (const contact of contacts) {
    const history = { ...contact, previous: NEW_CONTACT };
    for (const asOf of new Set(nights)) {
      const found = evaluatePlain(evaluate, history, asOf);
      if (found.kind === "beyond range") continue;
      yield { found, explanation: explainHistory(rulebook, historyOf(history), asOf) };
    }
  }
}

function* groupsOf(random: RandomCase): Generator<GroupExplanation> {
  for (const { explanation } of explained(random)) {
    if (explanation.kind === "scored") yield* explanation.groups;
  }
}

const awardLines = ({ lines }: GroupExplanation): readonly AwardLine[] =>
  lines.filter((line) => line.kind === "award");

const sum = (points: readonly Micro[]) => micro(points.reduce((total, each) => total + each, 0n));

test(
  "the lines of a group add up to its score, which is that of the evaluation",
  () => {
    fc.assert(
      fc.property(randomCase, (random) => {
        for (const { found, explanation } of explained(random)) {
          expect(explanation.kind).toBe(found.kind);
          if (found.kind !== "scored" || explanation.kind !== "scored") continue;
          const sums = explanation.groups.map(({ group, score, band, lines }) => ({
            ...{ group, band, points: formatDecimal(score) },
            sum: formatDecimal(sum(lines.map(({ points }) => points))),
          }));
          expect(sums).toEqual(found.scores.map((score) => ({ ...score, sum: score.points })));
        }
      }),
      propertyRuns(300),
    );
  },
  LONG,
);

test(
  "every rule of a group is told of once, as awarded or not, with the award of the evaluation",
  () => {
    fc.assert(
      fc.property(randomCase, (random) => {
        for (const { found, explanation } of explained(random)) {
          if (found.kind !== "scored" || explanation.kind !== "scored") continue;
          const told = explanation.groups.flatMap((group) =>
            awardLines(group).map(({ rule, times, points }) => ({
              ...{ group: group.group, rule, times, points: formatDecimal(points) },
            })),
          );
          const given = found.awards.map(({ firstAt: _, lastAt: __, ...award }) => award);
          expect(sorted(told)).toEqual(sorted(given));
          const silent = explanation.groups.flatMap(({ notAwarded }) => notAwarded);
          expect(silent.every(({ reason }) => reason !== "")).toBe(true);
          const pairs = Object.values(loadRaw(random.raw).rules).flatMap(({ groups }) => groups);
          expect(told.length + silent.length).toBe(pairs.length);
        }
      }),
      propertyRuns(100),
    );
  },
  LONG,
);

function sorted(awards: readonly (Pick<Award, "group" | "rule" | "times"> & { readonly points: string })[]) {
  return awards.map((award) => JSON.stringify(award, Object.keys(award).sort())).sort();
}

test(
  "the events of an award add up to it, and no event is told of twice",
  () => {
    fc.assert(
      fc.property(randomCase, (random) => {
        for (const group of groupsOf(random)) {
          for (const { times, points, uncut, events, refused, worthless } of awardLines(group)) {
            if (events.length === 0) continue;
            expect([events.length, sum(events.map((event) => event.points))]).toEqual([
              times,
              uncut ?? points,
            ]);
            const ids = [...events, ...refused, ...worthless].map(({ id }) => id);
            expect(new Set(ids).size).toBe(ids.length);
            expect(refused.every(({ limits }) => limits.length > 0)).toBe(true);
          }
        }
      }),
      propertyRuns(100),
    );
  },
  LONG,
);

test(
  "random cases hold all that makes a score more than the sum of its events",
  () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(randomCase, (random) => {
        for (const { lines } of groupsOf(random)) {
          for (const line of lines) for (const feature of featuresOf(line)) met.add(feature);
        }
      }),
      propertyRuns(300),
    );
    const all = ["start", "award", "reset", "term", "rounding", "min", "max"];
    expect([...met].sort()).toEqual(
      [
        ...all,
        "cut by max_points",
        "decay",
        "refused",
        "worthless",
        "negative",
        "events before a reset",
      ].sort(),
    );
  },
  LONG,
);

function featuresOf(line: ScoreLine): readonly string[] {
  if (line.kind === "reset") return line.outdated > 0 ? ["reset", "events before a reset"] : ["reset"];
  if (line.kind !== "award") return [line.kind];
  const features = {
    award: true,
    "cut by max_points": line.uncut !== undefined,
    decay: line.decay !== undefined,
    refused: line.refused.length > 0,
    worthless: line.worthless.length > 0,
    negative: line.points < 0n,
  };
  return Object.entries(features).flatMap(([name, isMet]) => (isMet ? [name] : []));
}
