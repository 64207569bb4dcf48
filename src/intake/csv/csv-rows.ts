// A file's rows, block by block. csv-parse is the authority on what a row is; rows without quotes are split as it would
// split them. A row that it refuses, and one too long to hold, becomes a refused line for every physical line that it
// spans; reading goes on with the line after.

import type { Delimiter } from "../../rulebook/source-model.ts";
import { isBlank } from "../../values/text.ts";
import type { ByteSource, Position } from "../files/byte-source.ts";
import { parseRows } from "./csv-block.ts";
import { endOfLastLine, splitLines, textWithoutLineEnd } from "./physical-lines.ts";
import { endOfPlainRows, hasPlainLines, isCalm, splitPlainRows } from "./plain-rows.ts";
import { DEFAULT_LIMITS, type ReadLimits } from "./read-limits.ts";
import { type Fault, type RefusedLine, refuse, refuseStretch, rowTooLong } from "./refused-lines.ts";
import { type Block, frameRows, type RowFrame } from "./row-frames.ts";

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
  /** The row as it stands in the file, without its line end, or where it stands. */
  readonly raw: string | RowPlace;
}

interface RowPlace {
  readonly bytes: Buffer;
  readonly frame: RowFrame;
}

/** The row as it stands in the file, without its line end. */
export function rawText({ raw }: Pick<CellsRow, "raw">): string {
  return typeof raw === "string" ? raw : textWithoutLineEnd(raw.bytes, raw.frame.from, raw.frame.to);
}

export interface RowBatch {
  readonly rows: readonly (CellsRow | RefusedLine)[];
  /** Where in the file reading has come to. */
  readonly next: Position;
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
    yield { rows, next };
    rest = bytes.subarray(next.offset - at.offset);
    at = next;
    if (isLast || rest.length <= limits.rowBytes) continue;
    for await (const stretch of refuseStretch(source, at, shape.delimiter, limits)) {
      at = stretch.next;
      yield { rows: stretch.lines, next: at };
    }
    rest = Buffer.alloc(0);
  }
}

interface BlockRows {
  readonly rows: readonly (CellsRow | RefusedLine)[];
  /** Where a row starts that the block does not hold to its end; else the block's end. */
  readonly next: Position;
}

function readBlock(block: Block, shape: CsvShape, limits: ReadLimits): BlockRows {
  const { bytes, start, isLast } = block;
  const rows: (CellsRow | RefusedLine)[] = [];
  const isPlain = hasPlainLines(bytes);
  let at = 0;
  let { line } = start;
  while (at < bytes.length) {
    const end = isPlain ? endOfPlainRows(bytes, at, limits.rowBytes) : at;
    if (end > at) {
      line += takePlainRows(rows, bytes, { from: at, to: end, line }, shape);
      at = end;
      continue;
    }
    const rest = { bytes: bytes.subarray(at), start: { offset: start.offset + at, line }, isLast };
    const next = takeParsedRows(rows, rest, shape, limits, isPlain);
    if (next.offset === 0) break;
    line = next.line;
    at += next.offset;
  }
  return { rows, next: { offset: start.offset + at, line } };
}

/** Gives the number of line ends. No row is longer than one may be. */
function takePlainRows(
  rows: (CellsRow | RefusedLine)[],
  bytes: Buffer,
  { from, to, line }: Omit<RowFrame, "fault">,
  { delimiter, width }: CsvShape,
): number {
  return splitPlainRows(bytes, from, to, delimiter, (text, cells, index) => {
    const row: CellsRow = { kind: "cells", line: line + index, cells, raw: text };
    if (cells.length === width && width > 1) rows.push(row);
    else if (!isBlankLine(row)) {
      rows.push(
        cells.length === width ? row : refuse({ line: row.line, raw: text }, raggedRow(cells, width)),
      );
    }
  });
}

/** Rows by csv-parse, as long as there are quotes. Gives where the row after them starts; the offset is in the block. */
function takeParsedRows(
  rows: (CellsRow | RefusedLine)[],
  block: Block,
  shape: CsvShape,
  limits: ReadLimits,
  isPlain: boolean,
): Position {
  const { bytes } = block;
  const isEnough = (at: number) => isPlain && isCalm(bytes, at);
  const { frames, next } = frameRows(block, shape.delimiter, isEnough);
  const parsed = parseFrames(bytes, frames, shape.delimiter);
  const mayHoldNul = !isPlain && bytes.includes(0);
  let sound = 0;
  for (const frame of frames) {
    if (frame.fault !== undefined) {
      pushAll(rows, refuseLines(bytes, frame, frame.fault, limits));
      continue;
    }
    const place = { bytes, frame };
    const row: CellsRow = { kind: "cells", line: frame.line, cells: parsed[sound++]!, raw: place };
    if (isBlankLine(row)) continue;
    const fault = findFault(row, frame, shape, limits, mayHoldNul);
    if (fault === undefined) rows.push(row);
    else pushAll(rows, refuseRow(row, place, fault, limits));
  }
  return next;
}

/** The cells of each sound frame. */
function parseFrames(
  bytes: Buffer,
  frames: readonly RowFrame[],
  delimiter: Delimiter,
): readonly (readonly string[])[] {
  const sound = frames.filter(({ fault }) => fault === undefined);
  const isWhole = sound.length === frames.length;
  const from = frames[0]?.from ?? 0;
  const to = frames.at(-1)?.to ?? 0;
  const text = isWhole
    ? bytes.subarray(from, to)
    : Buffer.concat(sound.map((f) => bytes.subarray(f.from, f.to)));
  const rows = parseRows(text, delimiter);
  // A row too many or too few would give every later row the wrong line: better no import than a shifted one.
  if (rows.length !== sound.length)
    throw new Error(`${sound.length} rows found, but csv-parse reads ${rows.length}`);
  return rows;
}

function findFault(
  row: CellsRow,
  { from, to }: RowFrame,
  { width }: CsvShape,
  limits: ReadLimits,
  mayHoldNul: boolean,
): Fault | undefined {
  if (to - from > limits.rowBytes) return rowTooLong(row.line, limits);
  if (mayHoldNul && rawText(row).includes("\0")) return nulByte(row.cells);
  return row.cells.length === width ? undefined : raggedRow(row.cells, width);
}

/** Only blanks: no row at all. A quoted blank is a row. */
function isBlankLine(row: CellsRow): boolean {
  return row.cells.length === 1 && isBlank(row.cells[0]!) && isBlank(rawText(row));
}

function nulByte(cells: readonly string[]): Fault {
  const cell = cells.findIndex((text) => text.includes("\0"));
  return { code: "nul-byte", message: "a NUL byte; expected text", cell };
}

function raggedRow({ length }: readonly string[], width: number): Fault {
  const message = `${length} cell${length === 1 ? "" : "s"}; expected ${width} as in the header`;
  return { code: "ragged-row", message, cell: undefined };
}

function refuseRow(
  row: CellsRow,
  { bytes, frame }: RowPlace,
  fault: Fault,
  limits: ReadLimits,
): Iterable<RefusedLine> {
  if (fault.code === "row-too-long") return refuseLines(bytes, frame, fault, limits);
  return [refuse({ line: row.line, raw: rawText(row) }, fault)];
}

function refuseLines(
  bytes: Buffer,
  { from, to, line }: RowFrame,
  fault: Fault,
  limits: ReadLimits,
): Iterable<RefusedLine> {
  const bounds = { firstLine: line, longest: limits.rowBytes };
  return Array.from(splitLines(bytes, from, to, bounds), (physical) => refuse(physical, fault));
}

/** A stretch may hold more lines than a call can have arguments. */
function pushAll<Item>(items: Item[], more: Iterable<Item>): void {
  for (const item of more) items.push(item);
}
