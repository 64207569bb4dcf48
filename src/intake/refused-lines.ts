// Broken rows become one refused line for each physical line that they span, so that nothing vanishes in a cell.

import type { ByteSource, Position } from "./byte-source.ts";
import type { Delimiter } from "./csv-block.ts";
import { lineAt, type PhysicalLine, readLines } from "./physical-lines.ts";
import { ROW_START, type RowEnd, scanRow } from "./quote-scan.ts";
import type { ReadLimits } from "./read-limits.ts";
import type { RejectCode } from "./sink.ts";

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

/** A row with broken quotes. The first line is where the row starts, the last where reading it ended. */
export interface BrokenRow {
  readonly firstLine: number;
  readonly lastLine: number;
  /** Where the quote was opened that was open last. */
  readonly openedLine: number;
  readonly end: RowEnd;
}

export function brokenQuotes({ firstLine, lastLine, openedLine, end }: BrokenRow): Fault {
  const code = "broken-quotes";
  if (end.kind === "unfinished") {
    return { code, message: `a quote opened in line ${openedLine} is never closed`, cell: undefined };
  }
  const isText = end.kind === "text-after-quote";
  if (firstLine === lastLine) {
    const message = isText
      ? "text behind the closing quote of a cell; expected quotes inside a quoted cell to be doubled"
      : "a quote inside an unquoted cell; expected the cell in quotes and its own quotes doubled";
    return { code, message, cell: end.kind === "ended" ? undefined : end.cell };
  }
  const message = isText
    ? `a quote opened in line ${openedLine} has text behind its closing quote in line ${lastLine}`
    : `a quote inside an unquoted cell in line ${lastLine}, in a row that starts in line ${firstLine}`;
  return { code, message, cell: undefined };
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
  const until = end.kind === "unfinished" ? source.bytes : end.at + 1;
  const fault = await faultOfStretch(source, start, end, limits);
  const lines = readLines(source, start, until, { chunkBytes: limits.chunkBytes, longest: limits.rowBytes });
  for await (const stretch of lines) {
    yield { lines: stretch.lines.map((line) => refuse(line, fault)), next: stretch.next };
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
  // The end of the file ends a row too, unless a quote is open.
  return scan.state === "quoted" ? { kind: "unfinished", scan } : { kind: "ended", at: source.bytes };
}

async function faultOfStretch(
  source: ByteSource,
  start: Position,
  end: RowEnd,
  limits: ReadLimits,
): Promise<Fault> {
  if (end.kind === "ended") return rowTooLong(start.line, limits);
  const lineOf = (offset: number) => lineAt(source, start, offset, limits.chunkBytes);
  const openedAt = end.kind === "unfinished" ? end.scan.openedAt : end.openedAt;
  const openedLine = openedAt < 0 ? start.line : await lineOf(openedAt);
  const lastLine = end.kind === "unfinished" ? openedLine : await lineOf(end.at);
  return brokenQuotes({ firstLine: start.line, lastLine, openedLine, end });
}
