// Takes in exports: files in, rows to the sink. The caller keeps all of it or nothing.

import type { Delimiter, Source } from "../rulebook/source-model.ts";
import type { Calendar } from "../values/calendar.ts";
import { readHeader } from "./csv/csv-header.ts";
import { readRows } from "./csv/csv-rows.ts";
import { createEndWatch, findStart } from "./csv/file-growth.ts";
import type { ByteSource, Position } from "./files/byte-source.ts";
import { findInputs, type Input } from "./files/find-inputs.ts";
import { openInput } from "./files/open-input.ts";
import type { StatedEncoding } from "./files/stated-encoding.ts";
import { spoolStdin } from "./files/stdin.ts";
import { surveyFile } from "./files/survey.ts";
import { type Candidates, chooseSources } from "./layouts/choose-sources.ts";
import type { RejectsLayout } from "./layouts/layout.ts";
import { createFileReader, type FileReader } from "./reading/file-reader.ts";
import type { ReadingStep } from "./reading/read-batches.ts";
import type { Feeding } from "./rows/fed-rejects.ts";
import { type BatchPutter, createBatchPutter } from "./rows/put-batches.ts";
import { addCounts, createTally, NO_ROWS } from "./rows/row-counts.ts";
import { createRowTaker } from "./rows/row-taker.ts";
import type { FileEnd, InputFile, InputKind, IntakeSink, RowCounts } from "./sink.ts";

export interface ImportRequest {
  /** Paths, globs, zip archives or "-"; files are taken in in this order: contacts, identities, events. */
  readonly contacts: readonly string[];
  readonly events: readonly string[];
  readonly identities: readonly string[];
  /** Those of the rulebook; what none of them reads has the default columns. */
  readonly sources: readonly Source[];
  /** Times without an offset are of its zone. */
  readonly calendar: Calendar;
  /** What "-" means; read only if it is given. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** How many bytes of rows are read in a thread of their own; a default that pays where it is not given. */
  readonly threadBytes?: number;
}

export interface ImportProgress {
  /** The file being read. */
  readonly file: string;
  /** Of content, over all files, skipped ones included. */
  readonly bytesDone: number;
  /** Changes while packed files come whose content's size is not known before. */
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
  const { contacts, identities, events } = request;
  const stdin = await spoolStdin([...contacts, ...identities, ...events], request.stdin);
  try {
    const inputs = [
      ...(await listInputs("contacts", contacts, stdin)),
      ...(await listInputs("identities", identities, stdin)),
      ...(await listInputs("events", events, stdin)),
    ];
    return await importInputs(inputs, request, sink);
  } finally {
    await stdin?.close();
  }
}

interface KindInput extends Input {
  readonly kind: InputKind;
}

async function listInputs(
  kind: InputKind,
  patterns: readonly string[],
  stdin: ByteSource | undefined,
): Promise<readonly KindInput[]> {
  return (await findInputs(patterns, stdin)).map((input) => ({ kind, ...input }));
}

async function importInputs(
  inputs: readonly KindInput[],
  request: ImportRequest,
  sink: IntakeSink,
): Promise<ImportSummary> {
  const report = createProgress(inputs, request.onProgress);
  const reader = createFileReader(request.threadBytes);
  const files: ImportedFile[] = [];
  try {
    for (const input of inputs) files.push(await importInput(input, request, { sink, report, reader }));
  } finally {
    await reader.close();
  }
  const totals = {
    contacts: totalOf(files, "contacts"),
    identities: totalOf(files, "identities"),
    events: totalOf(files, "events"),
  };
  return { files, totals };
}

interface Tools {
  readonly sink: IntakeSink;
  readonly report: ProgressReport;
  readonly reader: FileReader;
}

async function importInput(input: KindInput, request: ImportRequest, tools: Tools): Promise<ImportedFile> {
  const candidates = chooseSources(input.kind, input.path, request.sources);
  const { encoding, sources, isNamed } = candidates;
  // A source that might read the file is not one to change for it.
  const source = isNamed || encoding !== undefined ? sources[0]?.id : undefined;
  const stated = { encoding, kind: input.kind, source };
  const content = await openInput(input, stated);
  try {
    tools.report.fileOpened(input, content.bytes);
    return await importFile({ source: content, stated, candidates }, request, tools);
  } finally {
    await content.close();
  }
}

/** An input with what is known of it before its header is read. */
interface OpenInput {
  readonly source: ByteSource;
  readonly stated: StatedEncoding;
  readonly candidates: Candidates;
}

async function importFile(
  { source, stated, candidates }: OpenInput,
  { calendar, sources }: ImportRequest,
  { sink, report, reader }: Tools,
): Promise<ImportedFile> {
  const { kind } = candidates;
  const { path, bytes } = source;
  const survey = await surveyFile(source, sink.knownSizes(kind), stated);
  const { layout, delimiter, end } = await readHeader(source, candidates);
  const named = { kind, source: layout.source, path, sha256: survey.sha256, bytes };
  const isComplete = layout.kind === "contacts" && layout.isComplete;
  const read = { layout: layout.version, isComplete, delimiter, headers: layout.headers };
  const file: InputFile = { ...named, ...read, beginnings: survey.beginnings };
  const standing = sink.openFile(file);
  if (standing.kind === "known") {
    report.fileDone(file, 0);
    return { ...named, skipped: true, counts: NO_ROWS };
  }
  const tally = createTally();
  const start = await findStart(source, end, standing);
  const onBatch = (bytesDone: number) => report.inFile(file, bytesDone, tally.counts().rows);
  const fileEnd =
    layout.kind === "rejects"
      ? await feedRejects(
          { source, start, delimiter, layout },
          { calendar, sink, tally, path, sources },
          onBatch,
        )
      : await putRows(
          reader.read(source, { layout, delimiter, start, timezone: calendar.timezone }),
          createBatchPutter(sink, tally),
          onBatch,
        );
  const counts = tally.counts();
  sink.closeFile(counts, fileEnd);
  report.fileDone(file, counts.rows);
  return { ...named, skipped: false, counts };
}

async function putRows(
  steps: AsyncIterable<ReadingStep>,
  { put, finish }: BatchPutter,
  onBatch: (bytesDone: number) => void,
): Promise<FileEnd> {
  for await (const step of steps) {
    if (step.kind === "end") {
      finish();
      return step.end;
    }
    put(step);
    onBatch(step.bytesDone);
  }
  throw new Error("a file has no end");
}

interface RejectsFile {
  readonly source: ByteSource;
  readonly start: Position;
  readonly delimiter: Delimiter;
  readonly layout: RejectsLayout;
}

async function feedRejects(
  { source, start, delimiter, layout }: RejectsFile,
  feeding: Feeding,
  onBatch: (bytesDone: number) => void,
): Promise<FileEnd> {
  const takeIn = createRowTaker(layout, feeding);
  const watch = createEndWatch(start);
  for await (const batch of readRows(source, start, { delimiter, width: layout.headers.length })) {
    for (const row of batch.rows) takeIn(row);
    watch.take(batch);
    onBatch(batch.next.offset);
  }
  return watch.end(source);
}

function totalOf(files: readonly ImportedFile[], kind: InputKind): RowCounts {
  return files
    .filter((file) => file.kind === kind)
    .reduce((sum, file) => addCounts(sum, file.counts), NO_ROWS);
}

interface ProgressReport {
  fileOpened(input: Input, bytes: number): void;
  inFile(file: InputFile, bytes: number, rows: number): void;
  fileDone(file: InputFile, rows: number): void;
}

function createProgress(inputs: readonly Input[], onProgress: ImportRequest["onProgress"]): ProgressReport {
  let bytesTotal = inputs.reduce((sum, { bytes }) => sum + bytes, 0);
  let bytesBefore = 0;
  let rowsBefore = 0;
  const inFile = ({ path }: InputFile, bytes: number, rows: number) =>
    onProgress?.({ file: path, bytesDone: bytesBefore + bytes, bytesTotal, rows: rowsBefore + rows });
  return {
    fileOpened: (input, bytes) => {
      bytesTotal += bytes - input.bytes;
    },
    inFile,
    fileDone: (file, rows) => {
      inFile(file, file.bytes, rows);
      bytesBefore += file.bytes;
      rowsBefore += rows;
    },
  };
}
