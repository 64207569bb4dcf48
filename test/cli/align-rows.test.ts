import stringWidth from "string-width";
import { expect, test } from "vitest";
import { alignRowsBy, formatByWidth, type WidthOf } from "../../src/cli/align-rows.ts";

const pair =
  (...cells: readonly string[]) =>
  (widthOf: WidthOf) =>
    alignRowsBy(
      widthOf,
      cells.map((cell) => [cell, "|"]),
    ).join("\n");

/** Short ones, so that characters stand beside each other. */
const ALL_OF_THE_PLANE = Array.from({ length: 0x3000 }, (_, code) => `a${String.fromCodePoint(code)}b`);

test.each([
  ["Latin letters and signs", ["ann", "zoé …", "–×·"]],
  ["wide characters", ["ann", "日本語"]],
  ["characters of several parts", ["ann", "e\u0301", "👩‍👩‍👧"]],
  ["colours", ["ann", "\u001b[1mb\u001b[22m"]],
])("%s are aligned by the columns that they take", async (_, cells) => {
  expect(await formatByWidth(pair(...cells))).toBe(pair(...cells)(stringWidth));
});

test("no character is taken for plain that takes another width", async () => {
  const lines = await Promise.all(
    ALL_OF_THE_PLANE.map((cell) => formatByWidth((widthOf) => `${widthOf(cell)}`)),
  );
  const wrong = ALL_OF_THE_PLANE.filter((cell, index) => lines[index] !== `${stringWidth(cell)}`);
  expect(wrong).toEqual([]);
});
