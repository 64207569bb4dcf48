// A file's rows, block by block. csv-parse is the authority on what a row is. A row that it refuses, and one too long
// to hold, becomes a refused line for every physical line that it spans; reading goes on with the line after.

import type { Delimiter } from "../../rulebook/source-model.ts";
import { isBlank } from "../../values/text.ts";
import type { ByteSource, Position } from "../files/byte-source.ts";
import { parseRows } from "./csv-block.ts";
import { endOfLastLine, splitLines, textWithoutLineEnd } from "./physical-lines.ts";
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
  readonly frame: RowFrame;
  readonly bytes: Buffer;
}

/** The row as it stands in the file, without its line end. */
export function rawText({ bytes, frame }: Pick<CellsRow, "bytes" | "frame">): string {
  return textWithoutLineEnd(bytes, frame.from, frame.to);
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
  const { bytes, start } = block;
  const { frames, next } = frameRows(block, shape.delimiter);
  const parsed = parseFrames(bytes, frames, shape.delimiter);
  const mayHoldNul = bytes.includes(0);
  const rows: (CellsRow | RefusedLine)[] = [];
  let sound = 0;
  for (const frame of frames) {
    if (frame.fault !== undefined) {
      pushAll(rows, refuseLines(bytes, frame, frame.fault, limits));
      continue;
    }
    const row: CellsRow = { kind: "cells", line: frame.line, cells: parsed[sound++]!, frame, bytes };
    if (isBlankLine(row)) continue;
    const fault = findFault(row, shape, limits, mayHoldNul);
    if (fault === undefined) rows.push(row);
    else pushAll(rows, refuseRow(row, fault, limits));
  }
  return { rows, next: { offset: start.offset + next.offset, line: next.line } };
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
  { width }: CsvShape,
  limits: ReadLimits,
  mayHoldNul: boolean,
): Fault | undefined {
  if (row.frame.to - row.frame.from > limits.rowBytes) return rowTooLong(row.line, limits);
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

function refuseRow(row: CellsRow, fault: Fault, limits: ReadLimits): Iterable<RefusedLine> {
  if (fault.code === "row-too-long") return refuseLines(row.bytes, row.frame, fault, limits);
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
