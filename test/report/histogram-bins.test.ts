import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chooseBins } from "../../src/report/charts/histogram-bins.ts";
import type { Distribution } from "../../src/report/model.ts";
import { propertyRuns } from "../support/property-runs.ts";

/** Bins of a width, from a score on, with as many contacts in each. */
function distribution(
  contacts: readonly number[],
  { width = 5, from = 0, before = true } = {},
): Distribution {
  const bins = contacts.map((count, i) => ({
    from: from + i * width,
    contacts: count,
    before: before ? count + 1 : undefined,
  }));
  return {
    width,
    bins,
    openBelow: false,
    openAbove: false,
    lowest: from,
    median: from,
    highest: from + contacts.length * width,
  };
}

const repeated = (times: number, contacts: number) => new Array<number>(times).fill(contacts);

describe("the bins that are shown", () => {
  test("are those there are, where they are few", () => {
    const { bins, width, lower, higher } = chooseBins(distribution([3, 0, 4]));
    expect([bins.map(({ from, until }) => [from, until]), width, lower, higher]).toEqual([
      [
        [0, 5],
        [5, 10],
        [10, 15],
      ],
      5,
      0,
      0,
    ]);
  });

  test("leave out a few contacts far out, and count them", () => {
    const { bins, lower, higher } = chooseBins(
      distribution([1, ...repeated(40, 0), ...repeated(30, 500), ...repeated(80, 0), 2]),
    );
    expect([bins.length, lower, higher]).toEqual([30, 1, 2]);
  });

  test("show what lies out, but not far", () => {
    expect(chooseBins(distribution([...repeated(30, 500), ...repeated(10, 0), 1])).higher).toBe(0);
  });

  test("are joined where they are many, at multiples of the wider width", () => {
    const { bins, width } = chooseBins(distribution(repeated(100, 7), { from: -15 }));
    expect([width, bins[0], bins.at(-1)]).toEqual([
      10,
      { from: -20, until: -10, contacts: 7, before: 8 },
      { from: 480, until: 490, contacts: 7, before: 8 },
    ]);
  });

  test("know nothing of the compared run where nothing is known", () => {
    const { bins } = chooseBins(distribution(repeated(100, 7), { before: false }));
    expect(bins.every(({ before }) => before === undefined)).toBe(true);
  });

  test("are one where all contacts have one score", () => {
    expect(chooseBins(distribution([9])).bins).toEqual([{ from: 0, until: 5, contacts: 9, before: 10 }]);
  });

  test("with those left out have every contact once, and are few and without gaps", () => {
    const counts = fc.array(fc.oneof(fc.constant(0), fc.nat(50), fc.nat(100_000)), {
      minLength: 1,
      maxLength: 400,
    });
    fc.assert(
      fc.property(counts, fc.integer({ min: -300, max: 300 }), (contacts, start) => {
        const { bins, lower, higher } = chooseBins(distribution(contacts, { from: start * 5 }));
        const shown = bins.reduce((sum, bin) => sum + bin.contacts, 0);
        expect(shown + lower + higher).toBe(contacts.reduce((sum, count) => sum + count, 0));
        expect(bins.length).toBeLessThanOrEqual(61);
        expect(bins.slice(1).every(({ from }, i) => from === bins[i]!.until)).toBe(true);
      }),
      propertyRuns(200),
    );
  });
});
