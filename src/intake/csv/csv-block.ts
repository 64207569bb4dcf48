// csv-parse over bytes that hold whole rows.

import { type Options, parse } from "csv-parse/sync";
import type { Delimiter } from "../../rulebook/source-model.ts";
import { CR } from "./physical-lines.ts";

/**
 * The cells of each row; empty lines are no rows. Strict about quotes (a CsvError), but it is left to the caller to
 * compare the number of cells.
 */
export function parseRows(bytes: Buffer, delimiter: Delimiter): readonly (readonly string[])[] {
  return parse(bytes, optionsFor(bytes, delimiter));
}

function optionsFor(bytes: Buffer, delimiter: Delimiter): Options {
  return {
    delimiter,
    bom: false,
    // Looking for one line end is a fifth faster than for three.
    record_delimiter: bytes.includes(CR) ? ["\r\n", "\n", "\r"] : ["\n"],
    relax_column_count: true,
    skip_empty_lines: true,
  };
}
