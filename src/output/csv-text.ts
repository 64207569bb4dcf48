// CSV by RFC 4180 with "\n" line ends.

import { stringify } from "csv-stringify/sync";

/** Readers take a lone "\r" for a line end too, so it is quoted as "\n" is. */
const LINE_ENDS = /[\r\n]/;
/** No cell can hold it: exports with a NUL are refused, and so no line is taken for two. */
const BETWEEN_LINES = "\0\n";

/** Each line with its line end. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return stringify(rows as string[][], { record_delimiter: "\n", quoted_match: LINE_ENDS });
}

/** A line for each row, without line ends. */
export function toCsvLines(rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const text = stringify(rows as string[][], {
    record_delimiter: BETWEEN_LINES,
    quoted_match: LINE_ENDS,
    eof: false,
  });
  return text.split(BETWEEN_LINES);
}
