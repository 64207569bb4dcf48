import { describe, expect, test } from "vitest";
import { drawBar } from "../../../src/cli/drawing/bar.ts";

describe("a bar", () => {
  test.each([
    ["nothing for zero", 0, 100, 4, ""],
    ["nothing below zero", -5, 100, 4, ""],
    ["nothing where nothing is full", 5, 0, 4, ""],
    ["nothing without room", 5, 10, 0, ""],
    ["the smallest value shows", 0.001, 100, 4, "▏"],
    ["an eighth of a column", 1, 32, 4, "▏"],
    ["whole columns", 50, 100, 4, "██"],
    ["whole columns and a part", 3, 8, 4, "█▌"],
    ["what is nearly full does not look full", 99.99, 100, 4, "███▉"],
    ["full", 100, 100, 4, "████"],
    ["more than full", 250, 100, 4, "████"],
    ["a million", 1_000_000, 1_000_000, 2, "██"],
  ])("%s", (_, value, full, width, expected) => {
    expect(drawBar(value, full, width)).toBe(expected);
  });
});
