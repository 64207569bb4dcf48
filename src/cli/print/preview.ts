// Previews for people: how a file is read, what its columns become, its first rows.

import type { ChalkInstance } from "chalk";
import type {
  ChosenSource,
  FilePreview,
  RawTable,
  ReadPreview,
  RefusedPreview,
} from "../../intake/preview/preview.ts";
import type { PresetNeed } from "../../rulebook/presets/preset.ts";
import type { Calendar } from "../../values/calendar.ts";
import { clip } from "../../values/cut-text.ts";
import { showText, type Terminal } from "../terminal.ts";
import { joinParts } from "../wording/join-parts.ts";
import { type FittedRow, fitTable, wrapParts } from "./fit-width.ts";
import { COLUMN_HEADINGS, columnRows } from "./preview-columns.ts";
import { formatRow } from "./preview-rows.ts";

export interface Shown {
  /** Of the zone that times are shown in. */
  readonly calendar: Calendar;
  /** Constants that stand in for what the author has yet to say. */
  readonly needs: readonly PresetNeed[];
  /** There are sources that could have read the file. */
  readonly hasSources: boolean;
}

const WIDTH_ELSEWHERE = 120;
const NARROWEST = 30;

export function formatPreviews(
  previews: readonly FilePreview[],
  shown: Shown,
  { outChalk: chalk, outWidth = WIDTH_ELSEWHERE }: Pick<Terminal, "outChalk" | "outWidth">,
): string {
  const page: Page = { ...shown, chalk, width: Math.max(outWidth, NARROWEST) };
  const parts = previews.map((preview) =>
    preview.kind === "read" ? formatRead(preview, page) : formatRefused(preview, page),
  );
  return parts.filter((part) => part !== "").join("\n");
}

interface Page extends Shown {
  readonly chalk: ChalkInstance;
  readonly width: number;
}

function formatRead(preview: ReadPreview, page: Page): string {
  const { chalk, width, calendar } = page;
  const { path, encoding, delimiter, columns, rows } = preview;
  const heading = `${chalk.bold(showText(path))}   ${describeChosen(preview, page)}`;
  const form = `${encoding}, delimiter ${nameDelimiter(delimiter)}, times shown in ${calendar.timezone}`;
  const table = fitTable(COLUMN_HEADINGS, columnRows(columns, calendar), width, chalk);
  const parts = [
    [heading, form],
    table,
    lackingLines(preview, width),
    rows.flatMap((row) => formatRow(row, page)),
    noticesOf(preview, page).map((notice) => `${chalk.yellow("notice:")} ${showText(notice)}`),
  ];
  return joinParts(parts);
}

function describeChosen({ chosen, holds }: ReadPreview, { hasSources }: Page): string {
  const readBy = `${holds}, read by ${nameSource(chosen)}`;
  switch (chosen.reason) {
    case "rejects":
      return "a list of rejects; a run reads each row as its file was read";
    case "default":
      return `${holds}, read by the usual columns${hasSources ? ", as no source reads it" : ""}`;
    case "asked":
      return `${readBy}, as asked`;
    case "file":
      return `${readBy}, whose "file" fits its name`;
    case "columns":
      return `${readBy}, whose columns it has`;
    default:
      return chosen.reason satisfies never;
  }
}

function nameSource({ source, preset }: ChosenSource): string {
  if (source === preset) return `preset ${preset}`;
  return `source "${source}"${preset === undefined ? "" : ` (preset ${preset})`}`;
}

function lackingLines({ lacking }: ReadPreview, width: number): readonly string[] {
  if (lacking.length === 0) return [];
  const parts = lacking.map(({ column, becomes }) => `"${column[0]}" (${becomes})`);
  return wrapParts("not in the file: ", parts.map(showText), ", ", width);
}

function noticesOf(preview: ReadPreview, page: Page): readonly string[] {
  return [...describeLikely(preview), ...describeNeeds(page), ...preview.notices];
}

/** What the author of a source has to give, which the preview makes up. */
export function describeNeeds({ needs }: Shown): readonly string[] {
  if (needs.length === 0) return [];
  const examples = needs.map(({ constant, example }) => `${constant}: ${example}`).join(", ");
  const names = needs.map(({ constant }) => `"${constant}"`).join(" and ");
  return [`${names} are examples; a source needs your own, such as constants: {${examples}}`];
}

function describeLikely({ likelyPreset }: FilePreview): readonly string[] {
  if (likelyPreset === undefined) return [];
  return [`it has the columns of the preset "${likelyPreset}"; try --source ${likelyPreset}`];
}

/** Why it is refused goes to standard error. */
function formatRefused(preview: RefusedPreview, { chalk, width }: Page): string {
  const { path, raw } = preview;
  if (raw === undefined) return "";
  const parts = [
    [`${chalk.bold(showText(path))}   as it is, with delimiter ${nameDelimiter(raw.delimiter)}`],
    fitTable(["column", "first values"], rawColumns(raw), width, chalk),
    brokenRows(raw).map((row) => clip(`broken row: ${showText(row.join(raw.delimiter))}`, width)),
    describeLikely(preview).map((notice) => `${chalk.yellow("notice:")} ${notice}`),
  ];
  return joinParts(parts);
}

const LONGEST_RAW = 30;

function rawColumns({ header, rows }: RawTable): readonly FittedRow[] {
  const show = (text: string) => clip(showText(text), LONGEST_RAW);
  const whole = rows.filter((row) => row.length === header.length);
  return header.map((name, index) => ({
    cells: [show(name)],
    lists: [whole.map((row) => show(row[index]!)).filter((text) => text !== "")],
  }));
}

function brokenRows({ header, rows }: RawTable): RawTable["rows"] {
  return rows.filter((row) => row.length !== header.length);
}

function nameDelimiter(delimiter: string): string {
  return delimiter === "\t" ? "tab" : `"${delimiter}"`;
}
