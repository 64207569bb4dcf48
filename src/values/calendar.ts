// Calendar arithmetic in one time zone. Instants are integer milliseconds since 1970-01-01T00:00Z.

import { Temporal } from "temporal-polyfill";
import type { PlainDay, WrittenTime } from "./date-text.ts";
import type { Duration, DurationUnit } from "./duration.ts";
import type { Instant, ResolvedTime } from "./instant.ts";
import {
  type DayStep,
  dayStep,
  firstDayMovedTo,
  firstDayOf,
  MS_PER_DAY,
  monthOf,
  moveDay,
} from "./local-days.ts";
import {
  createStretchLookup,
  greatestOffset,
  instantOfLocal,
  leastOffset,
  resolveLocal,
  type StretchLookup,
  startOfLocalDay,
} from "./stretches.ts";

export type { Instant, ResolvedTime } from "./instant.ts";

export type CalendarUnit = "day" | "week" | "month" | "quarter" | "year";

export interface Calendar {
  readonly timezone: string;
  /** `at - duration`; a month's end is clamped. Minus infinity where the duration is longer than calendars go. */
  subtract(at: Instant, duration: Duration): Instant;
  /** `at + duration`; a month's end is clamped. Infinity where the duration is longer than calendars go. */
  add(at: Instant, duration: Duration): Instant;
  /**
   * No later instant less `duration` comes before this. Most often that is `from - duration` itself; where a month's end
   * is clamped, or near a clock change, going on in time may lead back a little.
   */
  earliestSubtracted(from: Instant, duration: Duration): Instant;
  /**
   * No earlier instant less `duration` reaches `at`. Most often this one does; near clock changes the first that does may
   * be hours later. Infinity where the duration is longer than calendars go.
   */
  soonestReaching(at: Instant, duration: Duration): Instant;
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

/** 20,000 years: whatever is further away than that lies before or after all time. */
const LONGEST_STEP_MS = 20_000 * 365 * MS_PER_DAY;
/** Exact for hours and below; for the rest a first estimate of how many fit between two instants. */
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
  const stretchAt = createStretchLookup(timezone);

  const subtract = (at: Instant, duration: Duration): Instant =>
    isBeyondCalendars(duration) ? Number.NEGATIVE_INFINITY : move(at, -duration.count, duration.unit);

  const move = (at: Instant, count: number, unit: DurationUnit): Instant => {
    const step = dayStep(count, unit);
    return step === undefined ? at + count * TYPICAL_MS[unit] : moveOnCalendar(at, step, stretchAt);
  };

  const localText = (at: Instant) => new Date(at + stretchAt(at).offset).toISOString();

  return {
    timezone,
    subtract,
    add: (at, duration) =>
      isBeyondCalendars(duration) ? Number.POSITIVE_INFINITY : move(at, duration.count, duration.unit),
    earliestSubtracted: (from, duration) => {
      if (isBeyondCalendars(duration)) return Number.NEGATIVE_INFINITY;
      const step = dayStep(-duration.count, duration.unit);
      return step === undefined ? subtract(from, duration) : earliestMoved(from, step, stretchAt);
    },
    soonestReaching: (at, duration) => {
      if (isBeyondCalendars(duration)) return Number.POSITIVE_INFINITY;
      const step = dayStep(-duration.count, duration.unit);
      return step === undefined
        ? at + duration.count * TYPICAL_MS[duration.unit]
        : soonestMovedTo(at, step, stretchAt);
    },
    startOfDay: (day) => startOfLocalDay(stretchAt, dayNumberOf(day) * MS_PER_DAY),
    wholePeriods: (from, to, duration) => countWholePeriods(from, to, duration, subtract),
    periodNumber: (at, unit) => periodOfDay(Math.floor((at + stretchAt(at).offset) / MS_PER_DAY), unit),
    endOfDay: (day) => startOfLocalDay(stretchAt, (dayNumberOf(day) + 1) * MS_PER_DAY) - 1,
    resolve: (written) => resolveWritten(written, stretchAt),
    format: (at) => localText(at).replace("Z", formatOffset(stretchAt(at).offset)),
    formatDay: (at) => localText(at).replace(/T.*/, ""),
  };
}

function isBeyondCalendars({ count, unit }: Duration): boolean {
  return count * TYPICAL_MS[unit] > LONGEST_STEP_MS;
}

function moveOnCalendar(at: Instant, step: DayStep, stretchAt: StretchLookup): Instant {
  const local = at + stretchAt(at).offset;
  const day = Math.floor(local / MS_PER_DAY);
  return instantOfLocal(stretchAt, moveDay(day, step) * MS_PER_DAY + (local - day * MS_PER_DAY));
}

/** What `earliestSubtracted` promises. `step` leads back. */
function earliestMoved(from: Instant, step: DayStep, stretchAt: StretchLookup): Instant {
  const local = from + leastOffset(stretchAt, from);
  const day = Math.floor(local / MS_PER_DAY);
  const moved = moveDay(day, step);
  /** The next day leads to the same, from its start on. */
  const isClamped = moveDay(day + 1, step) === moved;
  const earliest = moved * MS_PER_DAY + (isClamped ? 0 : local - day * MS_PER_DAY);
  return earliest - greatestOffset(stretchAt, earliest);
}

/** What `soonestReaching` promises. `step` leads back. */
function soonestMovedTo(at: Instant, step: DayStep, stretchAt: StretchLookup): Instant {
  const local = at + leastOffset(stretchAt, at);
  const day = Math.floor(local / MS_PER_DAY);
  const first = firstDayMovedTo(day, step);
  const isThere = moveDay(first, step) === day;
  const soonest = first * MS_PER_DAY + (isThere ? local - day * MS_PER_DAY : 0);
  return soonest - greatestOffset(stretchAt, soonest);
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
  const { month } = monthOf(dayNumber);
  switch (unit) {
    case "month":
      return month;
    case "quarter":
      return Math.floor(month / 3);
    case "year":
      return Math.floor(month / 12);
    default:
      return unit satisfies never;
  }
}

/** Local days since 1970-01-01. */
function dayNumberOf({ year, month, day }: PlainDay): number {
  return firstDayOf(12 * year + month - 1) + day - 1;
}

/** As ISO 8601 writes offsets, "+02:00"; seconds, which only zones of long ago had, are rounded to minutes. */
function formatOffset(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0"));
  return `${offset < 0 ? "-" : "+"}${hours}:${rest}`;
}

function resolveWritten(written: WrittenTime, stretchAt: StretchLookup): ResolvedTime {
  const { timeOfDay, offsetMinutes } = written;
  const local = dayNumberOf(written) * MS_PER_DAY + timeOfDay;
  if (offsetMinutes === undefined) return resolveLocal(stretchAt, local);
  return { at: local - offsetMinutes * 60_000, clockChange: undefined };
}
