// Between which bounds the score of each group must lie, whatever the data: from the points, limits and caps of the
// rules. The bounds are never too narrow; they may be too wide, for nothing is assumed about fields.

import type { CombinedGroup, PlainGroup, Rulebook } from "../../rulebook/model.ts";
import type { EventRule, Limit, Points, Rule } from "../../rulebook/rule-model.ts";
import { clamp, type Micro, micro, multiply, weightedSum, ZERO } from "../../values/decimal.ts";
import type { Duration, DurationUnit } from "../../values/duration.ts";
import { GREATEST_SCORE, LEAST_SCORE, type ScoreRange } from "./score-sets.ts";

const OPEN: ScoreRange = { low: LEAST_SCORE, high: GREATEST_SCORE };

/** By group. Only rules that `counts` says yes to give points: all of them by default. */
export function findScoreRanges(
  { groups, rules }: Rulebook,
  counts: (rule: Rule) => boolean = () => true,
): ReadonlyMap<string, ScoreRange> {
  const counted = rules.filter(counts);
  const ranges = new Map<string, ScoreRange>();
  for (const group of groups) if (group.kind === "plain") ranges.set(group.id, rangeOfPlain(group, counted));
  for (const group of groups) if (group.kind === "combined") ranges.set(group.id, rangeOfSum(group, ranges));
  return ranges;
}

function rangeOfPlain({ id, start, min, max }: PlainGroup, rules: readonly Rule[]): ScoreRange {
  const totals = rules.filter((rule) => rule.groups.includes(id)).map(rangeOfRule);
  const low = totals.reduce((sum, range) => addLow(sum, range.low), start);
  const high = totals.reduce((sum, range) => addHigh(sum, range.high), start);
  return { low: clamp(low, min, max), high: clamp(high, min, max) };
}

function rangeOfSum({ terms, min, max }: CombinedGroup, ranges: ReadonlyMap<string, ScoreRange>): ScoreRange {
  const parts = terms.map(({ group, weight }) => {
    const { low, high } = ranges.get(group) ?? OPEN;
    return weight < 0n ? { low: high, high: low, weight } : { low, high, weight };
  });
  const isOpen = (end: Micro) => end === LEAST_SCORE || end === GREATEST_SCORE;
  const low = parts.some((part) => isOpen(part.low) && part.weight !== 0n)
    ? LEAST_SCORE
    : weightedSum(parts.map((part) => [part.low, part.weight]));
  const high = parts.some((part) => isOpen(part.high) && part.weight !== 0n)
    ? GREATEST_SCORE
    : weightedSum(parts.map((part) => [part.high, part.weight]));
  return { low: clamp(low, min, max), high: clamp(high, min, max) };
}

/** Of all that a rule may give one contact, which may be nothing. Decay only leads toward zero. */
function rangeOfRule(rule: Rule): ScoreRange {
  const { low, high } = rangeOfAward(rule.points);
  const times = mostTimes(rule);
  const total = {
    low: low < 0n ? timesLow(low, times) : ZERO,
    high: high > 0n ? timesHigh(high, times) : ZERO,
  };
  const cap = rule.kind === "event" || rule.kind === "period" ? rule.maxPoints : undefined;
  return cap === undefined
    ? total
    : { low: clamp(total.low, micro(-cap), cap), high: clamp(total.high, micro(-cap), cap) };
}

function rangeOfAward(points: Points): ScoreRange {
  switch (points.kind) {
    case "fixed":
      return { low: points.points, high: points.points };
    case "per":
      return { low: points.atLeast ?? LEAST_SCORE, high: points.atMost ?? GREATEST_SCORE };
    case "times":
      return rangeOfProduct(points);
    case "table": {
      const all = points.rows.map((row) => row.points);
      if (points.otherwise !== undefined) all.push(points.otherwise);
      return {
        low: all.reduce((a, b) => (a < b ? a : b), all[0] ?? ZERO),
        high: all.reduce((a, b) => (a > b ? a : b), all[0] ?? ZERO),
      };
    }
    default:
      return points satisfies never;
  }
}

function rangeOfProduct({ factor, upTo, atLeast, atMost }: Extract<Points, { kind: "times" }>): ScoreRange {
  const end = upTo === undefined ? undefined : multiply(upTo, factor);
  const isFalling = factor < 0n;
  const low = isFalling ? (end ?? LEAST_SCORE) : LEAST_SCORE;
  const high = isFalling ? GREATEST_SCORE : (end ?? GREATEST_SCORE);
  return { low: clamp(low, atLeast, atMost), high: clamp(high, atLeast, atMost) };
}

/** Infinity where nothing bounds it. */
function mostTimes(rule: Rule): number {
  switch (rule.kind) {
    case "event":
      return Math.min(...rule.limits.map((limit) => mostCounted(limit, rule)), Number.POSITIVE_INFINITY);
    case "period":
      return rule.times ?? Number.POSITIVE_INFINITY;
    case "condition":
    case "lookup":
      return 1;
    default:
      return rule satisfies never;
  }
}

/** Of a limit per period in a window: as many periods as the longest such window can touch. */
function mostCounted({ times, per, perEach }: Limit, { selector }: EventRule): number {
  if (perEach !== undefined) return Number.POSITIVE_INFINITY;
  if (per === undefined) return times;
  if (selector.within === undefined) return Number.POSITIVE_INFINITY;
  const { within } = selector;
  const period: Duration = per.kind === "rolling" ? per.duration : { count: 1, unit: per.period };
  const window = within.count * DAYS[within.unit].longest;
  const touched = Math.ceil(window / (period.count * DAYS[period.unit].shortest)) + 1;
  // A day in which clocks change is longer or shorter than 24 hours.
  return times * (isOfDays(within) && isOfDays(period) ? touched : touched + 1);
}

function isOfDays({ unit }: Duration): boolean {
  return DAYS[unit].shortest >= 1;
}

const DAYS: Readonly<Record<DurationUnit, { readonly shortest: number; readonly longest: number }>> = {
  second: { shortest: 1 / 86_400, longest: 1 / 86_400 },
  minute: { shortest: 1 / 1_440, longest: 1 / 1_440 },
  hour: { shortest: 1 / 24, longest: 1 / 24 },
  day: { shortest: 1, longest: 1 },
  week: { shortest: 7, longest: 7 },
  month: { shortest: 28, longest: 31 },
  quarter: { shortest: 90, longest: 92 },
  year: { shortest: 365, longest: 366 },
};

function timesLow(points: Micro, times: number): Micro {
  return Number.isFinite(times) ? addLow(ZERO, micro(points * BigInt(times))) : LEAST_SCORE;
}

function timesHigh(points: Micro, times: number): Micro {
  return Number.isFinite(times) ? addHigh(ZERO, micro(points * BigInt(times))) : GREATEST_SCORE;
}

/** No end is further out than scores go: there it counts as open, and stays so. */
function addLow(a: Micro, b: Micro): Micro {
  const sum = micro(a + b);
  return a === LEAST_SCORE || b === LEAST_SCORE ? LEAST_SCORE : clamp(sum, LEAST_SCORE, GREATEST_SCORE);
}

function addHigh(a: Micro, b: Micro): Micro {
  const sum = micro(a + b);
  return a === GREATEST_SCORE || b === GREATEST_SCORE
    ? GREATEST_SCORE
    : clamp(sum, LEAST_SCORE, GREATEST_SCORE);
}
