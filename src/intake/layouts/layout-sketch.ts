// A layout in the making: what is common to contacts, events and links.

import type { ColumnRef, IdentityColumn, Source } from "../../rulebook/source-model.ts";
import { compareKinds } from "../identity/rank-kinds.ts";
import type { ColumnTable, RepeatedName } from "./column-table.ts";
import type { Layout, PlacedFields, PlacedIdentity } from "./layout.ts";
import { type Place, placeNamedFields, planFields } from "./place-fields.ts";

export interface LayoutOptions {
  /** Kinds of identities, the highest-ranking first. */
  readonly ranking: readonly string[];
  /** The default mapping's version; then columns also keep their own names. */
  readonly defaultVersion?: string;
}

/** What a source makes of a layout; the rest is the same for all. */
export type Parts<Kind> = Kind extends Layout
  ? Omit<Kind, "source" | "version" | "headers" | "labels" | "constants">
  : never;

export interface Sketch<Of extends Source> {
  readonly source: Of;
  readonly table: ColumnTable;
  readonly need: Place;
  /** What was needed and is not there; then nothing else of the layout is of use. */
  readonly missing: readonly ColumnRef[];
  readonly options: LayoutOptions;
}

export function isRepeated(parts: object): parts is RepeatedName {
  return "problem" in parts;
}

/** Where the columns of a part are: a preset's part does without them, what an author names has to be there. */
export function placeOf(
  { table, need }: Sketch<Source>,
  { mayBeMissing }: { readonly mayBeMissing?: true },
): Place {
  return mayBeMissing ? table.find : need;
}

/** In rank order, without those whose columns are not there. */
export function placeIdentities(
  columns: readonly IdentityColumn[],
  sketch: Sketch<Source>,
): readonly PlacedIdentity[] {
  const compare = compareKinds(sketch.options.ranking);
  return columns
    .flatMap((identity) => {
      const position = placeOf(sketch, identity)(identity.column);
      return position === undefined ? [] : [{ kind: identity.kind, position }];
    })
    .sort((a, b) => compare(a.kind, b.kind));
}

/** `hidden` columns are no fields unless the source names them as one. */
export function placeFields(
  sketch: Sketch<Source>,
  identities: readonly PlacedIdentity[],
  hidden: readonly number[],
): PlacedFields | RepeatedName {
  const { source, table, options } = sketch;
  const named = placeNamedFields(source, (field) => placeOf(sketch, field));
  if (sketch.missing.length > 0) return { plain: [], typed: [] };
  const renamed = identities.map(({ kind, position }) => ({ name: kind, position }));
  const isDefault = options.defaultVersion !== undefined;
  return planFields({ table, source, named, identities: isDefault ? [] : renamed, hidden });
}
