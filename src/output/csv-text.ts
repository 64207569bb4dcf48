// CSV by RFC 4180 with "\n" line ends.

import { stringify } from "csv-stringify/sync";

/** Readers take a lone "\r" for a line end too, so it is quoted as "\n" is. */
const LINE_ENDS = /[\r\n]/;
/** What may make csv-stringify quote a cell. */
const MAY_NEED_QUOTES = /[",\r\n]/;

/** Each line with its line end. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return stringify(rows as string[][], { record_delimiter: "\n", quoted_match: LINE_ENDS });
}

/** Without its line end. Nearly all cells are plain, and joining those takes a tenth of what csv-stringify does. */
export function toCsvLine(cells: readonly string[]): string {
  for (const cell of cells) if (MAY_NEED_QUOTES.test(cell)) return toCsv([cells]).slice(0, -1);
  return cells.join(",");
}
