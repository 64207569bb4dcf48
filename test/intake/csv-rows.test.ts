// Reading in blocks against csv-parse over the whole text, for any text and any size of block.

import { CsvError, parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CellsRow, rawText, readRows } from "../../src/intake/csv/csv-rows.ts";
import type { RefusedLine } from "../../src/intake/csv/refused-lines.ts";
import type { Delimiter } from "../../src/rulebook/source-model.ts";
import { bytesSource } from "./memory-source.ts";

const WIDTH = 2;

interface ReadRow {
  readonly kind: "cells" | RefusedLine["code"];
  readonly line: number;
  readonly raw: string;
  readonly cells: readonly string[];
  readonly message: string;
}

async function readAll(
  text: string,
  limits: { chunkBytes: number; rowBytes: number },
  delimiter: Delimiter = ",",
) {
  const source = bytesSource("test.csv", Buffer.from(text));
  const rows: ReadRow[] = [];
  for await (const batch of readRows(source, { offset: 0, line: 1 }, { delimiter, width: WIDTH }, limits)) {
    rows.push(...batch.rows.map(describeRow));
  }
  return rows;
}

function describeRow(row: CellsRow | RefusedLine): ReadRow {
  const { line } = row;
  if (row.kind === "refused") return { kind: row.code, line, raw: row.raw, cells: [], message: row.message };
  return { kind: "cells", line, raw: rawText(row), cells: row.cells, message: "" };
}

const WHOLE = { chunkBytes: 1 << 16, rowBytes: 1 << 16 };

/** What csv-parse, strict, makes of a whole text; undefined when it refuses. */
function parseStrictly(text: string): readonly (readonly string[])[] | undefined {
  try {
    return parse(text, {
      record_delimiter: ["\r\n", "\n", "\r"],
      skip_empty_lines: true,
      relax_column_count: true,
    });
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}

const anyText = fc.string({
  unit: fc.constantFrom(
    ...'\n\n\n\r,,,"""ab é\u{1F600}\0'.match(/./gsu)!,
    "\r\n",
    '""',
    '","',
    "a,b\n",
    '"a",b\r\n',
  ),
  maxLength: 60,
});
const anyLimits = fc.record({
  chunkBytes: fc.integer({ min: 1, max: 40 }),
  rowBytes: fc.integer({ min: 4, max: 60 }),
});

describe("readRows", () => {
  it("agrees with csv-parse on every text that csv-parse takes", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, fc.integer({ min: 1, max: 80 }), async (text, chunkBytes) => {
        const expected = parseStrictly(text);
        fc.pre(expected !== undefined);
        const rows = await readAll(text, { ...WHOLE, chunkBytes });
        const isSound = (cells: readonly string[]) =>
          cells.length === WIDTH && !cells.join("").includes("\0");
        expect(rows.filter(({ kind }) => kind === "broken-quotes")).toEqual([]);
        expect(rows.flatMap(({ kind, cells }) => (kind === "cells" ? [cells] : []))).toEqual(
          expected.filter(isSound),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it("refuses for its quotes only what csv-parse refuses", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const hasBroken = (await readAll(text, WHOLE)).some(({ kind }) => kind === "broken-quotes");
        expect(hasBroken).toBe(parseStrictly(text) === undefined);
      }),
      { numRuns: 1000 },
    );
  });

  it("gives the same rows whatever the size of a chunk", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyLimits, async (text, limits) => {
        expect(await readAll(text, limits)).toEqual(
          await readAll(text, { ...WHOLE, rowBytes: limits.rowBytes }),
        );
      }),
      {
        numRuns: 1000,
        // A line that ends in a CR alone, shorter than a row may be, with more behind it in the chunk.
        examples: [['\n\n\n\na,b\né\r","', { chunkBytes: 13, rowBytes: 4 }]],
      },
    );
  });

  it("loses no line: raw texts in order make up the text again", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, fc.integer({ min: 1, max: 40 }), async (text, chunkBytes) => {
        const rows = await readAll(text, { ...WHOLE, chunkBytes });
        const withoutBlankLines = (lines: string) =>
          lines.split(/\r\n|\n|\r/).filter((line) => line.trim() !== "");
        const read = rows.flatMap(({ raw }) => withoutBlankLines(raw));
        expect(read).toEqual(withoutBlankLines(text));
      }),
      { numRuns: 1000 },
    );
  });

  it("counts physical lines, with line ends of every kind and blank lines between", async () => {
    const text = 'a,b\r\n\r\na,"b\r\nc"\n\na,"x\ry"\ra,b\r\r\na,b';
    const rows = await readAll(text, WHOLE);
    expect(rows.map(({ line, cells }) => [line, cells.join("|")])).toEqual([
      [1, "a|b"],
      [3, "a|b\r\nc"],
      [6, "a|x\ry"],
      [8, "a|b"],
      [10, "a|b"],
    ]);
  });

  it("goes on behind a row of many lines that is too long", async () => {
    const rows = await readAll('a,"1\n2\n3\n4\n5\n6"\na,b\n', { chunkBytes: 4, rowBytes: 8 });
    expect(rows.map(({ kind, line, raw }) => [kind, line, raw])).toEqual([
      ["row-too-long", 1, 'a,"1'],
      ["row-too-long", 2, "2"],
      ["row-too-long", 3, "3"],
      ["row-too-long", 4, "4"],
      ["row-too-long", 5, "5"],
      ["row-too-long", 6, '6"'],
      ["cells", 7, "a,b"],
    ]);
  });

  it("keeps the beginning of a line that is too long, cut between characters", async () => {
    const rows = await readAll("a,ééééé\r\na,b\r\n", { chunkBytes: 3, rowBytes: 7 });
    expect(rows.map(({ kind, raw }) => [kind, raw])).toEqual([
      ["row-too-long", "a,éé"],
      ["cells", "a,b"],
    ]);
  });

  it("names the line where the quote was opened, not where the row starts", async () => {
    const rows = await readAll('"a\nb","c\nd\n', WHOLE);
    expect(rows.map(({ line, message }) => [line, message])).toEqual([
      [1, "a quote opened in line 2 is never closed"],
      [2, "a quote opened in line 2 is never closed"],
      [3, "a quote opened in line 2 is never closed"],
    ]);
  });

  it("reads a file of stray quotes in time proportional to its length", async () => {
    const lines = 20_000;
    const rows = await readAll('a,5" nail\n'.repeat(lines), { chunkBytes: 1 << 14, rowBytes: 1 << 16 });
    expect(rows).toHaveLength(lines);
  });

  it("hands over a quote that is never closed in batches", async () => {
    const text = `a,"b\n${"a,b\n".repeat(50_000)}`;
    const limits = { chunkBytes: 1 << 10, rowBytes: 1 << 12 };
    const source = bytesSource("test.csv", Buffer.from(text));
    const sizes: number[] = [];
    for await (const { rows } of readRows(
      source,
      { offset: 0, line: 1 },
      { delimiter: ",", width: 2 },
      limits,
    )) {
      sizes.push(rows.length);
    }
    expect(sizes.reduce((sum, size) => sum + size)).toBe(50_001);
    expect(Math.max(...sizes)).toBeLessThan(limits.chunkBytes);
  });
});
