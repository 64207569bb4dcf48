// A source put on one file's header.

import type { ColumnRef, ContactSource, IdentitySource, Source } from "../../rulebook/source-model.ts";
import { createColumnTable, findRepeatedName, type RepeatedName } from "./column-table.ts";
import type { ContactLayout, EventLayout, IdentityLayout, Layout } from "./layout.ts";
import {
  isRepeated,
  type LayoutOptions,
  type Parts,
  placeFields,
  placeIdentities,
  type Sketch,
} from "./layout-sketch.ts";
import { sourceVersion } from "./layout-version.ts";
import { placeEvent } from "./place-events.ts";

/** `missing`: columns that the source needs and the file has not. `repeated`: columns that would be one field. */
export type LayoutReading =
  | { readonly kind: "layout"; readonly layout: Layout }
  | { readonly kind: "missing"; readonly columns: readonly ColumnRef[] }
  | ({ readonly kind: "repeated" } & RepeatedName);

export function compileLayout(
  source: Source,
  headers: readonly string[],
  options: LayoutOptions,
): LayoutReading {
  const table = createColumnTable(headers, source);
  const missing: ColumnRef[] = [];
  const need = (column: ColumnRef) => {
    const position = table.find(column);
    if (position === undefined && !missing.some((other) => isSameColumn(other, column))) missing.push(column);
    return position;
  };
  const parts = placeParts({ source, table, need, missing, options });
  if (missing.length > 0) return { kind: "missing", columns: missing };
  const repeated = findRepeatedName(table);
  if (repeated !== undefined) return { kind: "repeated", ...repeated };
  if (isRepeated(parts)) return { kind: "repeated", ...parts };
  const { labels, constants } = table;
  const version = options.defaultVersion ?? sourceVersion(source, options.ranking);
  return { kind: "layout", layout: { source: source.id, version, headers, labels, constants, ...parts } };
}

function isSameColumn(a: ColumnRef, b: ColumnRef): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}

type AnyParts = Parts<ContactLayout | EventLayout | IdentityLayout> | RepeatedName;

function placeParts(sketch: Sketch<Source>): AnyParts {
  const { source } = sketch;
  switch (source.kind) {
    case "contacts":
      return placeContact({ ...sketch, source });
    case "events":
      return placeEvent({ ...sketch, source });
    case "identities":
      return placeLink({ ...sketch, source });
    default:
      return source satisfies never;
  }
}

function placeContact(sketch: Sketch<ContactSource>): Parts<ContactLayout> | RepeatedName {
  const { source, need } = sketch;
  const key = { kind: source.key.kind, position: need(source.key.column) ?? -1 };
  const identities = placeIdentities(source.identities, sketch);
  const fields = placeFields(sketch, [key, ...identities], []);
  if (isRepeated(fields)) return fields;
  return { kind: "contacts", key, identities, fields, isComplete: source.complete };
}

function placeLink(sketch: Sketch<IdentitySource>): Parts<IdentityLayout> {
  return { kind: "identities", identities: placeIdentities(sketch.source.identities, sketch) };
}
