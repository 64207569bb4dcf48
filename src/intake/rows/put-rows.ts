// From a row of cells to the sink, by what the file's columns mean.

import type { Calendar } from "../../values/calendar.ts";
import type { ContactLayout, EventLayout, IdentityLayout } from "../layouts/layout.ts";
import type { IntakeSink, PutResult, RowFields } from "../sink.ts";
import { createContactReader } from "./contact-rows.ts";
import type { TimedEvent } from "./event-parts.ts";
import { createEventReader } from "./event-rows.ts";
import { createLinkReader } from "./link-rows.ts";
import type { RowTally } from "./row-counts.ts";
import type { RowFault } from "./row-fault.ts";
import { countRoundedNumbers } from "./row-fields.ts";
import { createSeveralReader } from "./several-events.ts";

export interface Taking {
  readonly calendar: Calendar;
  readonly sink: IntakeSink;
  readonly tally: RowTally;
}

/** Undefined when the row was taken and counted. */
export type CellsTaker = (cells: readonly string[], line: number) => RowFault | undefined;

type DataLayout = ContactLayout | EventLayout | IdentityLayout;

/** For one file. Rows get the source's constants behind their cells. */
export function createCellsTaker(layout: DataLayout, taking: Taking): CellsTaker {
  const take = createTaker(layout, taking);
  const { constants } = layout;
  if (constants.length === 0) return take;
  return (cells, line) => take([...cells, ...constants], line);
}

function createTaker(layout: DataLayout, taking: Taking): CellsTaker {
  switch (layout.kind) {
    case "contacts":
      return createContactTaker(layout, taking);
    case "identities":
      return createLinkTaker(layout, taking);
    case "events":
      return layout.isSeveral ? createSeveralTaker(layout, taking) : createEventTaker(layout, taking);
    default:
      return layout satisfies never;
  }
}

function createContactTaker(layout: ContactLayout, { calendar, sink, tally }: Taking): CellsTaker {
  const readContact = createContactReader(layout, calendar);
  return (cells, line) => {
    const reading = readContact(cells, line);
    if (reading.kind === "fault") return reading;
    tally.put(sink.putContact(reading.row), countRoundedNumbers(reading.row.fields));
    return undefined;
  };
}

const NO_FIELDS: RowFields = {};

function createLinkTaker(layout: IdentityLayout, { sink, tally }: Taking): CellsTaker {
  const readLink = createLinkReader(layout);
  return (cells, line) => {
    const reading = readLink(cells, line);
    if (reading.kind === "fault") return reading;
    tally.put(sink.putLink(reading.row), 0);
    return undefined;
  };
}

function createEventTaker(layout: EventLayout, taking: Taking): CellsTaker {
  const readEvent = createEventReader(layout, taking.calendar);
  return (cells, line) => {
    const reading = readEvent(cells, line);
    if (reading.kind === "fault") return reading;
    taking.tally.put(putEvent(reading, taking), countRoundedNumbers(reading.row.fields));
    return undefined;
  };
}

function createSeveralTaker(layout: EventLayout, taking: Taking): CellsTaker {
  const readEvents = createSeveralReader(layout, taking.calendar);
  return (cells, line) => {
    const reading = readEvents(cells, line);
    if (reading.kind === "fault") return reading;
    const results = new Set(reading.events.map((event) => putEvent(event, taking)));
    const fields = reading.events[0]?.row.fields ?? NO_FIELDS;
    taking.tally.put(resultOfRow(results), countRoundedNumbers(fields));
    return undefined;
  };
}

function putEvent({ row, clockChange }: TimedEvent, { sink, tally }: Taking): PutResult {
  const result = sink.putEvent(row);
  if (result === "accepted" || result === "replaced") tally.clockChange(clockChange);
  return result;
}

/** A row counts once, for the most that its events changed; one that is no event has nothing to change. */
export function resultOfRow(results: ReadonlySet<PutResult>): PutResult {
  const order: readonly PutResult[] = ["replaced", "accepted", "forgotten", "duplicate"];
  return order.find((result) => results.has(result)) ?? "accepted";
}
