// Broken rows become one refused line for each physical line that they span, so that nothing vanishes in a cell.

import type { Delimiter } from "../../rulebook/source-model.ts";
import type { ByteSource, Position } from "../files/byte-source.ts";
import type { RejectCode } from "../sink.ts";
import { lineAt, type PhysicalLine, readLines } from "./physical-lines.ts";
import { type BrokenEnd, endAtEndOfFile, ROW_START, type RowEnd, scanRow } from "./quote-scan.ts";
import type { ReadLimits } from "./read-limits.ts";

export interface Fault {
  readonly code: RejectCode;
  readonly message: string;
  /** The cell at fault, from 0; absent when it is not one cell. */
  readonly cell: number | undefined;
}

export interface RefusedLine extends Fault, PhysicalLine {
  readonly kind: "refused";
}

export function refuse({ line, raw }: PhysicalLine, { code, message, cell }: Fault): RefusedLine {
  return { kind: "refused", line, raw, code, message, cell };
}

/** Physical lines of a row with broken quotes. */
export interface BrokenLines {
  readonly first: number;
  /** Where the quote was opened that was open last. */
  readonly opened: number;
  /** Where the fault is. */
  readonly last: number;
}

export function brokenQuotes({ kind, cell }: BrokenEnd, { first, opened, last }: BrokenLines): Fault {
  const isOneLine = first === last;
  const place = { code: "broken-quotes", cell: isOneLine ? cell : undefined } as const;
  switch (kind) {
    case "never-closed":
      return { ...place, message: `a quote opened in line ${opened} is never closed` };
    case "text-after-quote":
      return {
        ...place,
        message: isOneLine
          ? "text behind the closing quote of a cell; expected quotes inside a quoted cell to be doubled"
          : `a quote opened in line ${opened} has text behind its closing quote in line ${last}`,
      };
    case "stray-quote":
      return {
        ...place,
        message: isOneLine
          ? "a quote inside an unquoted cell; expected the cell in quotes and its own quotes doubled"
          : `a quote inside an unquoted cell in line ${last}, in a row that starts in line ${first}`,
      };
    default:
      return kind satisfies never;
  }
}

export function rowTooLong(firstLine: number, { rowBytes }: ReadLimits): Fault {
  const message = `the row that starts in line ${firstLine} is longer than ${rowBytes} bytes; is a quote missing?`;
  return { code: "row-too-long", message, cell: undefined };
}

export interface RefusedStretch {
  readonly lines: readonly RefusedLine[];
  /** Where reading goes on. */
  readonly next: Position;
}

/** Refuses the row that starts at `start` and is longer than a row may be, however far it goes. */
export async function* refuseStretch(
  source: ByteSource,
  start: Position,
  delimiter: Delimiter,
  limits: ReadLimits,
): AsyncGenerator<RefusedStretch> {
  const end = await findRowEnd(source, start, delimiter, limits);
  const fault = await faultOfStretch(source, start, end, limits);
  const bounds = { chunkBytes: limits.chunkBytes, longest: limits.rowBytes };
  for await (const { lines, next } of readLines(source, start, end.at + 1, bounds)) {
    yield { lines: lines.map((line) => refuse(line, fault)), next };
  }
}

async function findRowEnd(
  source: ByteSource,
  start: Position,
  delimiter: Delimiter,
  { chunkBytes }: ReadLimits,
): Promise<RowEnd> {
  let scan = ROW_START;
  for (let at = start.offset; at < source.bytes; at += chunkBytes) {
    const end = scanRow(scan, await source.read(at, chunkBytes), 0, at, delimiter);
    if (end.kind !== "unfinished") return end;
    scan = end.scan;
  }
  return endAtEndOfFile(scan, source.bytes);
}

async function faultOfStretch(
  source: ByteSource,
  start: Position,
  end: RowEnd,
  limits: ReadLimits,
): Promise<Fault> {
  if (end.kind === "ended") return rowTooLong(start.line, limits);
  const lineOf = (offset: number) => lineAt(source, start, offset, limits.chunkBytes);
  const opened = end.openedAt < 0 ? start.line : await lineOf(end.openedAt);
  return brokenQuotes(end, { first: start.line, opened, last: await lineOf(end.at) });
}
