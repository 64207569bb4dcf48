import type { Calendar } from "../../values/calendar.ts";
import type { EventLayout } from "../layouts/layout.ts";
import {
  createIdentitiesReader,
  createIdReader,
  createTimeReader,
  createTypeReader,
  type TimedEvent,
} from "./event-parts.ts";
import { createFingerprint } from "./fingerprint.ts";
import { isFault, type RowFault } from "./row-fault.ts";
import { createFieldsReader } from "./typed-fields.ts";

export type EventReader = (cells: readonly string[], line: number) => TimedEvent | RowFault;

/** For one file whose rows are one event each. A time without an offset or a zone is one of the calendar's zone. */
export function createEventReader(layout: EventLayout, calendar: Calendar): EventReader {
  const event = layout.events[0]!;
  const readIdentities = createIdentitiesReader(layout);
  const readType = createTypeReader(event, layout.labels);
  const readTime = createTimeReader(event, layout.labels, calendar);
  const readFields = createFieldsReader(layout.fields, layout.labels, calendar);
  const readId = createIdReader(layout);
  const fingerprint = createFingerprint(layout.fingerprint);
  return (cells, line) => {
    const identities = readIdentities(cells);
    if (isFault(identities)) return identities;
    const type = readType(cells);
    if (isFault(type)) return type;
    const time = readTime(cells);
    if (isFault(time)) return time;
    const fields = readFields(cells);
    if (fields.kind === "fault") return fields;
    const id = readId(cells);
    const row = {
      line,
      eventId: id === "" ? fingerprint(cells) : id,
      isFingerprint: id === "",
      identities,
      type,
      at: time.at,
      localTime: time.localTime,
      fields: fields.row,
    };
    return { kind: "row", row, clockChange: time.clockChange };
  };
}
