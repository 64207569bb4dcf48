import fc from "fast-check";
import stringWidth from "fast-string-width";
import { describe, expect, test } from "vitest";
import { clip, clipMiddle } from "../../src/values/cut-text.ts";
import { anyName } from "../support/terminal-page.ts";

describe("cut at the end", () => {
  test.each([
    ["short", 5, "short"],
    ["longer", 5, "long…"],
    ["日本語", 5, "日本…"],
    ["e\u0301e\u0301e\u0301", 2, "e\u0301…"],
  ])("%s in %i columns", (text, width, shown) => {
    expect(clip(text, width)).toBe(shown);
  });
});

describe("cut in the middle", () => {
  test.each([
    ["short", 5, "short"],
    ["abcdefghij", 5, "ab…ij"],
    ["abcdefghij", 6, "abc…ij"],
    ["日本語日本語", 7, "日本…語"],
    ["日本語日本語", 6, "日…語"],
    ["e\u0301e\u0301e\u0301e\u0301", 3, "e\u0301…e\u0301"],
    ["👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 5, "👩‍👩‍👧…👩‍👩‍👧"],
    ["ab", 1, "…"],
  ])("%s in %i columns", (text, width, shown) => {
    expect(clipMiddle(text, width)).toBe(shown);
  });

  test("is never wider than asked for", () => {
    fc.assert(
      fc.property(anyName, fc.integer({ min: 1, max: 60 }), (text, width) => {
        expect(stringWidth(clipMiddle(text, width))).toBeLessThanOrEqual(width);
      }),
    );
  });
});
