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
import { textKey } from "../../values/text.ts";
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

/** Where the columns of a part are: a preset's part does without them, what an author names has to be there. */
function placeOf({ table, need }: Sketch<Source>, { mayBeMissing }: { readonly mayBeMissing?: true }): Place {
  return mayBeMissing ? table.find : need;
}

function placeContact(sketch: Sketch<ContactSource>): Parts<ContactLayout> | RepeatedName {
  const { source, need } = sketch;
  const key = { kind: source.key.kind, position: need(source.key.column) ?? -1 };
  const identities = placeIdentities(source.identities, sketch);
  const fields = planAll(sketch, [key, ...identities], []);
  if (isRepeated(fields)) return fields;
  return { kind: "contacts", key, identities, fields, isComplete: source.complete };
}

function placeEvent(sketch: Sketch<EventSource>): Parts<EventLayout> | RepeatedName {
  const { source, table, need } = sketch;
  const identities = placeIdentities(source.contact, sketch);
  if (identities.length === 0) need(source.contact.flatMap(({ column }) => column));
  const eventId = source.eventId.flatMap((column) => need(column) ?? []);
  const events = placeRowEvents(sketch);
  const isSeveral =
    source.events.length > 1 ||
    source.events.some(({ when, count }) => when.length > 0 || count !== undefined);
  const named = identities.filter(({ kind }) => kind !== "contact_id");
  const contactId = identities.filter(({ kind }) => kind === "contact_id").map(({ position }) => position);
  const spent = source.events.flatMap(ownColumns).flatMap((column) => table.find(column) ?? []);
  const types = events.flatMap(({ type }) => (type.kind === "column" ? [type.position] : []));
  const fields = planAll(sketch, named, [...eventId, ...contactId, ...spent, ...types]);
  if (isRepeated(fields)) return fields;
  const fingerprint = table.headers
    .map((_, position) => ({ name: table.names[position]!, position }))
    .filter(({ position }) => !isSeveral || !spent.includes(position));
  return { kind: "events", eventId, identities, events, isSeveral, fields, fingerprint };
}

function placeLink(sketch: Sketch<IdentitySource>): Parts<IdentityLayout> {
  return { kind: "identities", identities: placeIdentities(sketch.source.identities, sketch) };
}

/** In rank order, without those whose columns are not there. */
function placeIdentities(
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

/** Without those that the file cannot tell of. One at least has to be left. */
function placeRowEvents(sketch: Sketch<EventSource>): readonly PlacedEvent[] {
  const { events } = sketch.source;
  const placed = events.flatMap(
    (event, index) => placeRowEvent(event, numberOf(events, index), sketch) ?? [],
  );
  if (placed.length > 0) return placed;
  const isLacking = (column: ColumnRef) => sketch.table.find(column) === undefined;
  sketch.need([...new Set(events.flatMap((event) => ownColumns(event).find(isLacking) ?? []))]);
  return placed;
}

/** Which of its type's entries it is, from 1, whether the file tells of the others or not. */
function numberOf(events: readonly RowEvent[], index: number): number {
  const keyOf = ({ type }: RowEvent) => (type.kind === "constant" ? textKey(type.value) : "");
  const own = keyOf(events[index]!);
  return events.slice(0, index).filter((event) => keyOf(event) === own).length + 1;
}

/** `undefined` when a column is not there and need not be: then the file has no such event. */
function placeRowEvent(
  event: RowEvent,
  number: number,
  sketch: Sketch<EventSource>,
): PlacedEvent | undefined {
  const find = placeOf(sketch, event);
  if (ownColumns(event).some((column) => find(column) === undefined) && event.mayBeMissing) return undefined;
  const place = (column: ColumnRef) => find(column) ?? -1;
  const { type, at, when, count } = event;
  return {
    number,
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
function ownColumns({ at, when, count }: RowEvent): readonly ColumnRef[] {
  return [at.column, ...when.map(({ column }) => column), ...(count === undefined ? [] : [count])];
}

function planAll(
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
