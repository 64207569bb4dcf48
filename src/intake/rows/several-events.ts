// Rows that are no event, one or several: an e-mail sent, opened and clicked.

import { createMoment } from "../../evaluate/moment.ts";
import { compileTest } from "../../evaluate/tests.ts";
import { readField } from "../../evaluate/value.ts";
import type { Calendar } from "../../values/calendar.ts";
import { MICRO_PER_UNIT, parseDecimal } from "../../values/decimal.ts";
import { isBlank } from "../../values/text.ts";
import { quote } from "../input-error.ts";
import type { EventLayout, PlacedEvent, PlacedTest } from "../layouts/layout.ts";
import type { EventRow, RowFields } from "../sink.ts";
import type { WrittenInstant } from "./cell-times.ts";
import {
  createIdentitiesReader,
  createIdReader,
  createTimeReader,
  createTypeReader,
  escapeColons,
  type TimedEvent,
} from "./event-parts.ts";
import { createFingerprint } from "./fingerprint.ts";
import { isFault, type RowFault } from "./row-fault.ts";
import { createFieldsReader } from "./typed-fields.ts";

type Cells = readonly string[];

export interface SeveralEvents {
  readonly kind: "rows";
  readonly events: readonly TimedEvent[];
}

export type SeveralReader = (cells: Cells, line: number) => SeveralEvents | RowFault;

/** For one file. A row with any fault is no event at all. */
export function createSeveralReader(layout: EventLayout, calendar: Calendar): SeveralReader {
  const readIdentities = createIdentitiesReader(layout);
  const readParts = layout.events.map((_, index) => createPartReader(layout, index, calendar));
  const readFields = createFieldsReader(layout.fields, layout.labels, calendar);
  return (cells, line) => {
    const identities = readIdentities(cells);
    if (isFault(identities)) return identities;
    const fields = readFields(cells);
    if (fields.kind === "fault") return fields;
    const events: TimedEvent[] = [];
    for (const readPart of readParts) {
      const part = readPart(cells, fields.row);
      if (isFault(part)) return part;
      if (part !== undefined) pushEvents(events, part, { line, identities, fields: fields.row });
    }
    return { kind: "rows", events };
  };
}

/** What one entry makes of a row: `times` like events. */
interface Part {
  readonly id: string;
  readonly isFingerprint: boolean;
  readonly type: string;
  readonly time: WrittenInstant;
  readonly times: number;
}

function pushEvents(
  events: TimedEvent[],
  { id, isFingerprint, type, time: { at, localTime, clockChange }, times }: Part,
  shared: Pick<EventRow, "line" | "identities" | "fields">,
): void {
  for (let number = 1; number <= times; number++) {
    const isFirst = number === 1;
    const eventId = isFirst ? id : `${id}:${number}`;
    const row = { ...shared, eventId, isFingerprint, type, at, localTime };
    events.push({ kind: "row", row, clockChange: isFirst ? clockChange : undefined });
  }
}

/** `undefined` when the row is no such event. */
function createPartReader(
  layout: EventLayout,
  index: number,
  calendar: Calendar,
): (cells: Cells, fields: RowFields) => Part | RowFault | undefined {
  const { labels } = layout;
  const event = layout.events[index]!;
  const holds = compileWhen(event, calendar);
  const readCount = createCountReader(event, labels);
  const readType = createTypeReader(event, labels);
  const readTime = createTimeReader(event, labels, calendar);
  const readId = createIdReader(layout);
  const fingerprint = createFingerprint(layout.fingerprint);
  return (cells, fields) => {
    if (!holds(cells, fields)) return undefined;
    const times = readCount(cells);
    if (isFault(times)) return times;
    if (times === 0) return undefined;
    const type = readType(cells);
    if (isFault(type)) return type;
    const time = readTime(cells);
    if (isFault(time)) return time;
    const own = readId(cells);
    const isFingerprint = own === "";
    const base = isFingerprint
      ? fingerprint(cells, [type, cells[event.at.position]!])
      : `${own}:${escapeType(type)}`;
    const id = event.number === 1 ? base : `${base}#${event.number}`;
    return { id, isFingerprint, type, time, times };
  };
}

/** So that it ends neither in a number of events nor in one of its entries: `:2`, `#2`. */
function escapeType(type: string): string {
  return escapeColons(type).replace(/#(?=\d+$)/, "\\#");
}

/** Tests relative to as-of are none that a source may have: a file is read once, whatever the as-of. */
function compileWhen(
  { when }: PlacedEvent,
  calendar: Calendar,
): (cells: Cells, fields: RowFields) => boolean {
  const tests = when.map((tested) => {
    const holds = compileTest(tested.test, createMoment(0, calendar));
    const read = textReader(tested);
    return (cells: Cells, fields: RowFields) => holds(read(cells, fields));
  });
  return (cells, fields) => tests.every((holds) => holds(cells, fields));
}

function textReader(tested: PlacedTest): (cells: Cells, fields: RowFields) => string | undefined {
  if (tested.kind === "field") return (_, fields) => readField(fields, tested.name);
  return (cells) => {
    const text = cells[tested.position]!;
    return isBlank(text) ? undefined : text;
  };
}

const MOST_EVENTS = 10_000;

function createCountReader(
  { count }: PlacedEvent,
  labels: readonly string[],
): (cells: Cells) => number | RowFault {
  if (count === undefined) return () => 1;
  return (cells) => {
    const text = cells[count]!;
    if (isBlank(text)) return 0;
    const number = parseDecimal(text);
    const isWhole = number !== undefined && number % MICRO_PER_UNIT === 0n;
    const times = isWhole ? Number(number / MICRO_PER_UNIT) : -1;
    if (times >= 0 && times <= MOST_EVENTS) return times;
    const message = `${quote(text.trim())} is no count; expected a whole number from 0 to ${MOST_EVENTS}`;
    return { kind: "fault", code: "bad-number", column: labels[count], message };
  };
}
