// csv-parse over a block of bytes that starts where a row starts.

import { CsvError, type Options, parse } from "csv-parse/sync";

export const DELIMITERS = [",", ";", "\t", "|"] as const;

export type Delimiter = (typeof DELIMITERS)[number];

export interface ParsedBlock {
  readonly rows: readonly (readonly string[])[];
  /** For each row, the offset just after its line end. */
  readonly ends: readonly number[];
  /** What is wrong with the row after the last, if csv-parse stopped there. */
  readonly failure: CsvError | undefined;
}

/** Reads strictly, but leaves it to the caller to compare the number of cells. Empty lines are no rows. */
export function parseBlock(bytes: Buffer, delimiter: Delimiter, mostRows?: number): ParsedBlock {
  const rows: string[][] = [];
  const ends: number[] = [];
  const options: Options<string[]> = {
    delimiter,
    bom: false,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    skip_empty_lines: true,
    on_record: (row, info) => {
      rows.push(row);
      ends.push(info.bytes);
      return null;
    },
    ...(mostRows === undefined ? {} : { to: mostRows }),
  };
  try {
    parse(bytes, options);
    return { rows, ends, failure: undefined };
  } catch (error) {
    if (error instanceof CsvError) return { rows, ends, failure: error };
    throw error;
  }
}
