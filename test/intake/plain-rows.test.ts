// Splitting against csv-parse, block for block: rows, lines, and where reading has come to.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRows } from "../../src/intake/csv/csv-block.ts";
import { rawText, readRows } from "../../src/intake/csv/csv-rows.ts";
import { endOfPlainRows, hasPlainLines, splitPlainRows } from "../../src/intake/csv/plain-rows.ts";
import { frameRows } from "../../src/intake/csv/row-frames.ts";
import type { Delimiter } from "../../src/rulebook/source-model.ts";
import { bytesSource } from "./memory-source.ts";

const delimiters = fc.constantFrom<Delimiter>(",", ";", "\t", "|");
const anyText = fc.string({
  unit: fc.constantFrom(
    "\n",
    "\n",
    "\r\n",
    "\r",
    ",",
    ";",
    "\t",
    "|",
    "a",
    "b ",
    "é",
    "😀",
    " ",
    "\ufeff",
    "\0",
    '"',
  ),
  maxLength: 60,
});

/** Lines with their numbers, raw texts and cells, as csv-parse reads them. */
function parsed(bytes: Buffer, delimiter: Delimiter) {
  const block = { bytes, start: { offset: 0, line: 1 }, isLast: true };
  const { frames, next } = frameRows(block, delimiter, () => false);
  const cells = parseRows(bytes, delimiter);
  const rows = frames.map(({ line, from, to }, i) => ({
    line,
    text: bytes.toString("utf8", from, to).replace(/\r?\n$/, ""),
    cells: cells[i],
  }));
  return { rows, count: cells.length, line: next.line };
}

function split(bytes: Buffer, delimiter: Delimiter) {
  const rows: object[] = [];
  const ends = splitPlainRows(bytes, 0, bytes.length, delimiter, (text, cells, index) => {
    rows.push({ line: 1 + index, text, cells });
  });
  return { rows, count: rows.length, line: 1 + ends };
}

describe("splitPlainRows", () => {
  it("gives what csv-parse gives, in the same lines", () => {
    fc.assert(
      fc.property(anyText, delimiters, (text, delimiter) => {
        const bytes = Buffer.from(text);
        fc.pre(hasPlainLines(bytes) && endOfPlainRows(bytes, 0, 1000) === bytes.length);
        expect(split(bytes, delimiter)).toEqual(parsed(bytes, delimiter));
      }),
      { numRuns: 3000 },
    );
  });

  it.each(["a\rb", "\r", "a,\0", "a\n\r\r\n"])("is not for %j", (text) => {
    expect(hasPlainLines(Buffer.from(text))).toBe(false);
  });

  it.each([
    ["a\nb\n", 0, 4],
    ['a\nb"\n', 0, 2],
    ['"a\nb\n', 0, 0],
    ['"a"\nb\n"', 4, 6],
  ])("%j from %i on has plain rows up to %i", (text, from, to) => {
    expect(endOfPlainRows(Buffer.from(text), from, 1000)).toBe(to);
  });

  it("takes no more than a row may have", () => {
    expect(endOfPlainRows(Buffer.from("aa\nbb\nccccc\n"), 0, 7)).toBe(6);
    expect(endOfPlainRows(Buffer.from("aaaaaaaaaa\n"), 0, 7)).toBe(0);
  });
});

/** A quote nobody needs around every cell makes csv-parse read all of it. */
function quoted(text: string): string {
  return text.replace(/[^,\r\n]+/g, '"$&"');
}

const shownRows = async (text: string, chunkBytes: number) => {
  const source = bytesSource("x.csv", Buffer.from(text));
  const limits = { chunkBytes, rowBytes: 1000 };
  const rows: object[] = [];
  let line = 1;
  for await (const batch of readRows(source, { offset: 0, line }, { delimiter: ",", width: 2 }, limits)) {
    for (const row of batch.rows) {
      const cells = row.kind === "cells" ? row.cells : row.code;
      rows.push({
        line: row.line,
        cells,
        raw: (row.kind === "cells" ? rawText(row) : row.raw).replaceAll('"', ""),
      });
    }
    line = batch.next.line;
  }
  return { rows, line };
};

describe("readRows", () => {
  it("reads rows with and without quotes as the same, in blocks of any size", async () => {
    const plain = fc.string({ unit: fc.constantFrom("\n", "\r\n", ",", "a", "é", "a,b\n"), maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(plain, fc.integer({ min: 1, max: 40 }), async (text, chunkBytes) => {
        expect(await shownRows(text, chunkBytes)).toEqual(await shownRows(quoted(text), 1000));
      }),
      { numRuns: 1000 },
    );
  });
});
