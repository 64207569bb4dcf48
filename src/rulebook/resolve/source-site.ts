// What the parts of a source have in common.

import { type DateFormat, parseDateFormat } from "../../values/date-format.ts";
import { type DateColumnShape, ISO_FORMAT, type SourceShape } from "../schema/sources.ts";
import type { Entry, MapNode } from "../source/source-tree.ts";
import type { DateColumn } from "../source-model.ts";
import { listOf } from "./resolve-tests.ts";

/** What is the same everywhere in a source. */
export interface SourceSite {
  readonly shape: SourceShape;
  /** As the author writes it, to tell what comes from the preset. */
  readonly written: MapNode;
}

/** What the author does not write comes from the preset, and an export need not have it. */
export function optional({ preset }: SourceShape, own: Entry | undefined): { readonly mayBeMissing?: true } {
  return preset === undefined || own !== undefined ? {} : { mayBeMissing: true };
}

/** Without a format of its own it has that of the source. */
export function dateColumn(written: DateColumnShape, { shape }: SourceSite): DateColumn {
  if (typeof written === "string" || Array.isArray(written)) {
    return { column: listOf(written), format: formatOf(shape.date_format), timezone: undefined };
  }
  const { column, format = shape.date_format, timezone } = written;
  return { column: listOf(column), format: formatOf(format), timezone };
}

function formatOf(text: string | undefined): DateFormat | undefined {
  if (text === undefined || text === ISO_FORMAT) return undefined;
  const reading = parseDateFormat(text);
  return reading.kind === "format" ? reading.format : undefined;
}
