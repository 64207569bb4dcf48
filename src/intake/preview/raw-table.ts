// A file's header and first rows as cells, whatever they mean.

import { readHead } from "../csv/csv-header.ts";
import { readRows } from "../csv/csv-rows.ts";
import type { ByteSource } from "../files/byte-source.ts";
import type { Input } from "../files/find-inputs.ts";
import { openInput } from "../files/open-input.ts";
import type { StatedEncoding } from "../files/stated-encoding.ts";
import { InputError } from "../input-error.ts";
import { mostColumns } from "../layouts/choose-layout.ts";
import type { RawTable } from "./preview.ts";

/**
 * Tried with each encoding, the likeliest first; bytes that are no text in it become U+FFFD. `undefined` where there
 * is no header line to be found.
 */
export async function readRawTable(
  input: Input,
  encodings: readonly StatedEncoding[],
  mostRows: number,
): Promise<RawTable | undefined> {
  for (const stated of encodings) {
    try {
      const source = await openInput(input, stated);
      try {
        return await readTable(source, mostRows);
      } finally {
        await source.close();
      }
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
  }
  return undefined;
}

async function readTable(source: ByteSource, mostRows: number): Promise<RawTable> {
  const { readings } = await readHead(source);
  const { delimiter, headers, end } = mostColumns(readings)!;
  const rows: (readonly string[])[] = [];
  for await (const batch of readRows(source, end, { delimiter, width: headers.length })) {
    for (const row of batch.rows) rows.push(row.kind === "cells" ? row.cells : [row.raw]);
    if (rows.length >= mostRows) break;
  }
  return { delimiter, header: headers, rows: rows.slice(0, mostRows) };
}
