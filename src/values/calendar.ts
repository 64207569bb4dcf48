// Calendar arithmetic in one time zone. Instants are integer milliseconds since 1970-01-01T00:00Z.

import { Temporal } from "temporal-polyfill";
import type { PlainDay, WrittenTime } from "./date-text.ts";
import type { Duration, DurationUnit } from "./duration.ts";

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

export type CalendarUnit = "day" | "week" | "month" | "quarter" | "year";

export interface ResolvedTime {
  readonly at: Instant;
  /** `skipped`: a clock change leaves this time out, it moved forward by the gap. `repeated`: it happens twice, this is the first. */
  readonly clockChange: "skipped" | "repeated" | undefined;
}

export interface Calendar {
  readonly timezone: string;
  /** `at - duration`; a month's end is clamped. Minus infinity where the duration is longer than calendars go. */
  subtract(at: Instant, duration: Duration): Instant;
  /** `at + duration`; a month's end is clamped. Infinity where the duration is longer than calendars go. */
  add(at: Instant, duration: Duration): Instant;
  /** The greatest n >= 0 with `from <= to - n durations`; 0 when `from` is later than `to`. */
  wholePeriods(from: Instant, to: Instant, duration: Duration): number;
  /** A number that is the same for all instants of one calendar day, week (from Monday), month, quarter or year. */
  periodNumber(at: Instant, unit: CalendarUnit): number;
  startOfDay(day: PlainDay): Instant;
  /** The last millisecond of the day. */
  endOfDay(day: PlainDay): Instant;
  /** The instant of a written date or time; without an offset it is a wall-clock time of this zone. */
  resolve(written: WrittenTime): ResolvedTime;
  /** ISO 8601 with milliseconds and this zone's offset. */
  format(at: Instant): string;
  /** The calendar day as YYYY-MM-DD. */
  formatDay(at: Instant): string;
}

const MS_PER_DAY = 86_400_000;
/** No zone was ever further from UTC; local times further than this from a clock change are unambiguous. */
const LARGEST_OFFSET_MS = 26 * 3_600_000;
const EXACT_MS: Partial<Record<DurationUnit, number>> = { second: 1_000, minute: 60_000, hour: 3_600_000 };
/** 20,000 years: whatever is further away than that lies before or after all time. */
const LONGEST_STEP_MS = 20_000 * 365 * MS_PER_DAY;
/** For a first estimate of how many periods fit between two instants; the estimate is then corrected. */
const TYPICAL_MS: Record<DurationUnit, number> = {
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: MS_PER_DAY,
  week: 7 * MS_PER_DAY,
  month: 30.44 * MS_PER_DAY,
  quarter: 91.31 * MS_PER_DAY,
  year: 365.25 * MS_PER_DAY,
};

/** True for an IANA time zone name that this platform knows. */
export function isTimezone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return !/^[+-]/.test(name);
  } catch {
    return false;
  }
}

/** Throws a RangeError for a zone that `isTimezone` refuses. */
export function createCalendar(timezone: string): Calendar {
  const zoned = (at: Instant) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone);
  const stretchAt = createStretchLookup(timezone);

  const subtract = (at: Instant, { count, unit }: Duration): Instant => {
    if (count * TYPICAL_MS[unit] > LONGEST_STEP_MS) return Number.NEGATIVE_INFINITY;
    const exact = EXACT_MS[unit];
    if (exact !== undefined) return at - count * exact;
    return zoned(at).subtract(calendarStep(count, unit)).epochMilliseconds;
  };

  const startOfDay = (day: PlainDay): Instant =>
    Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: timezone }).epochMilliseconds;

  return {
    timezone,
    subtract,
    add: (at, { count, unit }) => {
      if (count * TYPICAL_MS[unit] > LONGEST_STEP_MS) return Number.POSITIVE_INFINITY;
      const exact = EXACT_MS[unit];
      return exact === undefined
        ? zoned(at).add(calendarStep(count, unit)).epochMilliseconds
        : at + count * exact;
    },
    startOfDay,
    wholePeriods: (from, to, duration) => countWholePeriods(from, to, duration, subtract),
    periodNumber: (at, unit) => periodOfDay(Math.floor((at + stretchAt(at).offset) / MS_PER_DAY), unit),
    endOfDay: (day) => startOfDay(plainDayOf(Temporal.PlainDate.from(day).add({ days: 1 }))) - 1,
    resolve: (written) => resolveWritten(written, timezone, stretchAt),
    format: (at) => zoned(at).toString({ timeZoneName: "never", fractionalSecondDigits: 3 }),
    formatDay: (at) => zoned(at).toPlainDate().toString(),
  };
}

function calendarStep(count: number, unit: DurationUnit): Temporal.DurationLike {
  switch (unit) {
    case "day":
      return { days: count };
    case "week":
      return { weeks: count };
    case "month":
      return { months: count };
    case "quarter":
      return { months: 3 * count };
    case "year":
      return { years: count };
    default:
      throw new RangeError(`${unit} is not a calendar unit`);
  }
}

function countWholePeriods(
  from: Instant,
  to: Instant,
  { count, unit }: Duration,
  subtract: Calendar["subtract"],
): number {
  if (from > to) return 0;
  const fits = (n: number) => n === 0 || from <= subtract(to, { count: n * count, unit });
  let n = Math.max(0, Math.floor((to - from) / (count * TYPICAL_MS[unit])));
  while (!fits(n)) n--;
  while (fits(n + 1)) n++;
  return n;
}

/** `dayNumber` counts local days since 1970-01-01, a Thursday. */
function periodOfDay(dayNumber: number, unit: CalendarUnit): number {
  if (unit === "day") return dayNumber;
  if (unit === "week") return Math.floor((dayNumber + 3) / 7);
  const date = new Date(dayNumber * MS_PER_DAY);
  const year = date.getUTCFullYear();
  switch (unit) {
    case "month":
      return year * 12 + date.getUTCMonth();
    case "quarter":
      return year * 4 + Math.floor(date.getUTCMonth() / 3);
    case "year":
      return year;
    default:
      return unit satisfies never;
  }
}

function plainDayOf({ year, month, day }: Temporal.PlainDate): PlainDay {
  return { year, month, day };
}

function resolveWritten(written: WrittenTime, timezone: string, stretchAt: StretchLookup): ResolvedTime {
  const utc = utcInstant(written);
  if (written.offsetMinutes !== undefined) {
    return { at: utc - written.offsetMinutes * 60_000, clockChange: undefined };
  }
  const stretch = stretchAt(utc);
  if (utc - stretch.from > LARGEST_OFFSET_MS && stretch.until - utc > LARGEST_OFFSET_MS) {
    return { at: utc - stretch.offset, clockChange: undefined };
  }
  return resolveNearClockChange(written, timezone);
}

function resolveNearClockChange(
  { year, month, day, timeOfDay }: WrittenTime,
  timezone: string,
): ResolvedTime {
  const local = Temporal.PlainDateTime.from({ year, month, day }).add({ milliseconds: timeOfDay });
  const at = local.toZonedDateTime(timezone, { disambiguation: "compatible" });
  const later = local.toZonedDateTime(timezone, { disambiguation: "later" });
  if (!at.toPlainDateTime().equals(local)) return { at: at.epochMilliseconds, clockChange: "skipped" };
  const repeated = at.epochMilliseconds !== later.epochMilliseconds;
  return { at: at.epochMilliseconds, clockChange: repeated ? "repeated" : undefined };
}

function utcInstant({ year, month, day, timeOfDay }: WrittenTime): Instant {
  const midnight = new Date(0);
  midnight.setUTCFullYear(year, month - 1, day);
  return midnight.getTime() + timeOfDay;
}

/** A stretch of time with one offset from UTC: from the clock change at `from` until just before the one at `until`. */
interface Stretch {
  readonly from: Instant;
  readonly until: Instant;
  readonly offset: number;
}

type StretchLookup = (at: Instant) => Stretch;

/** Asking Temporal is slow; neighbours in time share a stretch. */
function createStretchLookup(timezone: string): StretchLookup {
  const known: Stretch[] = [];
  let last: Stretch = { from: 0, until: 0, offset: 0 };
  const holds = (stretch: Stretch, at: Instant) => at >= stretch.from && at < stretch.until;
  return (at) => {
    if (holds(last, at)) return last;
    let found = known.find((stretch) => holds(stretch, at));
    if (found === undefined) {
      found = findStretch(Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone));
      known.push(found);
    }
    last = found;
    return found;
  };
}

function findStretch(time: Temporal.ZonedDateTime): Stretch {
  const justAfter = time.add({ nanoseconds: 1 });
  return {
    from: justAfter.getTimeZoneTransition("previous")?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    until: time.getTimeZoneTransition("next")?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: time.offsetNanoseconds / 1_000_000,
  };
}
