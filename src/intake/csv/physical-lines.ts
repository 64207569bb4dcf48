// Physical lines: they end at LF, CR LF or a CR alone, whatever quotes say.

import type { ByteSource, Position } from "../files/byte-source.ts";
import { completeLength } from "../files/utf8.ts";

export const LF = 10;
export const CR = 13;

/** A physical line without its line end. */
export interface PhysicalLine {
  readonly line: number;
  readonly raw: string;
}

/** Where the line that `from` lies in ends, its line end included: the offset of the next line, or the length. */
export function nextLine(bytes: Buffer, from: number): number {
  for (let i = from; i < bytes.length; i++) {
    if (bytes[i] === LF) return i + 1;
    if (bytes[i] === CR) return bytes[i + 1] === LF ? i + 2 : i + 1;
  }
  return bytes.length;
}

/** How many lines end in [from, to). */
export function countLineEnds(bytes: Buffer, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) {
    const byte = bytes[i];
    if (byte === LF || (byte === CR && bytes[i + 1] !== LF)) count++;
  }
  return count;
}

/** Just after the last line end of which nothing can be missing: a CR at the very end may be half of a CR LF. */
export function endOfLastLine(bytes: Buffer): number {
  const afterCr = bytes.length < 2 ? 0 : bytes.lastIndexOf(CR, bytes.length - 2) + 1;
  return Math.max(bytes.lastIndexOf(LF) + 1, afterCr);
}

/** Bytes as text, without the line end they may close with. */
export function textWithoutLineEnd(bytes: Buffer, from: number, to: number): string {
  return bytes.toString("utf8", from, endOfText(bytes, from, to));
}

function endOfText(bytes: Buffer, from: number, to: number): number {
  let end = to;
  if (end > from && bytes[end - 1] === LF) end--;
  if (end > from && bytes[end - 1] === CR) end--;
  return end;
}

/** Of a line longer than `longest` bytes only the beginning, cut between characters. */
function beginningOfLine(bytes: Buffer, from: number, to: number, longest: number): string {
  const end = endOfText(bytes, from, to);
  const shown = bytes.subarray(from, Math.min(end, from + longest));
  return shown.toString("utf8", 0, completeLength(shown));
}

/** The physical lines of [from, to), which starts at a line start; of long ones the first `longest` bytes. */
export function* splitLines(
  bytes: Buffer,
  from: number,
  to: number,
  { firstLine, longest }: { readonly firstLine: number; readonly longest: number },
): Generator<PhysicalLine> {
  let line = firstLine;
  for (let start = from; start < to; ) {
    const next = Math.min(to, nextLine(bytes, start));
    yield { line: line++, raw: beginningOfLine(bytes, start, next, longest) };
    start = next;
  }
}

/** The line that `offset` lies in, counted from a known place before it. */
export async function lineAt(
  source: ByteSource,
  from: Position,
  offset: number,
  chunkBytes: number,
): Promise<number> {
  let line = from.line;
  for (let at = from.offset; at < offset; at += chunkBytes) {
    // One byte more than is counted, to tell a CR alone from half of a CR LF.
    const bytes = await source.read(at, chunkBytes + 1);
    line += countLineEnds(bytes, 0, Math.min(chunkBytes, offset - at, bytes.length));
  }
  return line;
}

export interface LinesOfStretch {
  readonly lines: readonly PhysicalLine[];
  /** Where the line after the last of them starts. */
  readonly next: Position;
}

/**
 * The physical lines from `from` to the one that holds the byte before `until`, in batches, however many there are.
 * Of a line longer than `longest` bytes the text is only its beginning.
 */
export async function* readLines(
  source: ByteSource,
  from: Position,
  until: number,
  { chunkBytes, longest }: { readonly chunkBytes: number; readonly longest: number },
): AsyncGenerator<LinesOfStretch> {
  let { line, offset: lineStart } = from;
  let readTo = from.offset;
  let rest: Buffer = Buffer.alloc(0);
  while (lineStart < until && lineStart < source.bytes) {
    const chunk = await source.read(readTo, chunkBytes);
    readTo += chunk.length;
    const bytes = Buffer.concat([rest, chunk]);
    const known = readTo === source.bytes ? bytes.length : endOfLastLine(bytes);
    const lines: PhysicalLine[] = [];
    let start = 0;
    while (start < known && lineStart < until) {
      const next = nextLine(bytes, start);
      lines.push({ line: line++, raw: beginningOfLine(bytes, start, next, longest) });
      start = next;
      lineStart = readTo - bytes.length + next;
    }
    if (lines.length > 0) yield { lines, next: { offset: lineStart, line } };
    rest = shorten(bytes.subarray(start), longest);
  }
}

/** Drops from an unfinished line what will not be shown, but not a CR that may end it. */
function shorten(bytes: Buffer, longest: number): Buffer {
  if (bytes.length <= longest + 2) return bytes;
  const kept = bytes.subarray(0, longest + 1);
  return bytes.at(-1) === CR ? Buffer.concat([kept, Buffer.from([CR])]) : kept;
}
