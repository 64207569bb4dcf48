// The instant a run takes for "now", and what follows from it for windows and days.

import type { Calendar, Instant } from "../values/calendar.ts";
import type { PlainDay } from "../values/date-text.ts";
import type { Duration } from "../values/duration.ts";

export interface Moment {
  readonly asOf: Instant;
  readonly calendar: Calendar;
}

/** Instants from `first` to `last`, both included. */
export interface Span {
  readonly first: Instant;
  readonly last: Instant;
}

/** `within: D` is `T - D < at <= T`. */
export function windowSpan({ asOf, calendar }: Moment, within: Duration): Span {
  return { first: calendar.subtract(asOf, within) + 1, last: asOf };
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

export function intersectSpans(spans: readonly Span[]): Span {
  return {
    first: Math.max(...spans.map((span) => span.first)),
    last: Math.min(...spans.map((span) => span.last)),
  };
}
