import { formatAsOf, parseAsOf } from "../../values/as-of.ts";
import { type Calendar, createCalendar, type Instant } from "../../values/calendar.ts";
import { UsageError } from "../exit-codes.ts";

/** Reads `--as-of`; without it, the present instant. This is the program's only look at the clock for scoring. */
export function readAsOf(text: string | undefined, timezone: string): Instant {
  if (text === undefined) return Date.now();
  const asOf = parseAsOf(text, createCalendar(timezone));
  if (asOf !== undefined) return asOf;
  throw new UsageError(
    `--as-of "${text}" is no date or time; write a day such as 2026-11-02 or an instant such as 2026-11-02T06:00:00Z`,
  );
}

/** A run's as-of may equal the last run's, not precede it. */
export function refuseEarlierAsOf(asOf: Instant, lastAsOf: Instant | undefined, calendar: Calendar): void {
  if (lastAsOf === undefined || asOf >= lastAsOf) return;
  const [given, last] = [formatAsOf(asOf, calendar), formatAsOf(lastAsOf, calendar)];
  throw new UsageError(
    `--as-of ${given} is before the last run's ${last}; runs go forward in time: use explain --as-of to look back, or a new database`,
  );
}
