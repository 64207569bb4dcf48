// Some forty bins of what a run has counted by score.

import { roundedWidth } from "../../store/outcomes/distribution.ts";
import type { Distribution } from "../model.ts";

/** Contacts by score, in hundredths. */
type Scores = ReadonlyMap<number, number>;
type Entries = readonly (readonly [hundredths: number, contacts: number])[];

const MOST_BINS = 40;
/** Beyond these shares of the contacts scores are far off. */
const FAR_OFF = 0.005;
/** So many times as wide bins must be with them that far-off scores are left outside. */
const WORTHWHILE = 3;

/** `undefined` without contacts. `before` is that of the compared run, where it is known. */
export function makeHistogram(now: Scores, before: Scores | undefined): Distribution | undefined {
  const entries = sortedEntries(now);
  const [lowest] = entries;
  if (lowest === undefined) return undefined;
  const past = sortedEntries(before ?? new Map());
  const { width, from, until } = chooseBins(entries, past);
  const bins = Array.from({ length: Math.round((until - from) / width) }, (_, index) => from + index * width);
  const countIn = (counted: Entries) => {
    const counts = bins.map(() => 0);
    for (const [score, contacts] of counted) {
      if (score >= from && score < until) counts[Math.floor((score - from) / width)]! += contacts;
    }
    return counts;
  };
  const [counts, countsBefore] = [countIn(entries), countIn(past)];
  return {
    width: width / 100,
    bins: bins.map((start, index) => ({
      from: start / 100,
      contacts: counts[index]!,
      before: before === undefined ? undefined : countsBefore[index]!,
    })),
    lower: totalOf(entries.filter(([score]) => score < from)),
    higher: totalOf(entries.filter(([score]) => score >= until)),
    lowest: lowest[0] / 100,
    median: quantile(entries, 0.5) / 100,
    highest: entries.at(-1)![0] / 100,
  };
}

function sortedEntries(scores: Scores): Entries {
  return [...scores].filter(([, contacts]) => contacts > 0).sort(([a], [b]) => a - b);
}

const totalOf = (entries: Entries): number => entries.reduce((sum, [, contacts]) => sum + contacts, 0);

/** The score of the contact that has this share of the contacts up to and with it. */
function quantile(entries: Entries, share: number): number {
  const wanted = Math.max(1, Math.ceil(totalOf(entries) * share));
  let seen = 0;
  for (const [score, contacts] of entries) {
    seen += contacts;
    if (seen >= wanted) return score;
  }
  return 0;
}

interface Bins {
  /** All in hundredths; `from` included, `until` not. */
  readonly width: number;
  readonly from: number;
  readonly until: number;
}

/** Over both runs, so that their bars stand side by side. */
function chooseBins(now: Entries, before: Entries): Bins {
  const both = [now, before].filter((entries) => entries.length > 0);
  const [low, high] = [
    Math.min(...both.map((entries) => entries[0]![0])),
    Math.max(...both.map((entries) => entries.at(-1)![0])),
  ];
  const most = [
    Math.min(...both.map((entries) => quantile(entries, FAR_OFF))),
    Math.max(...both.map((entries) => quantile(entries, 1 - FAR_OFF))),
  ] as const;
  const step = commonStep(both.flat().map(([score]) => score));
  const [wide, narrow] = [niceWidth(low, high, step), niceWidth(...most, step)];
  const [from, to, width] = wide >= narrow * WORTHWHILE ? [...most, narrow] : [low, high, wide];
  const start = Math.floor(from / width) * width;
  const until = (Math.floor(to / width) + 1) * width;
  return { width, from: start, until };
}

/** The greatest number that all scores are multiples of: finer bins would leave gaps between them. */
function commonStep(scores: readonly number[]): number {
  const greatest = (a: number, b: number): number => (b === 0 ? a : greatest(b, a % b));
  return scores.reduce((step, score) => greatest(step, Math.abs(score)), 0);
}

/**
 * The least of 1, 2 and 5 times a power of ten by which the stretch is no more than forty bins, that is not finer than
 * scores are counted there, nor than they are apart.
 */
function niceWidth(low: number, high: number, step: number): number {
  const finest = Math.max(roundedWidth(low), roundedWidth(high));
  const isEnough = (width: number) =>
    width >= finest &&
    Math.floor(high / width) - Math.floor(low / width) < MOST_BINS &&
    (step === 0 || width >= niceBelow(step));
  return niceWidths().find(isEnough)!;
}

const niceBelow = (step: number): number => niceWidths().findLast((width) => width <= step) ?? 1;

/** In hundredths: 0.01, 0.02, 0.05, 0.1 … to beyond every score. */
function niceWidths(): readonly number[] {
  return Array.from({ length: 13 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();
}
