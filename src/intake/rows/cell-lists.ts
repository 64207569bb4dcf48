// Several values in one cell, which is a line of CSV of its own.

import { CsvError, parse } from "csv-parse/sync";

/** The values that are not blank, joined with ";". `undefined` for a text that is not one line of CSV. */
export function readList(text: string, separator: string): string | undefined {
  try {
    const lines: readonly (readonly string[])[] = parse(text, { delimiter: separator, trim: true });
    const [values = [], ...more] = lines;
    return more.length > 0 ? undefined : values.filter((value) => value !== "").join(";");
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}
