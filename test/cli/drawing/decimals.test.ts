import { expect, test } from "vitest";
import { alignPoints } from "../../../src/cli/drawing/decimals.ts";

test.each([
  [
    ["100", "84.5", "-0.25"],
    ["100   ", "84.5 ", "-0.25"],
  ],
  [
    ["1", "2"],
    ["1", "2"],
  ],
  [
    ["1.5", ""],
    ["1.5", ""],
  ],
])("%j", (decimals, expected) => {
  expect(alignPoints(decimals)).toEqual(expected);
});
