// How many contacts have which scores, by group: kept with each run, so that the report can show how they lay.

import type { Micro } from "../../values/decimal.ts";

/**
 * Contacts by group and score. A score is counted where it is rounded down to three significant digits, and never finer
 * than 0.01: in whole hundredths. So there are some hundred entries at most for each power of ten.
 */
export type Distribution = ReadonlyMap<string, ReadonlyMap<number, number>>;

export type CountedScores = Map<string, Map<number, number>>;

const MICRO_PER_HUNDREDTH = 10_000;
const LEAST_OF_FOUR_DIGITS = 1_000;

/** `sign` is 1 for a contact that is listed now, -1 for one that was. */
export function countScore(counted: CountedScores, group: string, points: Micro, sign: 1 | -1): void {
  add(counted, group, roundScore(points), sign);
}

/** In hundredths. Scores are within nine billion, so that a double holds their micro-units. */
export function roundScore(points: Micro): number {
  const hundredths = Math.floor(Number(points) / MICRO_PER_HUNDREDTH);
  const width = roundedWidth(hundredths);
  return width === 1 ? hundredths : Math.floor(hundredths / width) * width;
}

/** How many hundredths the scores span that are counted at such a place: a power of ten. */
export function roundedWidth(hundredths: number): number {
  const magnitude = Math.abs(hundredths);
  let width = 1;
  while (magnitude >= width * LEAST_OF_FOUR_DIGITS) width *= 10;
  return width;
}

export function addDistribution(to: CountedScores, counted: Distribution): void {
  for (const [group, scores] of counted) {
    for (const [hundredths, contacts] of scores) add(to, group, hundredths, contacts);
  }
}

function add(to: CountedScores, group: string, hundredths: number, contacts: number): void {
  let scores = to.get(group);
  if (scores === undefined) {
    scores = new Map();
    to.set(group, scores);
  }
  scores.set(hundredths, (scores.get(hundredths) ?? 0) + contacts);
}

/** As JSON, scores as decimals, sorted: for people who look into the table. */
export function formatDistribution(counted: Distribution): string {
  const groups = [...counted].map(([group, scores]) => [group, sortedEntries(scores)] as const);
  return JSON.stringify(Object.fromEntries(groups.sort(([a], [b]) => (a < b ? -1 : 1))));
}

function sortedEntries(scores: ReadonlyMap<number, number>): readonly (readonly [number, number])[] {
  return [...scores]
    .filter(([, contacts]) => contacts !== 0)
    .sort(([a], [b]) => a - b)
    .map(([hundredths, contacts]) => [hundredths / 100, contacts]);
}

export function parseDistribution(text: string): Distribution {
  const groups = JSON.parse(text) as Readonly<Record<string, readonly (readonly [number, number])[]>>;
  return new Map(
    Object.entries(groups).map(([group, scores]) => [
      group,
      new Map(scores.map(([score, contacts]) => [Math.round(score * 100), contacts])),
    ]),
  );
}
