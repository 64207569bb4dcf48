// Which preset an export looks like that no source reads.

import { PRESETS } from "../../rulebook/presets/all-presets.ts";
import { findPresetSource } from "../../rulebook/presets/preset-source.ts";
import type { Source } from "../../rulebook/source-model.ts";
import { createColumnTable } from "../layouts/column-table.ts";
import { compileLayout } from "../layouts/compile-layout.ts";
import { namedColumns } from "./named-columns.ts";

export interface Likeness {
  /** Fewer columns in common may be chance. */
  readonly columns: number;
  /** Of these, columns that the preset calls otherwise: other names are no product's own. */
  readonly renamed: number;
}

/** The one that renames, then names, the most of the file's columns; only one that can read the file. */
export function findLikelyPreset(headers: readonly string[], fewest: Likeness): string | undefined {
  const fits = [...PRESETS.keys()]
    .map((name) => ({ name, ...measureLikeness(findPresetSource(name)!.source, headers) }))
    .filter(({ columns, renamed }) => columns >= fewest.columns && renamed >= fewest.renamed)
    .sort((a, b) => b.renamed - a.renamed || b.columns - a.columns);
  return fits[0]?.name;
}

/** Nothing in common with an export that the preset cannot read. */
function measureLikeness(source: Source, headers: readonly string[]): Likeness {
  if (compileLayout(source, headers, { ranking: [] }).kind !== "layout") return { columns: 0, renamed: 0 };
  const { find, names } = createColumnTable(headers, source);
  const found = namedColumns(source).flatMap(({ column, becomes }) => {
    const position = find(column);
    return position === undefined || position >= headers.length ? [] : [{ position, becomes }];
  });
  const renamed = found.filter(({ position, becomes }) => !becomes.endsWith(` ${names[position]}`));
  const count = (columns: typeof found) => new Set(columns.map(({ position }) => position)).size;
  return { columns: count(found), renamed: count(renamed) };
}
