// Rows of events read into columns. The usual row takes a short way; all others are read by the readers of rows.

import type { Calendar } from "../../values/calendar.ts";
import { readUtcInstant } from "../../values/date-text.ts";
import type { EventLayout } from "../layouts/layout.ts";
import type { EventColumns, RowFields } from "../sink.ts";
import { type ColumnsBuilder, createColumnsBuilder } from "./event-columns.ts";
import type { TimedEvent } from "./event-parts.ts";
import { createEventReader } from "./event-rows.ts";
import { compileFieldsJson } from "./fields-json.ts";
import { createFingerprint } from "./fingerprint.ts";
import type { RowFault } from "./row-fault.ts";
import { countRoundedNumbers } from "./row-fields.ts";
import { createSeveralReader } from "./several-events.ts";

export interface EventBatch {
  readonly columns: EventColumns;
  /** Where each row's events end: one may be no event, or several. */
  readonly rowEnds: Int32Array;
  /** Of the fields of each row: numbers with more places than are kept. */
  readonly rounded: Int32Array;
  /** Of each event. */
  readonly clockChanges: Uint8Array;
}

export const CLOCK_CHANGES = [undefined, "skipped", "repeated"] as const;

type Cells = readonly string[];

export interface EventBatcher {
  readonly read: (cells: Cells, line: number) => RowFault | undefined;
  readonly take: () => EventBatch;
}

/** For one file. */
export function createEventBatcher(layout: EventLayout, calendar: Calendar): EventBatcher {
  const builder = createColumnsBuilder();
  const marks = createMarks(builder);
  const addTimed = ({ row, clockChange }: TimedEvent) => {
    builder.add(row);
    marks.event(clockChange);
  };
  const readSlowly = layout.isSeveral
    ? severalReader(layout, calendar, addTimed, marks)
    : singleReader(layout, calendar, addTimed, marks);
  const readUsual = layout.isSeveral ? undefined : usualReader(layout, builder, marks);
  const read =
    readUsual === undefined
      ? readSlowly
      : (cells: Cells, line: number) => (readUsual(cells, line) ? undefined : readSlowly(cells, line));
  return { read, take: () => ({ columns: builder.take(), ...marks.take() }) };
}

type Marks = ReturnType<typeof createMarks>;

function createMarks(builder: ColumnsBuilder) {
  let rowEnds: number[] = [];
  let rounded: number[] = [];
  let clockChanges: number[] = [];
  return {
    event: (clockChange: TimedEvent["clockChange"]) => {
      clockChanges.push(CLOCK_CHANGES.indexOf(clockChange));
    },
    /** After its events. */
    row: (roundedNumbers: number) => {
      rowEnds.push(builder.length());
      rounded.push(roundedNumbers);
    },
    take: (): Omit<EventBatch, "columns"> => {
      const taken = {
        rowEnds: Int32Array.from(rowEnds),
        rounded: Int32Array.from(rounded),
        clockChanges: Uint8Array.from(clockChanges),
      };
      [rowEnds, rounded, clockChanges] = [[], [], []];
      return taken;
    },
  };
}

function singleReader(
  layout: EventLayout,
  calendar: Calendar,
  add: (event: TimedEvent) => void,
  marks: Marks,
): EventBatcher["read"] {
  const readEvent = createEventReader(layout, calendar);
  return (cells, line) => {
    const reading = readEvent(cells, line);
    if (reading.kind === "fault") return reading;
    add(reading);
    marks.row(countRoundedNumbers(reading.row.fields));
    return undefined;
  };
}

const NO_FIELDS: RowFields = {};

function severalReader(
  layout: EventLayout,
  calendar: Calendar,
  add: (event: TimedEvent) => void,
  marks: Marks,
): EventBatcher["read"] {
  const readEvents = createSeveralReader(layout, calendar);
  return (cells, line) => {
    const reading = readEvents(cells, line);
    if (reading.kind === "fault") return reading;
    for (const event of reading.events) add(event);
    marks.row(countRoundedNumbers(reading.events[0]?.row.fields ?? NO_FIELDS));
    return undefined;
  };
}

/**
 * Takes rows with a type and an ISO time in UTC, of a layout without typed fields: what `createEventReader` makes of
 * them. False, with nothing added, for any other. `undefined` for a layout that has no such rows.
 */
function usualReader(
  { identities, events, fields, eventId, fingerprint }: EventLayout,
  builder: ColumnsBuilder,
  marks: Marks,
): ((cells: Cells, line: number) => boolean) | undefined {
  const { type, at } = events[0]!;
  const readFields = fields.typed.length > 0 ? undefined : compileFieldsJson(fields.plain);
  const [idPosition, ...more] = eventId;
  if (readFields === undefined || at.format !== undefined || more.length > 0) return undefined;
  const fingerprintOf = createFingerprint(fingerprint);
  return (cells, line) => {
    const instant = readUtcInstant(cells[at.position]!);
    const typeText = type.kind === "constant" ? type.value : cells[type.position]!.trim();
    if (Number.isNaN(instant) || typeText === "") return false;
    let hasPerson = false;
    for (const { kind, position } of identities) {
      hasPerson = builder.addPerson(kind, cells[position]!) || hasPerson;
    }
    if (!hasPerson) return false;
    const own = idPosition === undefined ? "" : cells[idPosition]!.trim();
    const { json, rounded } = readFields(cells);
    builder.addEvent({
      line,
      eventId: own === "" ? fingerprintOf(cells) : own,
      isFingerprint: own === "",
      type: typeText,
      at: instant,
      localTime: undefined,
      fields: json,
    });
    marks.event(undefined);
    marks.row(rounded);
    return true;
  };
}
