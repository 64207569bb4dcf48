import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileFieldsJson } from "../../src/intake/rows/fields-json.ts";
import { countRoundedNumbers, rowFields } from "../../src/intake/rows/row-fields.ts";

const names = fc.uniqueArray(fc.constantFrom("a", "b_2", "10", "9", "constructor", "kind", "é"), {
  minLength: 1,
});
const cell = fc.oneof(
  fc.constantFrom("", " ", "1.2345678", "-0.10", '"', "\\", "\n", "\u2028", "\u007f", "\ud800", "😀", "a b"),
  fc.string({ unit: "binary", maxLength: 8 }),
);

describe("compileFieldsJson", () => {
  it("writes the JSON of rowFields, and counts the same numbers", () => {
    fc.assert(
      fc.property(names, fc.array(cell, { minLength: 7, maxLength: 7 }), (all, cells) => {
        const columns = all.map((name, position) => ({ name, position }));
        const fields = rowFields(columns, cells);
        expect(compileFieldsJson(columns)!(cells)).toEqual({
          json: JSON.stringify(fields),
          rounded: countRoundedNumbers(fields),
        });
      }),
      { numRuns: 1000 },
    );
  });

  it("leaves columns of one name to others", () => {
    const columns = [0, 1].map((position) => ({ name: "a", position }));
    expect(compileFieldsJson(columns)).toBeUndefined();
  });
});
