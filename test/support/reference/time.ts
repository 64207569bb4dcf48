// Every question of the calendar, put to Temporal. Instants are milliseconds since 1970-01-01T00:00Z.

import { Temporal } from "temporal-polyfill";

const DURATION = /^([0-9]+) +(second|minute|hour|day|week|month|quarter|year)s?$/;

function readDuration(written: string, count = 1): Temporal.Duration {
  const [, digits, unit] = DURATION.exec(written.trim())!;
  const amount = Number(digits) * count;
  return unit === "quarter"
    ? Temporal.Duration.from({ months: 3 * amount })
    : Temporal.Duration.from({ [`${unit}s`]: amount });
}

function zoned(at: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}

/** Hours and below are exact, days and above are steps on the calendar: so Temporal does it by itself. */
export function before(at: number, duration: string, zone: string, count = 1): number {
  return zoned(at, zone).subtract(readDuration(duration, count)).epochMilliseconds;
}

export function later(at: number, duration: string, zone: string): number {
  return zoned(at, zone).add(readDuration(duration)).epochMilliseconds;
}

/** The greatest n with `from <= to - n periods`; 0 when there is none. */
export function wholePeriods(from: number, to: number, period: string, zone: string): number {
  const fits = (n: number) => from <= before(to, period, zone, n);
  if (from > to) return 0;
  let tooMany = 1;
  while (fits(tooMany)) tooMany *= 2;
  let enough = 0;
  while (enough + 1 < tooMany) {
    const middle = Math.floor((enough + tooMany) / 2);
    if (fits(middle)) enough = middle;
    else tooMany = middle;
  }
  return enough;
}

export function startOfDay(day: string, zone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone }).epochMilliseconds;
}

/** The first instant that is no longer in the day. */
export function endOfDay(day: string, zone: string): number {
  return startOfDay(Temporal.PlainDate.from(day).add({ days: 1 }).toString(), zone);
}

/** The day of an instant as YYYY-MM-DD. */
export function dayOf(at: number, zone: string): string {
  return zoned(at, zone).toPlainDate().toString();
}

/** A name that all instants of one calendar day, week (from Monday), month, quarter or year have in common. */
export function periodOf(at: number, period: string, zone: string): string {
  const day = zoned(at, zone).toPlainDate();
  switch (period) {
    case "day":
      return day.toString();
    case "week":
      return day.subtract({ days: day.dayOfWeek - 1 }).toString();
    case "month":
      return day.toPlainYearMonth().toString();
    case "quarter":
      return `${day.year} ${Math.ceil(day.month / 3)}`;
    case "year":
      return `${day.year}`;
    default:
      throw new RangeError(period);
  }
}

const ISO_DATE =
  /^(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?: ?([Zz]|[+-]\d\d(?::?\d\d)?))?)?$/;

/** The instant of a date or time as an export writes it; a date alone is the start of its day. */
export function instantOfText(text: string, zone: string): number | undefined {
  const match = ISO_DATE.exec(text.trim());
  if (match === null) return undefined;
  const [, day, time, seconds = "00", decimals = "0", offset] = match;
  try {
    if (seconds === "60") return undefined;
    if (time === undefined) return startOfDay(day!, zone);
    const local = Temporal.PlainDateTime.from(`${day}T${time}:${seconds}.${decimals.slice(0, 3)}`);
    if (offset !== undefined) return withOffset(local, offset);
    return local.toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds;
  } catch {
    return undefined;
  }
}

function withOffset(local: Temporal.PlainDateTime, offset: string): number | undefined {
  const utc = local.toZonedDateTime("UTC").epochMilliseconds;
  if (offset.toUpperCase() === "Z") return utc;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3).replace(":", ""));
  if (hours > 18 || minutes > 59) return undefined;
  return utc - (offset.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** ISO 8601 with milliseconds and the zone's offset. */
export function textOfInstant(at: number, zone: string): string {
  return zoned(at, zone).toString({ timeZoneName: "never", fractionalSecondDigits: 3 });
}
