// Scores, bands and classes.

import { type Known, meets } from "./conditions.ts";
import {
  compare,
  larger,
  NOTHING,
  type Rational,
  rationalOf,
  roundToSix,
  smaller,
  sumOf,
  times,
} from "./rational.ts";
import type { RawClass, RawGroup, RawHighest, RawRulebook } from "./raw-rulebook.ts";
import { checked, type PlainAward } from "./rules.ts";
import { type Now, satisfies, valueOfNumber } from "./values.ts";

export interface PlainScore {
  readonly group: string;
  readonly points: Rational;
  readonly band: string | undefined;
}

export function scoresOf(
  { groups }: RawRulebook,
  awards: readonly PlainAward[],
  now: Now,
): readonly PlainScore[] {
  return Object.entries(groups).map(([id, group]) => {
    const points = scoreOf(id, groups, awards);
    return { group: id, points, band: bandOf(group, points, now) };
  });
}

function scoreOf(id: string, groups: RawRulebook["groups"], awards: readonly PlainAward[]): Rational {
  const group = groups[id]!;
  const parts =
    group.sum === undefined
      ? [
          group.start === undefined ? NOTHING : rationalOf(group.start),
          ...awards.filter((award) => award.group === id).map(({ points }) => points),
        ]
      : Object.entries(group.sum).map(([term, weight]) =>
          times(scoreOf(term, groups, awards), rationalOf(weight)),
        );
  let score = roundToSix(sumOf(parts));
  if (group.max !== undefined) score = smaller(score, rationalOf(group.max));
  if (group.min !== undefined) score = larger(score, rationalOf(group.min));
  return checked(score, `group "${id}"`);
}

function bandOf({ bands = {} }: RawGroup, points: Rational, now: Now): string | undefined {
  return Object.keys(bands).find((band) => satisfies(valueOfNumber(points), bands[band]!, now));
}

/** The class's value for the contact; `undefined` where it lies in none. */
export function classOf(raw: RawClass, scores: readonly PlainScore[], known: Known): string | undefined {
  if (Array.isArray(raw["highest"])) return highestOf(raw as RawHighest, scores);
  return Object.entries(raw).find(([, condition]) => meets(known, condition))?.[0];
}

function highestOf({ highest, at_least }: RawHighest, scores: readonly PlainScore[]): string | undefined {
  const pointsOf = (group: string) => scores.find((score) => score.group === group)!.points;
  const best = highest.find((group) =>
    highest.every((other) => compare(pointsOf(group), pointsOf(other)) >= 0),
  )!;
  const reaches = at_least === undefined || compare(pointsOf(best), rationalOf(at_least)) >= 0;
  return reaches ? best : undefined;
}
