// The header line: which delimiter, which columns, where the rows start.

import type { ByteSource, Position } from "./byte-source.ts";
import { type Columns, describeNeeds, findColumns } from "./columns.ts";
import { DELIMITERS, type Delimiter, parseRows } from "./csv-block.ts";
import { InputError, listQuoted, quote } from "./input-error.ts";
import { DEFAULT_LIMITS, type ReadLimits } from "./read-limits.ts";
import { frameRows } from "./row-frames.ts";
import type { InputKind } from "./sink.ts";
import { UTF8_BOM } from "./utf8.ts";

export interface Header {
  readonly delimiter: Delimiter;
  readonly columns: Columns;
  /** Where the line after the header starts. */
  readonly end: Position;
}

/** One way to read the header line. */
interface Reading {
  readonly delimiter: Delimiter;
  readonly headers: readonly string[];
  readonly end: Position;
}

const MOST_SHOWN = 12;

/** Throws an InputError when no delimiter gives the columns that files of this kind need. */
export async function readHeader(
  source: ByteSource,
  kind: InputKind,
  limits: ReadLimits = DEFAULT_LIMITS,
): Promise<Header> {
  const head = await source.read(0, limits.rowBytes);
  const start = head.subarray(0, UTF8_BOM.length).equals(UTF8_BOM) ? UTF8_BOM.length : 0;
  const readings = DELIMITERS.flatMap((delimiter) => readWith(delimiter, head, start));
  const widest = mostColumns(readings);
  if (widest === undefined) throw unreadableHeader(source, head, start);
  if (widest.end.offset === head.length && head.length < source.bytes) {
    throw new InputError(source.path, `the header line is longer than ${limits.rowBytes} bytes`, { line: 1 });
  }
  if (head.subarray(start, widest.end.offset).includes(0)) {
    throw new InputError(source.path, "the header line holds NUL bytes; is it UTF-16? save as UTF-8", {
      line: 1,
    });
  }
  const fitting = mostColumns(readings.filter(({ headers }) => findColumns(kind, headers) !== undefined));
  if (fitting === undefined) throw missingColumns(source.path, kind, widest);
  const columns = findColumns(kind, fitting.headers)!;
  refuseRepeatedNames(source.path, columns);
  return { delimiter: fitting.delimiter, columns, end: fitting.end };
}

/** Nothing when there is no line, or its quotes are broken with this delimiter. */
function readWith(delimiter: Delimiter, head: Buffer, start: number): readonly Reading[] {
  const block = { bytes: head.subarray(start), start: { offset: start, line: 1 }, isLast: true };
  const { frames, next } = frameRows(block, delimiter, 1);
  const frame = frames[0];
  if (frame === undefined || frame.fault !== undefined) return [];
  const [headers] = parseRows(block.bytes.subarray(frame.from, frame.to), delimiter);
  const end = { offset: start + next.offset, line: next.line };
  return [{ delimiter, headers: headers!, end }];
}

/** The first of those with the most columns. */
function mostColumns(readings: readonly Reading[]): Reading | undefined {
  return readings.reduce<Reading | undefined>(
    (best, reading) => (best === undefined || reading.headers.length > best.headers.length ? reading : best),
    undefined,
  );
}

function unreadableHeader({ path }: ByteSource, head: Buffer, start: number): InputError {
  const isEmpty = head.toString("utf8", start).trim() === "";
  if (isEmpty) return new InputError(path, "is empty; expected a header line");
  return new InputError(path, "the header line has a broken quote", { line: 1 });
}

function missingColumns(path: string, kind: InputKind, { headers }: Reading): InputError {
  if (headers.length === 1) {
    const found = `no known delimiter in the header line ${quote(headers[0]!)}`;
    const alone =
      kind === "contacts" ? `, or one column ${listQuoted(["contact_id", "id", "email"], "or")}` : "";
    return new InputError(path, `${found}; expected ",", ";", tab or "|"${alone}`, { line: 1 });
  }
  const more = headers.length > MOST_SHOWN ? ` and ${headers.length - MOST_SHOWN} more` : "";
  const found = headers.slice(0, MOST_SHOWN).map(quote).join(", ");
  return new InputError(path, `no column ${describeNeeds(kind, headers)}; found ${found}${more}`, {
    line: 1,
  });
}

function refuseRepeatedNames(path: string, { headers, names }: Columns): void {
  const seen = new Map<string, number>();
  names.forEach((name, i) => {
    const first = seen.get(name);
    if (first === undefined) {
      seen.set(name, i);
      return;
    }
    const both = `column ${first + 1} ${quote(headers[first]!)} and column ${i + 1} ${quote(headers[i]!)}`;
    throw new InputError(path, `${both} are both the field ${quote(name)}; rename one`, {
      line: 1,
      column: i + 1,
    });
  });
}
