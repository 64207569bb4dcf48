// A CSV file by RFC 4180 with "\n" line ends, written in batches so that any number of rows takes the same memory.

import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { toCsv } from "./csv-text.ts";
import { ensureFolder } from "./ensure-folder.ts";

/** A file of the output folder. */
export interface OutputFile {
  /** Path within the folder, with "/". */
  readonly file: string;
  /** Hex. */
  readonly sha256: string;
  readonly bytes: number;
  /** Without the header. */
  readonly rows: number;
}

export interface CsvFile {
  write(row: readonly string[]): void;
  /** Lines that are CSV already, each with its line end. */
  writeLines(text: string, rows: number): void;
  /** Writes what is left and closes the file. */
  end(): OutputFile;
  /** Closes the file as it is, for when something failed; harmless after `end`. */
  abandon(): void;
}

/** What is written at a time: so many rows, or characters. */
const BATCH = { rows: 1_000, characters: 1 << 20 };

/** Makes the file with its header, and the folders around it. The caller ends or abandons it. */
export function createCsvFile(folder: string, file: string, header: readonly string[]): CsvFile {
  const path = join(folder, file);
  ensureFolder(dirname(path));
  const descriptor = openSync(path, "wx");
  const hash = createHash("sha256");
  let open = true;
  let bytes = 0;
  let rows = -1;
  let batch: (readonly string[])[] = [];
  let characters = 0;

  const put = (text: string) => {
    const data = Buffer.from(text, "utf8");
    writeFileSync(descriptor, data);
    hash.update(data);
    bytes += data.length;
  };
  const flush = () => {
    if (batch.length > 0) put(toCsv(batch));
    batch = [];
    characters = 0;
  };
  const write = (row: readonly string[]) => {
    rows++;
    for (const cell of row) characters += cell.length;
    if (batch.push(row) >= BATCH.rows || characters >= BATCH.characters) flush();
  };
  const abandon = () => {
    if (open) closeSync(descriptor);
    open = false;
  };
  write(header);
  return {
    write,
    writeLines: (text, count) => {
      flush();
      put(text);
      rows += count;
    },
    end: () => {
      flush();
      // The run is noted as written before long, and must not be without its rows after a power cut.
      fsyncSync(descriptor);
      abandon();
      return { file, sha256: hash.digest("hex"), bytes, rows };
    },
    abandon,
  };
}

/** Writes all rows to one file. */
export function writeCsvFile(
  folder: string,
  file: string,
  header: readonly string[],
  rows: Iterable<readonly string[]>,
): OutputFile {
  const csv = createCsvFile(folder, file, header);
  try {
    for (const row of rows) csv.write(row);
    return csv.end();
  } finally {
    csv.abandon();
  }
}
