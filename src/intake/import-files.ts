// Takes in exports: files in, rows to the sink. The caller keeps all of it or nothing.

import type { Source } from "../rulebook/source-model.ts";
import type { Calendar } from "../values/calendar.ts";
import { readHeader } from "./csv/csv-header.ts";
import { type RowBatch, readRows } from "./csv/csv-rows.ts";
import { type ByteSource, openSource } from "./files/byte-source.ts";
import { type FoundFile, findFiles } from "./files/input-paths.ts";
import { surveyFile } from "./files/survey.ts";
import { chooseSources } from "./layouts/choose-sources.ts";
import { refuseGuessedDates } from "./layouts/first-dates.ts";
import { addCounts, createTally, NO_ROWS } from "./rows/row-counts.ts";
import { createRowTaker } from "./rows/row-taker.ts";
import type { InputFile, InputKind, IntakeSink, RowCounts } from "./sink.ts";

export interface ImportRequest {
  /** Paths or globs; files are taken in in this order: contacts, identities, events. */
  readonly contacts: readonly string[];
  readonly events: readonly string[];
  readonly identities: readonly string[];
  /** Those of the rulebook; what none of them reads has the default columns. */
  readonly sources: readonly Source[];
  /** Times without an offset are of its zone. */
  readonly calendar: Calendar;
  readonly onProgress?: (progress: ImportProgress) => void;
}

export interface ImportProgress {
  /** The file being read. */
  readonly file: string;
  /** Over all files, skipped ones included. */
  readonly bytesDone: number;
  readonly bytesTotal: number;
  /** Over all files. */
  readonly rows: number;
}

type ImportedFile = Pick<InputFile, "kind" | "source" | "path" | "sha256" | "bytes"> & {
  /** The same content was taken in before; nothing was read. */
  readonly skipped: boolean;
  readonly counts: RowCounts;
};

export interface ImportSummary {
  /** In the order in which they were read. */
  readonly files: readonly ImportedFile[];
  readonly totals: Readonly<Record<InputKind, RowCounts>>;
}

/**
 * Reads every file and hands its rows to the sink, in file order. Throws an InputError for a file that cannot be used,
 * and whatever the sink throws; rows handed over before that are the caller's to drop.
 */
export async function importFiles(request: ImportRequest, sink: IntakeSink): Promise<ImportSummary> {
  const inputs = [
    ...(await listInputs("contacts", request.contacts)),
    ...(await listInputs("identities", request.identities)),
    ...(await listInputs("events", request.events)),
  ];
  const report = createProgress(inputs, request.onProgress);
  const files: ImportedFile[] = [];
  for (const input of inputs) {
    const source = await openSource(input.path);
    try {
      files.push(await importFile(input.kind, source, request, sink, report));
    } finally {
      await source.close();
    }
  }
  const totals = {
    contacts: totalOf(files, "contacts"),
    identities: totalOf(files, "identities"),
    events: totalOf(files, "events"),
  };
  return { files, totals };
}

interface Input extends FoundFile {
  readonly kind: InputKind;
}

async function listInputs(kind: InputKind, patterns: readonly string[]): Promise<readonly Input[]> {
  return (await findFiles(patterns)).map((file) => ({ kind, ...file }));
}

async function importFile(
  kind: InputKind,
  source: ByteSource,
  { calendar, sources }: ImportRequest,
  sink: IntakeSink,
  report: ProgressReport,
): Promise<ImportedFile> {
  const { path, bytes } = source;
  const candidates = chooseSources(kind, path, sources);
  const sha256 = await surveyFile(source);
  const { layout, delimiter, end } = await readHeader(source, candidates);
  const named = { kind, source: layout.source, path, sha256, bytes };
  const isComplete = layout.kind === "contacts" && layout.isComplete;
  const read = { layout: layout.version, isComplete, delimiter, headers: layout.headers };
  const file: InputFile = { ...named, ...read, beginnings: new Map() };
  if (sink.openFile(file).kind === "known") {
    report.fileDone(file, 0);
    return { ...named, skipped: true, counts: NO_ROWS };
  }
  const tally = createTally();
  const takeIn = createRowTaker(layout, { calendar, sink, tally, path, sources });
  let areDatesKnown = false;
  for await (const { rows, offset } of readRows(source, end, { delimiter, width: layout.headers.length })) {
    if (!areDatesKnown) areDatesKnown = refuseGuessedDates(path, layout, cellsOf(rows));
    for (const row of rows) takeIn(row);
    report.inFile(file, offset, tally.counts().rows);
  }
  const counts = tally.counts();
  sink.closeFile(counts, { lines: 0, isClean: false });
  report.fileDone(file, counts.rows);
  return { ...named, skipped: false, counts };
}

function cellsOf(rows: RowBatch["rows"]): readonly (readonly string[])[] {
  return rows.flatMap((row) => (row.kind === "cells" ? [row.cells] : []));
}

function totalOf(files: readonly ImportedFile[], kind: InputKind): RowCounts {
  return files
    .filter((file) => file.kind === kind)
    .reduce((sum, file) => addCounts(sum, file.counts), NO_ROWS);
}

interface ProgressReport {
  inFile(file: InputFile, bytes: number, rows: number): void;
  fileDone(file: InputFile, rows: number): void;
}

function createProgress(inputs: readonly Input[], onProgress: ImportRequest["onProgress"]): ProgressReport {
  const bytesTotal = inputs.reduce((sum, { bytes }) => sum + bytes, 0);
  let bytesBefore = 0;
  let rowsBefore = 0;
  const inFile = ({ path }: InputFile, bytes: number, rows: number) =>
    onProgress?.({ file: path, bytesDone: bytesBefore + bytes, bytesTotal, rows: rowsBefore + rows });
  return {
    inFile,
    fileDone: (file, rows) => {
      inFile(file, file.bytes, rows);
      bytesBefore += file.bytes;
      rowsBefore += rows;
    },
  };
}
