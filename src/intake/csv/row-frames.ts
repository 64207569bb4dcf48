// Where the rows of a block start and end, and which have broken quotes: the part of reading CSV that must go on behind
// a fault, where csv-parse stops.

import type { Delimiter } from "../../rulebook/source-model.ts";
import type { Position } from "../files/byte-source.ts";
import { countLineEnds, nextLine } from "./physical-lines.ts";
import { endAtEndOfFile, ROW_START, type RowEnd, scanRow } from "./quote-scan.ts";
import { brokenQuotes, type Fault } from "./refused-lines.ts";

/** Whole physical lines, the first of which starts a row. */
export interface Block {
  readonly bytes: Buffer;
  readonly start: Position;
  /** Nothing follows it in the file. */
  readonly isLast: boolean;
}

/** A row: the bytes [from, to) of its block, its line end included. A broken row goes on to the end of a line. */
export interface RowFrame {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  /** What is wrong with its quotes. */
  readonly fault: Fault | undefined;
}

export interface BlockFrames {
  readonly frames: readonly RowFrame[];
  /** Where a row starts that the block does not hold to its end; else the block's end. Its offset is in the block. */
  readonly next: Position;
}

/** Rows up to one of which `isEnough`, asked where it ends, holds. Empty lines have no frame. */
export function frameRows(
  { bytes, start, isLast }: Block,
  delimiter: Delimiter,
  isEnough: (at: number) => boolean,
): BlockFrames {
  const frames: RowFrame[] = [];
  let from = 0;
  let { line } = start;
  while (from < bytes.length) {
    const scanned = scanRow(ROW_START, bytes, from, 0, delimiter);
    if (scanned.kind === "unfinished" && !isLast) break;
    const end = scanned.kind === "unfinished" ? endAtEndOfFile(scanned.scan, bytes.length) : scanned;
    const to = nextLine(bytes, end.at);
    if (end.at > from) frames.push({ from, to, line, fault: quoteFault(bytes, from, line, end) });
    line += countLineEnds(bytes, from, to);
    from = to;
    if (frames.length > 0 && isEnough(from)) break;
  }
  return { frames, next: { offset: from, line } };
}

function quoteFault(bytes: Buffer, from: number, line: number, end: RowEnd): Fault | undefined {
  if (end.kind === "ended") return undefined;
  const lineOf = (offset: number) => line + countLineEnds(bytes, from, offset);
  const opened = end.openedAt < 0 ? line : lineOf(end.openedAt);
  return brokenQuotes(end, { first: line, opened, last: lineOf(end.at) });
}
