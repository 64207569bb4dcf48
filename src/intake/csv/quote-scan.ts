// Where a row ends or goes wrong, for rows that csv-parse refuses and for rows too long to hand to it: the same
// strict reading of quotes (RFC 4180), byte by byte, so that a stretch of any length can be scanned.

import { CR, LF } from "./physical-lines.ts";

const QUOTE = 0x22;
/** csv-parse takes a NUL behind a closing quote for the end of the text; the row is refused for the NUL later. */
const NUL = 0;

type CellState = "start" | "plain" | "quoted" | "quote-in-quoted";

/** How far a row has been scanned. Offsets are in the file. */
export interface RowScan {
  readonly state: CellState;
  /** The cell reached, from 0. */
  readonly cell: number;
  /** Of the quoted cell that was opened last; -1 when none was. */
  readonly openedAt: number;
}

export const ROW_START: RowScan = { state: "start", cell: 0, openedAt: -1 };

/** `at` is the line end behind the row, or the end of the file. */
export type RowEnd = { readonly kind: "ended"; readonly at: number } | BrokenEnd;

/**
 * At `at` is a quote inside a cell that does not start with one, a closing quote with text behind it, or the end of
 * the file with a quote open.
 */
export interface BrokenEnd {
  readonly kind: "stray-quote" | "text-after-quote" | "never-closed";
  readonly at: number;
  readonly cell: number;
  /** Of the quoted cell that was opened last; -1 when none was. */
  readonly openedAt: number;
}

export interface UnfinishedRow {
  readonly kind: "unfinished";
  readonly scan: RowScan;
}

/** The end of the file ends a row too, unless a quote is open. */
export function endAtEndOfFile({ state, cell, openedAt }: RowScan, at: number): RowEnd {
  return state === "quoted" ? { kind: "never-closed", at, cell, openedAt } : { kind: "ended", at };
}

/** Scans on over `bytes` from `from`; `bytes[0]` is at `base` in the file. */
export function scanRow(
  scan: RowScan,
  bytes: Buffer,
  from: number,
  base: number,
  delimiter: string,
): RowEnd | UnfinishedRow {
  const delimiterByte = delimiter.charCodeAt(0);
  let { state, cell, openedAt } = scan;
  for (let i = from; i < bytes.length; i++) {
    const next = step(state, bytes[i]!, delimiterByte);
    if (next === "ended") return { kind: next, at: base + i };
    if (next === "stray-quote") return { kind: next, at: base + i, cell, openedAt };
    if (next === "text-after-quote") return { kind: next, at: base + i - 1, cell, openedAt };
    if (state === "start" && next === "quoted") openedAt = base + i;
    if (next === "start") cell++;
    state = next;
  }
  return { kind: "unfinished", scan: { state, cell, openedAt } };
}

function step(
  state: CellState,
  byte: number,
  delimiter: number,
): CellState | Exclude<RowEnd["kind"], "never-closed"> {
  if (state === "quoted") return byte === QUOTE ? "quote-in-quoted" : "quoted";
  switch (byte) {
    case QUOTE:
      return state === "plain" ? "stray-quote" : "quoted";
    case delimiter:
      return "start";
    case LF:
    case CR:
      return "ended";
    case NUL:
      return "plain";
    default:
      return state === "quote-in-quoted" ? "text-after-quote" : "plain";
  }
}
