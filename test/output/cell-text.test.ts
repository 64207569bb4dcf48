import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { cellText } from "../../src/output/cell-text.ts";

it.each([
  "=1+1",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  "\uff1d1+1",
  "+A1",
  "-A1",
  "-1e5",
  "+cmd|' /C calc'!A0",
  "-2+3+HYPERLINK(B1)",
])("%j gets an apostrophe", (text) => {
  expect(cellText(true)(text)).toBe(`'${text}`);
});

it.each([
  ...[
    "",
    "ada",
    "-5",
    "-0.000001",
    "+33 6 12 34",
    "+33 (0)6-12.34",
    "+1/2",
    "-5 %",
    "-5,00 \u20ac",
    "-$5",
    "-",
  ],
  ...["a=1", "1@x.org", "'=1", " =1", '{"a":"=1"}', "2026-03-01"],
])("%j stays as it is", (text) => {
  expect(cellText(true)(text)).toBe(text);
});

it.each(["=1+1", "@SUM(A1)", "\t=1", "+A1"])("without the option %j stays as it is too", (text) => {
  expect(cellText(false)(text)).toBe(text);
});

it("does what the table in docs/outputs.md says", () => {
  const docs = readFileSync(new URL("../../docs/outputs.md", import.meta.url), "utf8");
  const table = /## For spreadsheets[\s\S]*?\n\n(\|[\s\S]*?)\n\n/.exec(docs)?.[1] ?? "";
  const rows = [...table.matchAll(/^\| `(.*?)` *\| `(.*?)` *\|$/gm)].map(([, cell, shown]) => [
    cell!,
    shown!,
  ]);
  expect(rows.length).toBeGreaterThan(4);
  expect(rows.map(([cell]) => cellText(true)(cell!))).toEqual(rows.map(([, shown]) => shown));
});
