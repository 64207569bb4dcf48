import { Chalk } from "chalk";
import stringWidth from "fast-string-width";
import { describe, expect, test } from "vitest";
import { fitTable, wrapParts } from "../../../src/cli/print/fit-width.ts";

const HEADINGS = ["column", "becomes", "values", "read as"];
const ROWS = [
  {
    cells: ["Mail", "identity email"],
    below: ["event id"],
    lists: [
      ["Ada@b.org", "Bo@b.org"],
      ["ada@b.org", "bo@b.org"],
    ],
  },
  { cells: ["Note", "field note"], lists: [["hello"], []] },
];
const tableIn = (width: number) => fitTable(HEADINGS, ROWS, width, new Chalk({ level: 0 }));

test("a table with room for everything", () => {
  expect(tableIn(80)).toEqual([
    "column   becomes          values                 read as",
    "Mail     identity email   Ada@b.org · Bo@b.org   ada@b.org · bo@b.org",
    "         event id",
    "Note     field note       hello",
  ]);
});

test("a table with fewer values", () => {
  const lists = [
    ["a".repeat(15), "b".repeat(15)],
    ["c".repeat(15), "d".repeat(15)],
  ];
  const lines = fitTable(HEADINGS, [{ cells: ["x", "y"], lists }], 70, new Chalk({ level: 0 }));
  expect(lines.at(-1)).toBe(`x        y         ${"a".repeat(15)}   ${"c".repeat(15)}`);
});

test("lines of their own where a table has no room", () => {
  expect(tableIn(30)).toEqual([
    "Mail",
    "  identity email",
    "  event id",
    "  Ada@b.org · Bo@b.org",
    "  ada@b.org · bo@b.org",
    "Note",
    "  field note",
    "  hello",
  ]);
});

describe.each([10, 20, 30, 40, 60, 80])("in %i columns", (width) => {
  test("no line is wider", () => {
    expect(tableIn(width).filter((line) => stringWidth(line) > width)).toEqual([]);
  });
});

test("parts go to the next line whole", () => {
  expect(wrapParts("has: ", ["one", "two", "three"], ", ", 12)).toEqual(["has: one,", "  two, three"]);
});
