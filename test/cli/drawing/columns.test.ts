import fc from "fast-check";
import stringWidth from "fast-string-width";
import { describe, expect, test } from "vitest";
import type { Cell, Column } from "../../../src/cli/drawing/column.ts";
import { fitColumns } from "../../../src/cli/drawing/columns.ts";
import { anyName, anyWidth, colouredPage, pageOf } from "../../support/terminal-page.ts";

const COLUMNS: readonly Column[] = [
  { heading: "contact", cutTo: 8, cutsMiddle: true },
  { heading: "score", align: "right" },
  { bar: { full: 10, most: 20 } },
  { heading: "note", cutTo: 6, drop: 1 },
];
const ROWS: readonly (readonly Cell[])[] = [
  ["ada-lovelace-of-london", "10", { value: 10 }, "first of all"],
  ["bo", "5", { value: 5 }, "second"],
  ["日本", "0", { value: 0 }, ""],
];

function drawIn(width: number, rows = ROWS, hasBlocks = true): readonly string[] {
  const table = fitColumns(COLUMNS, rows, pageOf(width, { hasBlocks }));
  return [...table.heading, ...rows.flatMap(table.lines)];
}

describe("columns", () => {
  test("have bars as long as there is room", () => {
    expect(drawIn(72)).toEqual([
      "contact                  score                          note",
      "ada-lovelace-of-london      10   ████████████████████   first of all",
      "bo                           5   ██████████             second",
      "日本                         0",
    ]);
  });

  test("leave out what is secondary before bars, and cut it before that", () => {
    expect([drawIn(58)[1], drawIn(54)[1]]).toEqual([
      "ada-lovelace-of-london      10   ████████████████   first…",
      "ada-lovelace-of-london      10   ████████████████████",
    ]);
  });

  test("are cut last, with ends kept", () => {
    expect(drawIn(20)).toEqual([
      "contact        score",
      "ada-lo…london     10",
      "bo                 5",
      "日本               0",
    ]);
  });

  test("become lines of their own where nothing fits", () => {
    expect(drawIn(13)).toEqual([
      "contact ada-…",
      "  score 10 ·",
      "  note first",
      "  of all",
      "contact bo",
      "  score 5 ·",
      "  note second",
      "contact 日本",
      "  score 0",
    ]);
  });

  test("have no bars where blocks cannot be shown", () => {
    expect(drawIn(72, ROWS, false)[1]).toBe("ada-lovelace-of-london      10   first of all");
  });

  test("leave out a column without anything in it, heading or not", () => {
    expect(drawIn(72, [["bo", "5", { value: 5 }, ""]])[0]).toBe("contact   score");
  });

  test("are as wide with colours as without", () => {
    const { chalk } = colouredPage(60);
    const styled = ROWS.map(([name, ...rest]) => [{ text: String(name), style: chalk.cyan }, ...rest]);
    const table = fitColumns(COLUMNS, styled, colouredPage(60));
    const plain = fitColumns(COLUMNS, ROWS, pageOf(60));
    expect(styled.flatMap(table.lines).map((line) => stringWidth(line))).toEqual(
      ROWS.flatMap(plain.lines).map((line) => stringWidth(line)),
    );
  });

  test("are never wider than the terminal, and always aligned", () => {
    fc.assert(
      fc.property(fc.array(anyName, { minLength: 1, maxLength: 5 }), anyWidth, (names, width) => {
        const rows = names.map((name): readonly Cell[] => [name, "7", { value: 7 }, `|${name}`]);
        const table = fitColumns(COLUMNS, rows, pageOf(width));
        const lines = rows.flatMap(table.lines);
        expect(lines.filter((line) => stringWidth(line) > width)).toEqual([]);
        const places = lines.map((line) => stringWidth(line.slice(0, line.lastIndexOf(" 7 "))));
        expect(new Set(places).size).toBe(1);
      }),
    );
  });
});
