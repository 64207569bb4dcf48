import type { Calendar, ResolvedTime } from "../../values/calendar.ts";
import { parseWrittenTime } from "../../values/date-text.ts";
import { isBlank } from "../../values/text.ts";
import { readIdentity } from "../identity/identity-key.ts";
import { listQuoted, quote } from "../input-error.ts";
import type { EventRow, RejectCode } from "../sink.ts";
import type { EventColumns } from "./columns.ts";
import { createFingerprint } from "./fingerprint.ts";
import type { RowFault } from "./row-fault.ts";
import { fieldColumns, rowFields } from "./row-fields.ts";

export interface TimedEvent {
  readonly kind: "row";
  readonly row: EventRow;
  /** What a clock change did to the written time. */
  readonly clockChange: ResolvedTime["clockChange"];
}

export type EventReader = (cells: readonly string[], line: number) => TimedEvent | RowFault;

const ACCEPTED_TIMES =
  "expected YYYY-MM-DD or YYYY-MM-DDThh:mm, with seconds, fraction and offset (Z, +01:00) optional";

/** For one file's columns. A time without an offset is one of the calendar's zone. */
export function createEventReader(columns: EventColumns, calendar: Calendar): EventReader {
  const { headers, names, identities, eventId, type, at } = columns;
  const contactId = identities.find(({ kind }) => kind === "contact_id")?.position;
  const fields = fieldColumns(names, [eventId, contactId, type, at]);
  const fingerprint = createFingerprint(names);
  const blank = (code: RejectCode, position: number, expected: string): RowFault => {
    const column = headers[position]!;
    return { kind: "fault", code, column, message: `${quote(column)} is blank; expected ${expected}` };
  };
  return (cells, line) => {
    const found = identities.flatMap(({ kind, position }) => readIdentity(kind, cells[position]!) ?? []);
    if (found.length === 0) return missingContact(columns);
    if (isBlank(cells[type]!)) return blank("missing-type", type, "the event's type");
    if (isBlank(cells[at]!)) return blank("missing-date", at, "a date or time such as 2026-03-01T14:30:00Z");
    const time = resolveTime(cells[at]!, calendar);
    if (time === undefined) return badDate(headers[at]!, cells[at]!);
    const id = eventId === undefined ? "" : cells[eventId]!.trim();
    const row: EventRow = {
      line,
      eventId: id === "" ? fingerprint(cells) : id,
      isFingerprint: id === "",
      identities: found,
      type: cells[type]!.trim(),
      at: time.at,
      localTime: time.localTime,
      fields: rowFields(fields, cells),
    };
    return { kind: "row", row, clockChange: time.clockChange };
  };
}

interface WrittenInstant extends ResolvedTime {
  readonly localTime: string | undefined;
}

/** A day alone names its start; what the clocks do then changes nothing that was written. */
function resolveTime(text: string, calendar: Calendar): WrittenInstant | undefined {
  const written = parseWrittenTime(text);
  if (written === undefined) return undefined;
  const resolved = calendar.resolve(written);
  const localTime = written.offsetMinutes === undefined ? text.trim() : undefined;
  return { at: resolved.at, clockChange: written.hasTime ? resolved.clockChange : undefined, localTime };
}

function missingContact({ headers, identities }: EventColumns): RowFault {
  const blank = identities.map(({ position }) => headers[position]!);
  const column = blank.length === 1 ? blank[0] : undefined;
  const message = `${listQuoted(blank, "and")} ${column === undefined ? "are" : "is"} blank; expected a contact`;
  return { kind: "fault", code: "missing-contact", column, message };
}

function badDate(column: string, text: string): RowFault {
  const problem = /^\d{4}-\d\d-\d\d/.test(text.trim())
    ? "is no date or time that exists"
    : "is not in a form that is read";
  const message = `${quote(text.trim())} ${problem}; ${ACCEPTED_TIMES}`;
  return { kind: "fault", code: "bad-date", column, message };
}
