import fc from "fast-check";
import { expect, test } from "vitest";
import { toCsv, toCsvLine } from "../../src/output/csv-text.ts";
import { propertyRuns } from "../support/property-runs.ts";

test.each<[string, readonly string[], string]>([
  ["plain cells are joined", ["anna", "anna@example.org", "-12.5", ""], "anna,anna@example.org,-12.5,"],
  ["a comma is quoted", ["a,b", "c"], '"a,b",c'],
  ["a quote is doubled", ['say "hi"', "c"], '"say ""hi""",c'],
  ["a line end is quoted", ["a\nb", "a\rb"], '"a\nb","a\rb"'],
  ["one blank cell is a blank line", [""], ""],
])("%s", (_, cells, expected) => {
  expect(toCsvLine(cells)).toBe(expected);
});

const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom(..."ab,\"'\n\r\t é;=\0\u2028\ufeff"), maxLength: 6 }),
  fc.string({ unit: "binary" }),
);

test("a line is what csv-stringify writes, whatever its cells hold", () => {
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
      expect(`${toCsvLine(cells)}\n`).toBe(toCsv([cells]));
    }),
    propertyRuns(1_000),
  );
});
