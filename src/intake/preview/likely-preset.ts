// Which preset an export looks like that no source reads.

import { PRESETS } from "../../rulebook/presets/all-presets.ts";
import { findPresetSource } from "../../rulebook/presets/preset-source.ts";
import type { Source } from "../../rulebook/source-model.ts";
import { createColumnTable } from "../layouts/column-table.ts";
import { compileLayout } from "../layouts/compile-layout.ts";
import { namedColumns } from "./named-columns.ts";

/** Fewer columns in common may be chance. */
const FEWEST_COLUMNS = 4;

/** The one that names the most of the file's columns, if it can read the file. */
export function findLikelyPreset(headers: readonly string[]): string | undefined {
  const fits = [...PRESETS.keys()]
    .map((name) => ({ name, columns: countColumns(findPresetSource(name)!.source, headers) }))
    .filter(({ columns }) => columns >= FEWEST_COLUMNS)
    .sort((a, b) => b.columns - a.columns);
  return fits[0]?.name;
}

/** How many the file has of those that are named; 0 when one is missing that the preset needs. */
function countColumns(source: Source, headers: readonly string[]): number {
  if (compileLayout(source, headers, { ranking: [] }).kind !== "layout") return 0;
  const { find } = createColumnTable(headers, source);
  const positions = namedColumns(source).flatMap(({ column }) => find(column) ?? []);
  return new Set(positions.filter((position) => position < headers.length)).size;
}
