// The as-of as people write and read it.

import type { Calendar, Instant } from "./calendar.ts";
import { parsePlainDay, parseWrittenTime } from "./date-text.ts";

/** A day alone means its end, anything else the instant it names. `undefined` when unreadable. */
export function parseAsOf(text: string, calendar: Calendar): Instant | undefined {
  const written = parseWrittenTime(text);
  if (written === undefined) return undefined;
  return written.hasTime ? calendar.resolve(written).at : calendar.endOfDay(written);
}

/** The day alone where the instant is its end, else date, time and offset. */
export function formatAsOf(at: Instant, calendar: Calendar): string {
  const day = calendar.formatDay(at);
  const plainDay = parsePlainDay(day);
  return plainDay !== undefined && calendar.endOfDay(plainDay) === at ? day : calendar.format(at);
}
