// Rows without quotes, split by line ends and delimiters alone: there that is all that csv-parse does.

import { isAscii } from "node:buffer";
import type { Delimiter } from "../../rulebook/source-model.ts";
import { CR, LF } from "./physical-lines.ts";

const QUOTE = 0x22;
/** A row without quotes in between costs less by csv-parse than calling that once more. */
const CALM_BYTES = 4096;

/**
 * Where plain rows end that start at `from`, which starts a line: before the line of the next quote, but after `longest`
 * bytes at most. `from` where there are none.
 */
export function endOfPlainRows(bytes: Buffer, from: number, longest: number): number {
  const quote = bytes.indexOf(QUOTE, from);
  const end = Math.min(quote < 0 ? bytes.length : quote, from + longest);
  return end === bytes.length ? end : Math.max(from, bytes.subarray(0, end).lastIndexOf(LF) + 1);
}

/** Whether plain rows follow that are worth a change of method. */
export function isCalm(bytes: Buffer, from: number): boolean {
  const quote = bytes.indexOf(QUOTE, from);
  return quote < 0 || quote - from > CALM_BYTES;
}

/** False where a NUL, or a CR that is no part of a CR LF, makes lines other than those that end in LF. */
export function hasPlainLines(bytes: Buffer): boolean {
  if (bytes.includes(0)) return false;
  for (let at = bytes.indexOf(CR); at >= 0; at = bytes.indexOf(CR, at + 1)) {
    if (bytes[at + 1] !== LF) return false;
  }
  return true;
}

/**
 * Takes the lines of [from, to) in turn: their texts without line ends, empty ones too, and their cells. Gives the
 * number of line ends.
 */
export function splitPlainRows(
  bytes: Buffer,
  from: number,
  to: number,
  delimiter: Delimiter,
  take: (text: string, cells: readonly string[], index: number) => void,
): number {
  const part = bytes.subarray(from, to);
  // One byte a character is read and kept in half the time and space.
  const lines = part.toString(isAscii(part) ? "latin1" : "utf8").split("\n");
  const last = lines.length - 1;
  for (let index = 0; index <= last; index++) {
    const line = lines[index]!;
    const text = line.endsWith("\r") ? line.slice(0, -1) : line;
    if (text !== "") take(text, text.split(delimiter), index);
  }
  return last;
}
