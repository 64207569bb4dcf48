import { describe, expect, test } from "vitest";
import { makeHistogram } from "../../src/report/gather/histogram.ts";
import { roundScore } from "../../src/store/outcomes/distribution.ts";
import { micro } from "../../src/values/decimal.ts";

/** Contacts by score. */
type Scores = readonly (readonly [score: number, contacts: number])[];

const counted = (scores: Scores) => {
  const all = new Map<number, number>();
  for (const [score, contacts] of scores) {
    const place = roundScore(micro(BigInt(Math.round(score * 1_000_000))));
    all.set(place, (all.get(place) ?? 0) + contacts);
  }
  return all;
};

const histogramOf = (scores: Scores, before?: Scores) =>
  makeHistogram(counted(scores), before && counted(before))!;

const each = (from: number, to: number, step = 1): Scores =>
  Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) => [from + index * step, 1] as const);

describe("the width of bins", () => {
  test.each<[string, Scores, number, number]>([
    ["whole scores up to 30", each(0, 30), 1, 31],
    ["whole scores up to 100", each(0, 100), 5, 21],
    ["halves", each(0, 10, 0.5), 0.5, 21],
    ["hundredths", each(0, 0.3, 0.01), 0.01, 31],
    ["tens", each(-50, 150, 10), 10, 21],
    ["one score", [[7, 3]], 5, 1],
    ["zero alone", [[0, 3]], 0.01, 1],
    [
      "scores above a thousand, counted by tens",
      [
        [5_000, 1],
        [5_031, 1],
      ],
      10,
      4,
    ],
    [
      "the largest scores",
      [
        [-9_000_000_000, 1],
        [9_000_000_000, 1],
      ],
      5_000_000_000,
      4,
    ],
  ])("%s", (_, scores, width, bins) => {
    const histogram = histogramOf(scores);
    expect([histogram.width, histogram.bins.length]).toEqual([width, bins]);
  });
});

test("bins begin at multiples of their width, below zero too", () => {
  expect(
    histogramOf([
      [-7.5, 1],
      [3, 1],
      [60, 2],
    ]).bins.slice(0, 3),
  ).toEqual([
    { from: -8, contacts: 1, before: undefined },
    { from: -6, contacts: 0, before: undefined },
    { from: -4, contacts: 0, before: undefined },
  ]);
});

test("both runs are in the same bins", () => {
  const { bins } = histogramOf(
    [[2, 5]],
    [
      [0, 1],
      [4, 2],
    ],
  );
  expect(bins.map(({ from, contacts, before }) => [from, contacts, before])).toEqual([
    [0, 0, 1],
    [2, 5, 0],
    [4, 0, 2],
  ]);
});

test("a few far-off scores are left outside", () => {
  const { bins, lower, higher, highest } = histogramOf([
    ...each(0, 20).map(([at]) => [at, 100] as const),
    [90_000, 3],
  ]);
  expect([lower, higher, highest]).toEqual([0, 3, 90_000]);
  expect([bins.length, bins.at(-1)]).toEqual([21, { from: 20, contacts: 100, before: undefined }]);
});

test("the median is that of the contacts, not of the bins", () => {
  expect(
    histogramOf([
      [1, 10],
      [50, 1],
      [100, 2],
    ]),
  ).toMatchObject({ lowest: 1, median: 1, highest: 100 });
});

test("without contacts there is none", () => {
  expect(makeHistogram(new Map([[5, 0]]), new Map())).toBeUndefined();
});
