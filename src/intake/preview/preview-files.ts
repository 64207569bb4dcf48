// Reads the beginning of files as a run would, and tells what it found.

import { readHeader } from "../csv/csv-header.ts";
import { type CellsRow, readRows } from "../csv/csv-rows.ts";
import type { RefusedLine } from "../csv/refused-lines.ts";
import type { ByteSource, Position } from "../files/byte-source.ts";
import type { Input } from "../files/find-inputs.ts";
import { findInputs } from "../files/find-inputs.ts";
import { openInput } from "../files/open-input.ts";
import { spoolStdin } from "../files/stdin.ts";
import { surveyFile } from "../files/survey.ts";
import { InputError, listSome } from "../input-error.ts";
import type { Candidates } from "../layouts/choose-sources.ts";
import { refuseGuessedDates } from "../layouts/first-dates.ts";
import type { Layout } from "../layouts/layout.ts";
import { isDefaultLayout } from "../layouts/layout-version.ts";
import { describeColumns } from "./column-values.ts";
import { chooseCandidates, possibleCandidates, statedEncoding } from "./find-candidates.ts";
import { findLikelyPreset, type Likeness } from "./likely-preset.ts";
import { findLacking } from "./named-columns.ts";
import { findNotices } from "./notices.ts";
import type { ChosenSource, FilePreview, PreviewRequest, ReadPreview, UnclearKind } from "./preview.ts";
import { readRawTable } from "./raw-table.ts";
import { previewRows } from "./row-previews.ts";

/**
 * At least one. Throws an InputError when there is no such file; one that cannot be taken in is told as a run would.
 * Writes nothing but temporary files that vanish.
 */
export async function previewFiles(request: PreviewRequest): Promise<readonly FilePreview[]> {
  const stdin = await spoolStdin([request.file], request.stdin);
  try {
    const previews: FilePreview[] = [];
    for (const input of await listInputs(request.file, stdin)) {
      previews.push(await previewInput(input, request));
    }
    return previews;
  } finally {
    await stdin?.close();
  }
}

const IN_ARCHIVE = /^(.+?\.zip)\/./i;

async function listInputs(file: string, stdin: ByteSource | undefined): Promise<readonly Input[]> {
  const [, archive] = IN_ARCHIVE.exec(file) ?? [];
  const inputs = await findInputs([archive ?? file], stdin);
  if (archive === undefined || inputs.every(({ member }) => member === undefined)) return inputs;
  const found = inputs.filter(({ path }) => path === file);
  if (found.length > 0) return found;
  throw new InputError(
    file,
    `is not in the archive, which holds ${listSome(inputs.map(({ path }) => path))}`,
  );
}

async function previewInput(input: Input, request: PreviewRequest): Promise<FilePreview> {
  const { path } = input;
  let possible: readonly Candidates[] = [];
  let problem: InputError | UnclearKind;
  try {
    possible = possibleCandidates(path, request);
    const candidates = await chooseCandidates(input, possible);
    if (!("sources" in candidates)) problem = candidates;
    else return await readPreview(input, candidates, request);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    problem = error;
  }
  const plain = { encoding: undefined, kind: request.kind ?? "events", source: undefined } as const;
  const raw = await readRawTable(input, [...possible.map(statedEncoding), plain], request.rows);
  const isOpen = request.asked === undefined && raw !== undefined;
  return {
    kind: "refused",
    path,
    problem,
    raw,
    likelyPreset: isOpen ? findLikelyPreset(raw.header, IF_REFUSED) : undefined,
  };
}

/** How much must speak for a preset where the file can be read without, and where it cannot. */
const IF_READ: Likeness = { columns: 4, renamed: 2 };
const IF_REFUSED: Likeness = { columns: 3, renamed: 0 };

/** How many rows are looked at for values and what is odd about them. */
const SAMPLE_ROWS = 1000;

async function readPreview(
  input: Input,
  candidates: Candidates,
  request: PreviewRequest,
): Promise<ReadPreview> {
  const { calendar } = request;
  const stated = statedEncoding(candidates);
  const source = await openInput(input, stated);
  try {
    await surveyFile(source, [], stated);
    const { layout, delimiter, end } = await readHeader(source, candidates);
    const rows = await readSample(source, end, layout, { delimiter, width: layout.headers.length });
    const cells = rows.flatMap((row) => (row.kind === "cells" ? [[...row.cells, ...layout.constants]] : []));
    const chosen = describeChoice(layout, candidates, request);
    const used = candidates.sources.find(({ id }) => id === chosen.source && !isDefaultLayout(layout));
    return {
      kind: "read",
      path: input.path,
      holds: candidates.kind,
      chosen,
      encoding: source.encoding ?? "utf-8",
      delimiter,
      columns: describeColumns(layout, calendar, cells),
      lacking: used === undefined ? [] : findLacking(used, layout),
      rows: previewRows(layout, calendar, rows.slice(0, request.rows)),
      notices: findNotices({ layout, source: used, rows: cells }),
      likelyPreset: chosen.reason === "default" ? findLikelyPreset(layout.headers, IF_READ) : undefined,
    };
  } finally {
    await source.close();
  }
}

/** Throws an InputError for dates that a run would have to guess. */
async function readSample(
  source: ByteSource,
  from: Position,
  layout: Layout,
  shape: { readonly delimiter: ReadPreview["delimiter"]; readonly width: number },
): Promise<readonly (CellsRow | RefusedLine)[]> {
  const sample: (CellsRow | RefusedLine)[] = [];
  let areDatesKnown = false;
  for await (const { rows } of readRows(source, from, shape)) {
    const cells = rows.flatMap((row) => (row.kind === "cells" ? [row.cells] : []));
    if (!areDatesKnown) areDatesKnown = refuseGuessedDates(source.path, layout, cells);
    for (const row of rows) if (sample.length < SAMPLE_ROWS) sample.push(row);
    if (areDatesKnown && sample.length >= SAMPLE_ROWS) break;
  }
  return sample;
}

function describeChoice(
  layout: Layout,
  { sources, isNamed }: Candidates,
  { asked }: PreviewRequest,
): ChosenSource {
  const { source } = layout;
  if (layout.kind === "rejects") return { source, preset: undefined, reason: "rejects" };
  if (isDefaultLayout(layout)) return { source, preset: undefined, reason: "default" };
  const preset = sources.find(({ id }) => id === source)?.preset;
  if (asked !== undefined) return { source, preset, reason: "asked" };
  return { source, preset, reason: isNamed ? "file" : "columns" };
}
