// A source put on one file's header.

import type {
  ColumnRef,
  ContactSource,
  DateColumn,
  EventSource,
  IdentityColumn,
  IdentitySource,
  RowEvent,
  Source,
} from "../../rulebook/source-model.ts";
import { compareKinds } from "../identity/rank-kinds.ts";
import { type ColumnTable, createColumnTable, findRepeatedName, type RepeatedName } from "./column-table.ts";
import type {
  ContactLayout,
  EventLayout,
  IdentityLayout,
  Layout,
  PlacedDate,
  PlacedEvent,
  PlacedFields,
  PlacedIdentity,
} from "./layout.ts";
import { sourceVersion } from "./layout-version.ts";
import { type Place, placeNamedFields, planFields } from "./place-fields.ts";

/** `missing`: columns that the source needs and the file has not. `repeated`: columns that would be one field. */
export type LayoutReading =
  | { readonly kind: "layout"; readonly layout: Layout }
  | { readonly kind: "missing"; readonly columns: readonly ColumnRef[] }
  | ({ readonly kind: "repeated" } & RepeatedName);

export interface LayoutOptions {
  /** Kinds of identities, the highest-ranking first. */
  readonly ranking: readonly string[];
  /** The default mapping's version; then columns also keep their own names. */
  readonly defaultVersion?: string;
}

export function compileLayout(
  source: Source,
  headers: readonly string[],
  options: LayoutOptions,
): LayoutReading {
  const table = createColumnTable(headers, source);
  const missing: ColumnRef[] = [];
  const need = (column: ColumnRef) => {
    const position = table.find(column);
    if (position === undefined && !missing.includes(column)) missing.push(column);
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

type Parts<Kind> = Kind extends Layout
  ? Omit<Kind, "source" | "version" | "headers" | "labels" | "constants">
  : never;

interface Sketch<Of extends Source> {
  readonly source: Of;
  readonly table: ColumnTable;
  readonly need: Place;
  /** What was needed and is not there; then nothing else of the layout is of use. */
  readonly missing: readonly ColumnRef[];
  readonly options: LayoutOptions;
}

type AnyParts = Parts<ContactLayout | EventLayout | IdentityLayout> | RepeatedName;

function isRepeated(parts: AnyParts | PlacedFields): parts is RepeatedName {
  return "problem" in parts;
}

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

/** Where a column must be that an export may lack which a preset is for: exports leave out what nobody asked for. */
function optional({ source, table, need }: Sketch<Source>): Place {
  return source.preset === undefined ? need : table.find;
}

function placeContact(sketch: Sketch<ContactSource>): Parts<ContactLayout> | RepeatedName {
  const { source, need, options } = sketch;
  const key = { kind: source.key.kind, position: need(source.key.column) ?? -1 };
  const identities = placeIdentities(source.identities, optional(sketch), options);
  const fields = planAll(sketch, [key, ...identities], []);
  if (isRepeated(fields)) return fields;
  return { kind: "contacts", key, identities, fields, isComplete: source.complete };
}

function placeEvent(sketch: Sketch<EventSource>): Parts<EventLayout> | RepeatedName {
  const { source, table, need, options } = sketch;
  const some = placeIdentities(source.contact, optional(sketch), options);
  const identities = some.length > 0 ? some : placeIdentities(source.contact, need, options);
  const eventId = source.eventId.flatMap((column) => need(column) ?? []);
  const events = source.events.map((event) => placeRowEvent(event, sketch));
  const isSeveral =
    source.events.length > 1 || events.some((one) => one.when.length > 0 || one.count !== undefined);
  const named = identities.filter(({ kind }) => kind !== "contact_id");
  const contactId = identities.filter(({ kind }) => kind === "contact_id").map(({ position }) => position);
  const spent = events.flatMap(ownColumns);
  const types = events.flatMap(({ type }) => (type.kind === "column" ? [type.position] : []));
  const fields = planAll(sketch, named, [...eventId, ...contactId, ...spent, ...types]);
  if (isRepeated(fields)) return fields;
  const fingerprint = table.headers
    .map((_, position) => ({ name: table.names[position]!, position }))
    .filter(({ position }) => !isSeveral || !spent.includes(position));
  return { kind: "events", eventId, identities, events, isSeveral, fields, fingerprint };
}

function placeLink(sketch: Sketch<IdentitySource>): Parts<IdentityLayout> {
  return {
    kind: "identities",
    identities: placeIdentities(sketch.source.identities, sketch.need, sketch.options),
  };
}

/** In rank order, without those whose columns are not there. */
function placeIdentities(
  columns: readonly IdentityColumn[],
  place: Place,
  { ranking }: LayoutOptions,
): readonly PlacedIdentity[] {
  const compare = compareKinds(ranking);
  return columns
    .flatMap(({ kind, column }) => {
      const position = place(column);
      return position === undefined ? [] : [{ kind, position }];
    })
    .sort((a, b) => compare(a.kind, b.kind));
}

function placeRowEvent({ type, at, when, count }: RowEvent, sketch: Sketch<EventSource>): PlacedEvent {
  const place = (column: ColumnRef) => sketch.need(column) ?? -1;
  return {
    type: type.kind === "constant" ? type : { kind: "column", position: place(type.column) },
    at: placeDate(at, place, sketch.source.timezone),
    when: when.map(({ column, test }) => ({ position: place(column), test })),
    count: count === undefined ? undefined : place(count),
  };
}

function placeDate(
  { column, format, timezone }: DateColumn,
  place: (column: ColumnRef) => number,
  sourceZone: string | undefined,
): PlacedDate {
  return { position: place(column), format, timezone: timezone ?? sourceZone };
}

/** Columns that say when, whether and how often. */
function ownColumns({ at, when, count }: PlacedEvent): readonly number[] {
  const counted = count === undefined ? [] : [count];
  return [at.position, ...when.map(({ position }) => position), ...counted];
}

function planAll(
  sketch: Sketch<Source>,
  identities: readonly PlacedIdentity[],
  hidden: readonly number[],
): PlacedFields | RepeatedName {
  const { source, table, options } = sketch;
  const named = placeNamedFields(source, optional(sketch));
  if (sketch.missing.length > 0) return { plain: [], typed: [] };
  const renamed = identities.map(({ kind, position }) => ({ name: kind, position }));
  const isDefault = options.defaultVersion !== undefined;
  return planFields({ table, source, named, identities: isDefault ? [] : renamed, hidden });
}
