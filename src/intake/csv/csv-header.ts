// The header line: which delimiter, which columns, where the rows start.

import { DELIMITERS, type Delimiter } from "../../rulebook/source-model.ts";
import { isBlank } from "../../values/text.ts";
import type { ByteSource, Position } from "../files/byte-source.ts";
import { UTF8_BOM } from "../files/utf8.ts";
import { InputError, listQuoted, listSome, quote } from "../input-error.ts";
import { CONTACT_KEYS, type Columns, describeNeeds, findColumns } from "../rows/columns.ts";
import type { InputKind } from "../sink.ts";
import { parseRows } from "./csv-block.ts";
import { nextLine } from "./physical-lines.ts";
import { DEFAULT_LIMITS, type ReadLimits } from "./read-limits.ts";
import { frameRows } from "./row-frames.ts";

export interface Header {
  readonly delimiter: Delimiter;
  readonly columns: Columns;
  /** Where the line after the header starts. */
  readonly end: Position;
}

/** One way to read the header line. */
interface Reading {
  readonly delimiter: Delimiter;
  readonly headers: readonly string[];
  readonly end: Position;
}

/** Throws an InputError when no delimiter gives the columns that files of this kind need. */
export async function readHeader(
  source: ByteSource,
  kind: InputKind,
  limits: ReadLimits = DEFAULT_LIMITS,
): Promise<Header> {
  const head = await source.read(0, limits.rowBytes);
  const start = skipBlankLines(head);
  if (start.offset === head.length) throw new InputError(source.path, "is empty; expected a header line");
  const readings = DELIMITERS.flatMap((delimiter) => readWith(delimiter, head, start));
  const fitting = mostColumns(readings.filter(({ headers }) => findColumns(kind, headers) !== undefined));
  const best = fitting ?? mostColumns(readings);
  const refuse = (problem: string, column?: number) =>
    new InputError(source.path, problem, { line: start.line, ...(column === undefined ? {} : { column }) });
  if (best === undefined) throw refuse("the header line has a broken quote");
  if (best.end.offset === head.length && head.length < source.bytes) {
    throw refuse(`the header line is longer than ${limits.rowBytes} bytes`);
  }
  if (head.subarray(0, best.end.offset).includes(0)) {
    throw refuse("the header line holds NUL bytes; expected text");
  }
  const columns = findColumns(kind, best.headers);
  if (columns === undefined) throw refuse(missingColumns(kind, best));
  const repeated = findRepeatedName(columns);
  if (repeated !== undefined) throw refuse(repeated.problem, repeated.column);
  return { delimiter: best.delimiter, columns, end: best.end };
}

/** Where the header line starts: behind a BOM and lines with only blanks. */
function skipBlankLines(head: Buffer): Position {
  let offset = head.subarray(0, UTF8_BOM.length).equals(UTF8_BOM) ? UTF8_BOM.length : 0;
  let line = 1;
  while (offset < head.length) {
    const next = nextLine(head, offset);
    if (!isBlank(head.toString("utf8", offset, next))) break;
    offset = next;
    line++;
  }
  return { offset, line };
}

/** Nothing when the quotes are broken with this delimiter. */
function readWith(delimiter: Delimiter, head: Buffer, start: Position): readonly Reading[] {
  const block = { bytes: head.subarray(start.offset), start, isLast: true };
  const { frames, next } = frameRows(block, delimiter, 1);
  const frame = frames[0];
  if (frame === undefined || frame.fault !== undefined) return [];
  const [headers] = parseRows(block.bytes.subarray(frame.from, frame.to), delimiter);
  const end = { offset: start.offset + next.offset, line: next.line };
  return [{ delimiter, headers: headers!, end }];
}

/** The first of those with the most columns. */
function mostColumns(readings: readonly Reading[]): Reading | undefined {
  return readings.reduce<Reading | undefined>(
    (best, reading) => (best === undefined || reading.headers.length > best.headers.length ? reading : best),
    undefined,
  );
}

function missingColumns(kind: InputKind, { headers }: Reading): string {
  if (headers.length === 1) {
    const found = `no known delimiter in the header line ${quote(headers[0]!)}`;
    const alone = kind === "contacts" ? `, or one column ${listQuoted(CONTACT_KEYS, "or")}` : "";
    return `${found}; expected ",", ";", tab or "|"${alone}`;
  }
  return `no column ${describeNeeds(kind, headers)}; found ${listSome(headers)}`;
}

interface RepeatedName {
  readonly problem: string;
  /** Of the second one, from 1. */
  readonly column: number;
}

function findRepeatedName({ headers, names }: Columns): RepeatedName | undefined {
  const firsts = new Map<string, number>();
  const second = names.findIndex((name, i) => firsts.has(name) || !firsts.set(name, i));
  if (second < 0) return undefined;
  const name = names[second]!;
  const describe = (i: number) => `column ${i + 1} ${quote(headers[i]!)}`;
  const both = `${describe(firsts.get(name)!)} and ${describe(second)}`;
  return { problem: `${both} are both the field ${quote(name)}; rename one`, column: second + 1 };
}
