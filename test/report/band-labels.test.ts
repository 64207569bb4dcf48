// Which names of bands stand above a histogram, by the room that each region has.

import { expect, test } from "vitest";
import { labelBands } from "../../src/report/page/charts/band-labels.ts";

/** Bands side by side, each as many points wide, on a chart with a pixel a point; a share takes three characters. */
function labelsOf(widths: readonly (readonly [band: string, points: number])[]): readonly string[] {
  let from = 0;
  const bands = widths.map(([band, points]) => {
    const scores = { from, until: from + points };
    from += points;
    return { band, scores, share: "12%" };
  });
  return labelBands(bands, [0, from], from).map(
    ({ name, share, edge }) => `${edge ? "|" : ""}${name}~${share}`,
  );
}

test.each<[string, Parameters<typeof labelsOf>[0], readonly string[]]>([
  [
    "whole, with their shares",
    [
      ["cold", 80],
      ["ambassador", 100],
    ],
    ["cold~12%", "|ambassador~12%"],
  ],
  ["cut with an ellipsis", [["ambassador", 60]], ["ambas…~12%"]],
  ["cut to three characters at least", [["ambassador", 42]], ["amb…~12%"]],
  [
    "left out where less would be left",
    [
      ["ambassador", 40],
      ["hot", 80],
    ],
    ["~12%", "|hot~12%"],
  ],
  [
    "without a share that does not fit",
    [
      ["hot", 30],
      ["cold", 80],
    ],
    ["~", "|cold~12%"],
  ],
  [
    "left out with their lines in the narrowest regions",
    [
      ["hot", 7],
      ["cold", 80],
    ],
    ["|cold~12%"],
  ],
])("%s", (_, widths, expected) => {
  expect(labelsOf(widths)).toEqual(expected);
});
