// Whole periods elapsed: for decay, period rules and `days_since`.

import type { Instant } from "../values/calendar.ts";
import type { Duration } from "../values/duration.ts";
import type { Moment } from "./moment.ts";

/** The greatest n >= 0 with `since <= T - n periods`; 0 where `since` is later than T. */
export function countElapsed(since: Instant, period: Duration, { asOf, calendar, due }: Moment): number {
  const count = calendar.wholePeriods(since, asOf, period);
  if (count > 0 && calendar.earliestSubtracted(asOf, times(period, count)) < since) due.tell(asOf + 1);
  return count;
}

/** Tells when one more period than `count` has elapsed, for those whom it makes a difference to. */
export function tellNextPeriod(
  since: Instant,
  count: number,
  period: Duration,
  { calendar, due }: Moment,
): void {
  due.tell(calendar.soonestReaching(since, times(period, count + 1)));
}

function times({ count, unit }: Duration, n: number): Duration {
  return { count: n * count, unit };
}
