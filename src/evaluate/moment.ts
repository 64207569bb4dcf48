// The instant a run takes for "now", and what follows from it for windows and days.

import type { Calendar, Instant } from "../values/calendar.ts";
import type { PlainDay } from "../values/date-text.ts";
import { createDue, type Due } from "./due.ts";

export interface Moment {
  readonly asOf: Instant;
  readonly calendar: Calendar;
  /** Takes note of all that hangs on `asOf`. */
  readonly due: Due;
}

export function createMoment(asOf: Instant, calendar: Calendar): Moment {
  return { asOf, calendar, due: createDue(asOf, calendar) };
}

/** Instants from `first` to `last`, both included. */
export interface Span {
  readonly first: Instant;
  readonly last: Instant;
}

/** Inclusive days; a missing one leaves that side open. */
export function daySpan({ calendar }: Moment, from: PlainDay | undefined, until: PlainDay | undefined): Span {
  return {
    first: from === undefined ? Number.NEGATIVE_INFINITY : calendar.startOfDay(from),
    last: until === undefined ? Number.POSITIVE_INFINITY : calendar.endOfDay(until),
  };
}

export function isInSpan(span: Span, at: Instant): boolean {
  return at >= span.first && at <= span.last;
}
