// The fields of a checked source.

import type { ColumnFieldShape, FieldShape } from "../schema/sources.ts";
import { childOf, entryOf } from "../source/source-tree.ts";
import type { FieldValue, SourceField } from "../source-model.ts";
import { listOf } from "./resolve-tests.ts";
import { dateColumn, optional, type SourceSite } from "./source-site.ts";

/** In the order of the preset, then of the author. */
export function resolveFields(site: SourceSite): readonly SourceField[] {
  return Object.entries(site.shape.fields ?? {}).map(([name, field]) => ({
    name,
    value: fieldValue(field, site),
    ...optional(site.shape, entryOf(childOf(site.written, "fields"), name)),
  }));
}

function fieldValue(field: FieldShape, site: SourceSite): FieldValue {
  if (typeof field === "string" || Array.isArray(field)) return { kind: "text", column: listOf(field) };
  if ("multiply" in field) return { kind: "product", factors: field.multiply.map(listOf) };
  return columnField(field, site);
}

function columnField(field: ColumnFieldShape, site: SourceSite): FieldValue {
  const column = listOf(field.column);
  const { type = "text" } = field;
  switch (type) {
    case "text":
      return { kind: "text", column };
    case "number":
      return { kind: "number", column, decimal: field.decimal ?? ".", thousands: field.thousands };
    case "date":
      return {
        kind: "date",
        ...dateColumn({ column: field.column, format: field.format, timezone: field.timezone }, site),
      };
    case "list":
      return { kind: "list", column, separator: field.separator ?? "," };
    default:
      return type satisfies never;
  }
}
