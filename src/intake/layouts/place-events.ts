// What the rows of a source of events are on one file's header.

import type {
  CellTest,
  ColumnRef,
  DateColumn,
  EventSource,
  RowEvent,
  SourceField,
} from "../../rulebook/source-model.ts";
import { fieldName, textKey } from "../../values/text.ts";
import type { RepeatedName } from "./column-table.ts";
import type { EventLayout, PlacedDate, PlacedEvent, PlacedTest } from "./layout.ts";
import {
  isRepeated,
  type Parts,
  placeFields,
  placeIdentities,
  placeOf,
  type Sketch,
} from "./layout-sketch.ts";

export function placeEvent(sketch: Sketch<EventSource>): Parts<EventLayout> | RepeatedName {
  const { source, table, need } = sketch;
  const identities = placeIdentities(source.contact, sketch);
  if (identities.length === 0 && source.contact.every(({ mayBeMissing }) => mayBeMissing)) {
    need(source.contact.flatMap(({ column }) => column));
  }
  const eventId = source.eventId.flatMap((column) => need(column) ?? []);
  const events = placeRowEvents(sketch);
  const isSeveral =
    source.events.length > 1 ||
    source.events.some(({ when, count }) => when.length > 0 || count !== undefined);
  const named = identities.filter(({ kind }) => kind !== "contact_id");
  const contactId = identities.filter(({ kind }) => kind === "contact_id").map(({ position }) => position);
  const spent = source.events
    .flatMap((event) => ownColumns(event, source))
    .flatMap((column) => table.find(column) ?? []);
  const types = events.flatMap(({ type }) => (type.kind === "column" ? [type.position] : []));
  const fields = placeFields(sketch, named, [...eventId, ...contactId, ...spent, ...types]);
  if (isRepeated(fields)) return fields;
  const fingerprint = table.headers
    .map((_, position) => ({ name: table.names[position]!, position }))
    .filter(({ position }) => !isSeveral || !spent.includes(position));
  return { kind: "events", eventId, identities, events, isSeveral, fields, fingerprint };
}

/** Without those that the file cannot tell of. One at least has to be left. */
function placeRowEvents(sketch: Sketch<EventSource>): readonly PlacedEvent[] {
  const { source } = sketch;
  const { events } = source;
  const placed = events.flatMap(
    (event, index) => placeRowEvent(event, numberOf(events, index), sketch) ?? [],
  );
  if (placed.length > 0) return placed;
  const isLacking = (column: ColumnRef) => sketch.table.find(column) === undefined;
  sketch.need([...new Set(events.flatMap((event) => ownColumns(event, source).find(isLacking) ?? []))]);
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
  const { source } = sketch;
  const find = placeOf(sketch, event);
  const isLacking = ownColumns(event, source).some((column) => find(column) === undefined);
  if (isLacking && event.mayBeMissing) return undefined;
  const place = (column: ColumnRef) => find(column) ?? -1;
  const { type, at, when, count } = event;
  return {
    number,
    type: type.kind === "constant" ? type : { kind: "column", position: place(type.column) },
    at: placeDate(at, place, source.timezone),
    when: when.map((cell) => placeTest(cell, source, place)),
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

function placeTest(cell: CellTest, source: EventSource, place: (column: ColumnRef) => number): PlacedTest {
  const { test } = cell;
  const field = testedField(cell, source);
  return field === undefined
    ? { kind: "cell", position: place(cell.column), test }
    : { kind: "field", name: field.name, test };
}

function testedField({ column }: CellTest, { fields }: EventSource): SourceField | undefined {
  const names = column.map(fieldName);
  return fields.find(({ name }) => names.includes(name));
}

/** Columns that say when, whether and how often. */
function ownColumns({ at, when, count }: RowEvent, source: EventSource): readonly ColumnRef[] {
  const tested = when.flatMap((cell) => testedColumns(cell, source));
  return [at.column, ...tested, ...(count === undefined ? [] : [count])];
}

/** The factors of a product keep being columns of their own. */
function testedColumns(cell: CellTest, source: EventSource): readonly ColumnRef[] {
  const value = testedField(cell, source)?.value;
  if (value === undefined) return [cell.column];
  return value.kind === "product" ? [] : [value.column];
}
