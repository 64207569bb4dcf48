// Which columns a source names, and what it would make of them.

import type { ColumnRef, Source } from "../../rulebook/source-model.ts";
import { createColumnTable } from "../layouts/column-table.ts";
import type { Layout } from "../layouts/layout.ts";
import type { LackingColumn } from "./preview.ts";

/** One that the file may have or not. */
type NamedColumn = LackingColumn;

/** What a preset names and the file lacks: products leave out of an export what nobody asked for. */
export function findLacking(source: Source, { headers }: Layout): readonly LackingColumn[] {
  const { find } = createColumnTable(headers, source);
  const lacking = namedColumns(source).filter(({ column }) => find(column) === undefined);
  return [...new Map(lacking.map((one) => [one.column.join("\n"), one])).values()];
}

/** A column may be named more than once. */
export function namedColumns(source: Source): readonly NamedColumn[] {
  return [...identityColumns(source), ...fieldColumns(source), ...eventColumns(source)];
}

function identityColumns(source: Source): readonly NamedColumn[] {
  const named = (identities: readonly { readonly kind: string; readonly column: ColumnRef }[]) =>
    identities.map(({ kind, column }) => ({ column, becomes: `identity ${kind}` }));
  switch (source.kind) {
    case "contacts":
      return named([source.key, ...source.identities]);
    case "events":
      return named(source.contact);
    case "identities":
      return named(source.identities);
    default:
      return source satisfies never;
  }
}

/** A factor may be another field's name, which is none of the file. */
function fieldColumns({ fields }: Source): readonly NamedColumn[] {
  return fields.flatMap(({ name, value }) =>
    value.kind === "product" ? [] : [{ column: value.column, becomes: `field ${name}` }],
  );
}

function eventColumns(source: Source): readonly NamedColumn[] {
  if (source.kind !== "events") return [];
  const ids = source.eventId.map((column) => ({ column, becomes: "event id" }));
  const parts = source.events.flatMap(({ type, at, count }) => {
    const columns = count === undefined ? [at.column] : [count, at.column];
    const becomes = type.kind === "constant" ? type.value : "the events";
    return columns.map((column) => ({ column, becomes }));
  });
  return [...ids, ...parts];
}
