// Times as tests write them: as-ofs, absolute times, and times before an as-of.

import { meantDuration } from "../rulebook/describe.ts";
import type { Calendar, Instant } from "../values/calendar.ts";
import { parseWrittenTime } from "../values/date-text.ts";
import { type Duration, parseDuration } from "../values/duration.ts";

const RELATIVE = /^-(?=\d)/;

/** A time such as `-2 days` before the as-of, or one as in an export; a day alone is its start. */
export function resolveEventTime(text: string, asOf: Instant, calendar: Calendar): Instant | undefined {
  if (RELATIVE.test(text)) {
    const duration = parseDuration(text.replace(RELATIVE, ""));
    return duration && stepBack(asOf, duration, 1, calendar);
  }
  const written = parseWrittenTime(text);
  return written && calendar.resolve(written).at;
}

/** The event time that was probably meant: "2 days ago" and "-2d" give "-2 days". */
export function meantEventTime(text: string): string | undefined {
  const meant = meantDuration(text.trim().replace(/^-\s*/, "").replace(/ ago$/i, ""));
  return meant && `-${meant}`;
}

/** `at` less so many durations; `undefined` for a time before calendars begin, which no export can hold. */
export function stepBack(
  at: Instant,
  { count, unit }: Duration,
  times: number,
  calendar: Calendar,
): Instant | undefined {
  const before = times === 0 ? at : calendar.subtract(at, { count: count * times, unit });
  return Number.isFinite(before) ? before : undefined;
}
