import { describe, expect, test } from "vitest";
import { drawSparkline } from "../../../src/cli/drawing/sparkline.ts";

describe("a sparkline", () => {
  test.each([
    ["no values", [], 0, ""],
    ["one value", [7], 0, "█"],
    ["one zero", [0], 0, "▁"],
    ["zeros", [0, 0, 0], 0, "▁▁▁"],
    ["equal values", [3, 3], 0, "██"],
    ["little is more than nothing", [0, 1, 1000], 0, "▁▂█"],
    ["all levels", [0, 1, 2, 3, 4, 5, 6, 7], 0, "▁▂▃▄▅▆▇█"],
    ["from a floor of its own", [100, 101, 107], 100, "▁▂█"],
    ["equal to a floor of its own", [39, 39], 39, "▄▄"],
    ["below the floor", [-4, 2], 0, "▁█"],
  ])("of %s", (_, values, floor, expected) => {
    expect(drawSparkline(values, floor)).toBe(expected);
  });
});
