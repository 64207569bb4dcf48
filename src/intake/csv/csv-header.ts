// The header line: which delimiter, which columns, where the rows start.

import { DELIMITERS, type Delimiter } from "../../rulebook/source-model.ts";
import { isBlank } from "../../values/text.ts";
import type { ByteSource, Position } from "../files/byte-source.ts";
import { UTF8_BOM } from "../files/utf8.ts";
import { InputError, quote } from "../input-error.ts";
import { chooseLayout, type HeaderReading } from "../layouts/choose-layout.ts";
import type { Candidates } from "../layouts/choose-sources.ts";
import type { Layout } from "../layouts/layout.ts";
import { parseRows } from "./csv-block.ts";
import { nextLine } from "./physical-lines.ts";
import { DEFAULT_LIMITS, type ReadLimits } from "./read-limits.ts";
import { frameRows } from "./row-frames.ts";

export interface Header {
  readonly delimiter: Delimiter;
  readonly layout: Layout;
  /** Where the line after the header starts. */
  readonly end: Position;
}

/** The header line as it is with one delimiter. */
interface Reading extends HeaderReading {
  /** Where the line after it starts. */
  readonly end: Position;
}

interface Head {
  /** The file's beginning: as much as a header line may take. */
  readonly bytes: Buffer;
  /** Where the header line starts. */
  readonly start: Position;
  /** With every delimiter that leaves its quotes whole; at least one. */
  readonly readings: readonly Reading[];
}

/** Throws an InputError for a file without a header line, or with one that no delimiter makes sense of. */
export async function readHead(source: ByteSource, limits: ReadLimits = DEFAULT_LIMITS): Promise<Head> {
  const bytes = await source.read(0, limits.rowBytes);
  const first = skipBlankLines(bytes, skipMark(bytes));
  const stated = readStatement(bytes, first);
  const start = stated === undefined ? first : skipBlankLines(bytes, stated.end);
  if (start.offset === bytes.length) throw new InputError(source.path, "is empty; expected a header line");
  const delimiters = stated === undefined ? DELIMITERS : [delimiterOf(source.path, first.line, stated.sign)];
  const readings = delimiters.flatMap((delimiter) => readWith(delimiter, bytes, start));
  if (readings.length > 0) return { bytes, start, readings };
  throw new InputError(source.path, "the header line has a broken quote", { line: start.line });
}

/** Throws an InputError when no delimiter gives the columns that one of the candidates, or the default, needs. */
export async function readHeader(
  source: ByteSource,
  candidates: Candidates,
  limits: ReadLimits = DEFAULT_LIMITS,
): Promise<Header> {
  const { bytes, start, readings } = await readHead(source, limits);
  const refuse = (problem: string, column?: number) =>
    new InputError(source.path, problem, { line: start.line, ...(column === undefined ? {} : { column }) });
  const choice = chooseLayout(readings, candidates);
  const { delimiter, end } = choice.reading;
  if (end.offset === bytes.length && bytes.length < source.bytes) {
    throw refuse(`the header line is longer than ${limits.rowBytes} bytes`);
  }
  if (bytes.subarray(0, end.offset).includes(0)) {
    throw refuse("the header line holds NUL bytes; expected text");
  }
  if (choice.kind === "refused") throw refuse(choice.problem, choice.column);
  return { delimiter, layout: choice.layout, end };
}

function skipMark(head: Buffer): Position {
  const hasMark = head.subarray(0, UTF8_BOM.length).equals(UTF8_BOM);
  return { offset: hasMark ? UTF8_BOM.length : 0, line: 1 };
}

/** The first line from there on that has more than blanks. */
function skipBlankLines(head: Buffer, from: Position): Position {
  let { offset, line } = from;
  while (offset < head.length) {
    const next = nextLine(head, offset);
    if (!isBlank(head.toString("utf8", offset, next))) break;
    offset = next;
    line++;
  }
  return { offset, line };
}

/** A first line for spreadsheets that says which sign is the delimiter: `sep=;`. */
interface Statement {
  readonly sign: string;
  readonly end: Position;
}

function readStatement(head: Buffer, { offset, line }: Position): Statement | undefined {
  const next = nextLine(head, offset);
  const [, sign] = /^"?sep=([^\r\n"])"?[ \r\n]*$/iu.exec(head.toString("utf8", offset, next)) ?? [];
  return sign === undefined ? undefined : { sign, end: { offset: next, line: line + 1 } };
}

function delimiterOf(path: string, line: number, sign: string): Delimiter {
  const delimiter = DELIMITERS.find((one) => one === sign);
  if (delimiter !== undefined) return delimiter;
  const problem = `the line "sep=${sign}" says that ${quote(sign)} is the delimiter; expected ",", ";", tab or "|"`;
  throw new InputError(path, problem, { line });
}

/** Nothing when the quotes are broken with this delimiter. */
function readWith(delimiter: Delimiter, head: Buffer, start: Position): readonly Reading[] {
  const block = { bytes: head.subarray(start.offset), start, isLast: true };
  const { frames, next } = frameRows(block, delimiter, () => true);
  const frame = frames[0];
  if (frame === undefined || frame.fault !== undefined) return [];
  const [headers] = parseRows(block.bytes.subarray(frame.from, frame.to), delimiter);
  const end = { offset: start.offset + next.offset, line: next.line };
  return [{ delimiter, headers: headers!, end }];
}
