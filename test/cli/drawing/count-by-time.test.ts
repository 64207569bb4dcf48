import { describe, expect, test } from "vitest";
import { countByTime } from "../../../src/cli/drawing/count-by-time.ts";

const DAY = 86_400_000;
const END = 1000 * DAY;
const daysAgo = (...days: readonly number[]) => days.map((count) => END - count * DAY);

describe("events by time", () => {
  test.each([
    ["at the end", daysAgo(0), 10, { step: "day", counts: [1] }],
    [
      "a step reaches up to its end, without its beginning",
      daysAgo(2, 1, 0.5),
      10,
      { step: "day", counts: [1, 1, 1] },
    ],
    ["later ones do not exist", daysAgo(-1, 0), 10, { step: "day", counts: [1] }],
    [
      "days as long as there is room",
      daysAgo(9, 0),
      10,
      { step: "day", counts: [1, 0, 0, 0, 0, 0, 0, 0, 0, 1] },
    ],
    ["weeks where days take more", daysAgo(10, 0), 10, { step: "week", counts: [1, 1] }],
    ["four weeks", daysAgo(70, 0), 3, { step: "4 weeks", counts: [1, 0, 1] }],
    [
      "what lies before the longest steps is left out",
      daysAgo(900, 0),
      2,
      { step: "52 weeks", counts: [0, 1] },
    ],
    ["none", [], 10, { step: "day", counts: [0] }],
  ])("%s", (_, times, most, expected) => {
    expect(countByTime(times, END, most)).toEqual(expected);
  });
});
