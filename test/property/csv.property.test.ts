// Whatever a file holds: it is refused in one line, or every row is accepted or rejected, and what is accepted is what
// csv-parse reads in its strictest mode.

import { isAscii, isUtf8 } from "node:buffer";
import { gzipSync } from "node:zlib";
import { CsvError, parse } from "csv-parse/sync";
import fc from "fast-check";
import { encode } from "iconv-lite";
import { expect, test } from "vitest";
import { findInputs } from "../../src/intake/files/find-inputs.ts";
import { openInput } from "../../src/intake/files/open-input.ts";
import { InputError } from "../../src/intake/input-error.ts";
import type { ContactRow, InputFile } from "../../src/intake/sink.ts";
import { fieldName } from "../../src/values/text.ts";
import { createGrowingSink } from "../intake/growing-sink.ts";
import { createMemorySink, type MemorySink } from "../intake/memory-sink.ts";
import { bytesSource } from "../intake/memory-source.ts";
import { takeFiles } from "../intake/take-files.ts";
import { propertyRuns } from "../support/property-runs.ts";
import {
  anyExport,
  anyExportWithoutBlankLines,
  anyMutations,
  mutate,
} from "../support/random/random-export.ts";
import { zipOf } from "../support/zip.ts";

const mutated = fc
  .tuple(anyExport, anyMutations)
  .map(([text, changes]) => mutate(Buffer.from(text), changes));
const randomBytes = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
const randomCsv = fc
  .string({ unit: fc.constantFrom(...'ab,"\n\ré \0', "\r\n", '","', '""', "\n"), maxLength: 120 })
  .map((text) => Buffer.from(`id,x\n${text}`));
const anyFile = fc.oneof({ weight: 4, arbitrary: mutated }, randomCsv, randomBytes);

/** What came of a file: its rows and rejects, or the words that refuse it. */
async function read(stdin: Buffer, sink: MemorySink = createMemorySink()) {
  try {
    const { summary } = await takeFiles({ files: {}, given: ["-"], kind: "contacts", stdin, sink });
    return { kind: "read", sink, counts: summary.totals.contacts } as const;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { kind: "refused", message: error.message } as const;
  }
}

/** csv-parse with nothing relaxed; `undefined` when it refuses. */
function parseStrictly(text: string, delimiter: string): readonly (readonly string[])[] | undefined {
  try {
    return parse(text, { delimiter, record_delimiter: ["\r\n", "\n", "\r"] });
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}

const LINES = /\r\n|\n|\r/g;

function startOfLine(text: string, line: number): number {
  if (line === 1) return 0;
  const end = [...text.matchAll(LINES)][line - 2]!;
  return end.index + end[0].length;
}

/** The row that starts in a line: the fewest lines that are a row on their own. */
function parseRowAt(text: string, line: number, delimiter: string): readonly string[] | undefined {
  const rest = text.slice(startOfLine(text, line));
  const ends = [...rest.matchAll(LINES)].map(({ index }) => index);
  for (const end of [...ends, rest.length]) {
    const rows = parseStrictly(rest.slice(0, end), delimiter);
    if (rows?.length === 1) return rows[0];
  }
  return undefined;
}

function fieldsOf(cells: readonly string[], { headers }: InputFile): Record<string, string> {
  const names = headers.map((header, i) => fieldName(header) || `column_${i + 1}`);
  return Object.fromEntries(
    names.map((name, i) => [name, cells[i]!]).filter(([, cell]) => cell!.trim() !== ""),
  );
}

test("every row is accepted or rejected, and accepted cells are csv-parse's", async () => {
  await fc.assert(
    fc.asyncProperty(anyFile, async (bytes) => {
      const outcome = await read(bytes);
      if (outcome.kind === "refused") {
        expect(outcome.message).toMatch(/^-: .+$/);
        return;
      }
      const { sink, counts } = outcome;
      expect(counts.accepted + counts.duplicates + counts.rejected).toBe(counts.rows);
      expect([sink.contacts.length, sink.rejects.length]).toEqual([counts.accepted, counts.rejected]);
      const file = sink.opened[0]!;
      const text = textOf(bytes);
      for (const { line, fields } of sink.contacts) {
        const cells = parseRowAt(text, line, file.delimiter);
        expect(cells).toHaveLength(file.headers.length);
        expect({ ...fields }).toEqual(fieldsOf(cells!, file));
      }
    }),
    propertyRuns(200),
  );
});

/** Random bytes may be UTF-16 by their mark. */
function textOf(bytes: Buffer): string {
  const isUtf16 = bytes.length > 1 && ["fffe", "feff"].includes(bytes.toString("hex", 0, 2));
  return isUtf16
    ? new TextDecoder(bytes[0] === 0xff ? "utf-16le" : "utf-16be").decode(bytes)
    : bytes.toString();
}

test("what csv-parse takes as a whole loses no row", async () => {
  await fc.assert(
    fc.asyncProperty(anyExportWithoutBlankLines, async (text) => {
      const outcome = await read(Buffer.from(text));
      fc.pre(outcome.kind === "read");
      const file = outcome.sink.opened[0]!;
      const records = parseStrictly(text, file.delimiter)?.slice(1);
      fc.pre(records !== undefined);
      const isSound = (cells: readonly string[]) => cells[0]!.trim() !== "" && !cells.join("").includes("\0");
      expect(outcome.sink.contacts.map(({ fields }) => ({ ...fields }))).toEqual(
        records!.filter(isSound).map((cells) => fieldsOf(cells, file)),
      );
      expect(outcome.counts.rows).toBe(records!.length);
    }),
    propertyRuns(200),
  );
});

const said = (outcome: Awaited<ReturnType<typeof read>>) =>
  outcome.kind === "refused"
    ? outcome.message.replace(/^-(\/x\.csv)?: /, "")
    : { rows: outcome.sink.contacts, rejects: outcome.sink.rejects, counts: outcome.counts };

test("packed or not, the same bytes are the same rows", async () => {
  await fc.assert(
    fc.asyncProperty(anyFile, fc.boolean(), async (bytes, isStored) => {
      const expected = said(await read(bytes));
      const method = isStored ? "stored" : "deflate";
      expect(said(await read(gzipSync(bytes)))).toEqual(expected);
      expect(said(await read(zipOf({ name: "x.csv", content: bytes, method })))).toEqual(expected);
    }),
    propertyRuns(40),
  );
});

const mutatedText = mutated
  .map((bytes) => bytes.toString())
  .filter((text) => !/^[\ufeff\0]/.test(text) && text !== "");

test("in UTF-16 the same text is the same rows", async () => {
  await fc.assert(
    fc.asyncProperty(mutatedText, fc.boolean(), async (text, isBigEndian) => {
      const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
      const expected = said(await read(Buffer.from(text)));
      expect(said(await read(isBigEndian ? bytes.swap16() : bytes))).toEqual(expected);
    }),
    propertyRuns(40),
  );
});

test("in windows-1252 the same text is the same content", async () => {
  await fc.assert(
    fc.asyncProperty(anyExport, async (text) => {
      const encoded = encode(text, "windows-1252");
      // Else it is taken for UTF-8, and refused.
      fc.pre(text.length === encoded.length && (isAscii(encoded) || !isUtf8(encoded)));
      const [input] = await findInputs(["-"], bytesSource("x.csv", encoded));
      const stated = { encoding: "windows-1252", kind: "contacts", source: "x" } as const;
      const content = await openInput(input!, stated);
      const bytes = await content.read(0, content.bytes);
      await content.close();
      expect(bytes.toString()).toBe(text);
    }),
    propertyRuns(100),
  );
});

/** The rows of each version: those of the version that it has grown from, and those read. */
async function grow(versions: readonly Buffer[]) {
  const sink = createGrowingSink();
  const rows = new Map<number, readonly object[]>([[0, []]]);
  for (const version of versions) {
    const before = {
      contacts: sink.contacts.length,
      rejects: sink.rejects.length,
      starts: sink.starts.length,
    };
    const outcome = await read(version, sink);
    if (outcome.kind === "refused" || sink.starts.length === before.starts) continue;
    const taken = rowsInOrder(sink.contacts.slice(before.contacts), sink.rejects.slice(before.rejects));
    rows.set(version.length, [...rows.get(sink.starts.at(-1)!)!, ...taken]);
  }
  return rows.get(versions.at(-1)!.length);
}

function rowsInOrder(contacts: readonly ContactRow[], rejects: MemorySink["rejects"]): readonly object[] {
  return [...contacts, ...rejects].sort((a, b) => a.line - b.line);
}

test("a file that grows is read as if it had come at once", async () => {
  const cuts = fc.array(fc.nat({ max: 300 }), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(mutatedText, cuts, fc.boolean(), async (text, places, atLines) => {
      const ends = [...text.matchAll(/\r\n|\n|\r|\r(?=\n)/g)].map(({ index, 0: end }) => index + end.length);
      const offsets = places.map((place) =>
        atLines ? (ends[place % ends.length] ?? 0) : place % text.length,
      );
      const versions = [...offsets.sort((a, b) => a - b), text.length].map((end) =>
        Buffer.from(text.slice(0, end)),
      );
      const once = await read(versions.at(-1)!);
      fc.pre(once.kind === "read");
      expect(await grow(versions)).toEqual(rowsInOrder(once.sink.contacts, once.sink.rejects));
    }),
    propertyRuns(80),
  );
});
