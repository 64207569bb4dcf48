// A file's rows, block by block. csv-parse is the authority on what a row is. A row that it refuses, and one too long
// to hold, becomes a refused line for every physical line that it spans; reading goes on with the line after.

import { isBlank } from "../values/text.ts";
import type { ByteSource, Position } from "./byte-source.ts";
import { type Delimiter, parseBlock } from "./csv-block.ts";
import {
  CR,
  countLineEnds,
  endOfLastLine,
  LF,
  nextLine,
  splitLines,
  textWithoutLineEnd,
} from "./physical-lines.ts";
import { ROW_START, type RowEnd, scanRow } from "./quote-scan.ts";
import { DEFAULT_LIMITS, type ReadLimits } from "./read-limits.ts";
import {
  brokenQuotes,
  type Fault,
  type RefusedLine,
  refuse,
  refuseStretch,
  rowTooLong,
} from "./refused-lines.ts";

export interface CsvShape {
  readonly delimiter: Delimiter;
  /** Cells in every row. */
  readonly width: number;
}

/** A row with as many cells as the header. */
export interface CellsRow {
  readonly kind: "cells";
  readonly line: number;
  readonly cells: readonly string[];
  /** The row as it stands in the file, without its line end. To be called before the next batch is asked for. */
  readonly raw: () => string;
}

export interface RowBatch {
  readonly rows: readonly (CellsRow | RefusedLine)[];
  /** Where in the file reading has come to. */
  readonly offset: number;
}

/** Holds a few chunks and one row at a time, whatever the file holds. `from` is where the line after the header starts. */
export async function* readRows(
  source: ByteSource,
  from: Position,
  shape: CsvShape,
  limits: ReadLimits = DEFAULT_LIMITS,
): AsyncGenerator<RowBatch> {
  let at = from;
  /** Read from `at` on, but not yet a whole row. */
  let rest: Buffer = Buffer.alloc(0);
  while (at.offset + rest.length < source.bytes) {
    const chunk = await source.read(at.offset + rest.length, limits.chunkBytes);
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const isLast = at.offset + bytes.length === source.bytes;
    const { rows, next } = readBlock(
      { bytes: isLast ? bytes : bytes.subarray(0, endOfLastLine(bytes)), start: at, isLast },
      shape,
      limits,
    );
    yield { rows, offset: next.offset };
    rest = bytes.subarray(next.offset - at.offset);
    at = next;
    if (isLast || rest.length <= limits.rowBytes) continue;
    for await (const stretch of refuseStretch(source, at, shape.delimiter, limits)) {
      at = stretch.next;
      yield { rows: stretch.lines, offset: at.offset };
    }
    rest = Buffer.alloc(0);
  }
}

/** Whole physical lines, the first of which starts a row. */
interface Block {
  readonly bytes: Buffer;
  readonly start: Position;
  /** Nothing follows it in the file. */
  readonly isLast: boolean;
}

interface BlockRows {
  readonly rows: readonly (CellsRow | RefusedLine)[];
  /** Where a row starts that the block does not hold to its end; else the block's end. */
  readonly next: Position;
}

function readBlock(block: Block, shape: CsvShape, limits: ReadLimits): BlockRows {
  const rows: (CellsRow | RefusedLine)[] = [];
  const { bytes } = block;
  const mayHoldNul = bytes.includes(0);
  let at: Position = { offset: 0, line: block.start.line };
  while (at.offset < bytes.length) {
    const base = at.offset;
    const parsed = parseBlock(bytes.subarray(base), shape.delimiter);
    for (const [i, cells] of parsed.rows.entries()) {
      const from = skipEmptyLines(bytes, at);
      at = moveTo(bytes, from, base + parsed.ends[i]!);
      const row = { bytes, from: from.offset, to: at.offset, line: from.line, cells };
      const fault = findFault(row, shape, limits, mayHoldNul);
      if (fault?.code === "row-too-long") rows.push(...refuseLines(row, fault));
      else if (fault !== undefined) rows.push(refuse({ line: row.line, raw: rawText(row) }, fault));
      else if (!isBlankLine(row))
        rows.push({ kind: "cells", line: row.line, cells, raw: () => rawText(row) });
    }
    at = skipEmptyLines(bytes, at);
    if (parsed.failure === undefined) break;
    const end = scanRow(ROW_START, bytes, at.offset, 0, shape.delimiter);
    if (end.kind === "unfinished" && !block.isLast) break;
    const next = moveTo(bytes, at, end.kind === "unfinished" ? bytes.length : nextLine(bytes, end.at));
    const stretch = { bytes, from: at.offset, to: next.offset, line: at.line };
    rows.push(...refuseLines(stretch, faultInBlock(bytes, at, end)));
    at = next;
  }
  return { rows, next: { offset: block.start.offset + at.offset, line: at.line } };
}

/** The bytes [from, to), which start with a line. */
interface Stretch {
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
  readonly line: number;
}

interface ParsedRow extends Stretch {
  readonly cells: readonly string[];
}

function findFault(
  row: ParsedRow,
  { width }: CsvShape,
  limits: ReadLimits,
  mayHoldNul: boolean,
): Fault | undefined {
  if (row.to - row.from > limits.rowBytes) return rowTooLong(row.line, limits);
  if (mayHoldNul && row.bytes.subarray(row.from, row.to).includes(0)) {
    const cell = row.cells.findIndex((text) => text.includes("\0"));
    return { code: "nul-byte", message: "a NUL byte; expected text", cell };
  }
  if (row.cells.length === width || isBlankLine(row)) return undefined;
  const message = `${cellCount(row.cells.length)}; expected ${width} as in the header`;
  return { code: "ragged-row", message, cell: undefined };
}

function cellCount(count: number): string {
  return `${count} cell${count === 1 ? "" : "s"}`;
}

/** Only blanks: no row at all. A quoted empty cell is one. */
function isBlankLine(row: ParsedRow): boolean {
  return row.cells.length === 1 && isBlank(row.cells[0]!) && isBlank(rawText(row));
}

function rawText({ bytes, from, to }: Stretch): string {
  return textWithoutLineEnd(bytes, from, to);
}

function refuseLines({ bytes, from, to, line }: Stretch, fault: Fault): RefusedLine[] {
  return Array.from(splitLines(bytes, from, to, line), (physical) => refuse(physical, fault));
}

function faultInBlock(bytes: Buffer, start: Position, end: RowEnd): Fault {
  const lineOf = (offset: number) => start.line + countLineEnds(bytes, start.offset, offset);
  const openedAt = end.kind === "unfinished" ? end.scan.openedAt : end.kind === "ended" ? -1 : end.openedAt;
  const openedLine = openedAt < 0 ? start.line : lineOf(openedAt);
  const lastLine = end.kind === "unfinished" ? openedLine : lineOf(end.at);
  return brokenQuotes({ firstLine: start.line, lastLine, openedLine, end });
}

function moveTo(bytes: Buffer, from: Position, offset: number): Position {
  return { offset, line: from.line + countLineEnds(bytes, from.offset, offset) };
}

function skipEmptyLines(bytes: Buffer, from: Position): Position {
  let { offset } = from;
  while (bytes[offset] === LF || bytes[offset] === CR) offset++;
  return offset === from.offset ? from : moveTo(bytes, from, offset);
}
