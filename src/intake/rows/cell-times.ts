// Dates and times as exports write them.

import { type Calendar, createCalendar, type ResolvedTime } from "../../values/calendar.ts";
import { compileDateFormat, type DateFormat, type DateReader } from "../../values/date-format.ts";
import { formatWrittenTime, parseWrittenTime } from "../../values/date-text.ts";
import { quote } from "../input-error.ts";
import type { PlacedDate } from "../layouts/layout.ts";
import type { RowFault } from "./row-fault.ts";

export interface WrittenInstant extends ResolvedTime {
  /** As ISO 8601, where neither the text has an offset nor a zone is stated. */
  readonly localTime: string | undefined;
}

type Written = Omit<PlacedDate, "position">;

/** A day alone names its start; what the clocks do then changes nothing that was written. */
export function compileInstant(
  date: Written,
  calendar: Calendar,
): (text: string) => WrittenInstant | undefined {
  const read = dateReader(date.format);
  const zone = zoneOf(date, calendar);
  return (text) => {
    const written = read(text);
    if (written === undefined) return undefined;
    const resolved = zone.resolve(written);
    const isLocal = written.offsetMinutes === undefined && date.timezone === undefined;
    const iso = date.format === undefined ? text.trim() : formatWrittenTime(written);
    return {
      at: resolved.at,
      clockChange: written.hasTime ? resolved.clockChange : undefined,
      localTime: isLocal ? iso : undefined,
    };
  };
}

/**
 * A date as ISO 8601: in UTC where the text has an offset or a zone is stated, else as it is on the clock. A day
 * without a time stays one.
 */
export function compileIsoText(date: Written, calendar: Calendar): (text: string) => string | undefined {
  const read = dateReader(date.format);
  const zone = zoneOf(date, calendar);
  return (text) => {
    const written = read(text);
    if (written === undefined) return undefined;
    const isLocal = written.offsetMinutes === undefined && date.timezone === undefined;
    if (isLocal || !written.hasTime) return formatWrittenTime(written);
    return new Date(zone.resolve(written).at).toISOString().replace(".000Z", "Z");
  };
}

function dateReader(format: DateFormat | undefined): DateReader {
  return format === undefined ? parseWrittenTime : compileDateFormat(format);
}

function zoneOf({ timezone }: Written, calendar: Calendar): Calendar {
  return timezone === undefined ? calendar : createCalendar(timezone);
}

const ISO_TIMES =
  "expected YYYY-MM-DD or YYYY-MM-DDThh:mm, with seconds, fraction and offset (Z, +01:00) optional";

export function badDate(column: string, text: string, format: DateFormat | undefined): RowFault {
  return {
    kind: "fault",
    code: "bad-date",
    column,
    message: `${quote(text.trim())} ${problemOf(text, format)}`,
  };
}

function problemOf(text: string, format: DateFormat | undefined): string {
  if (format === "epoch_s") return "is no number of seconds since 1970-01-01";
  if (format === "epoch_ms") return "is no number of milliseconds since 1970-01-01";
  if (format !== undefined) return `is no date or time that exists in the form ${quote(format.pattern)}`;
  const looksIso = /^\d{4}-\d\d-\d\d/.test(text.trim());
  return `${looksIso ? "is no date or time that exists" : "is not in a form that is read"}; ${ISO_TIMES}`;
}
