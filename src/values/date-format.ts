// Dates in a stated format. Nothing is guessed: a text fits its format, or it is no date.

import { type DateFormatProblem, type Part, readDatePattern } from "./date-pattern.ts";
import { isRealDay, type WrittenTime } from "./date-text.ts";
import { monthOfName } from "./month-names.ts";
import { offsetOfZoneName } from "./zone-names.ts";

/**
 * Seconds or milliseconds since 1970-01-01T00:00Z, or a pattern of `yyyy MM dd HH hh mm ss SSS a MMM MMMM z` and other
 * signs. The letters are those of Unicode's date field symbols (UTS 35); `z` is a zone's name such as CET, or an offset.
 */
export type DateFormat = "epoch_s" | "epoch_ms" | { readonly pattern: string };

/** Reads one format. `undefined` for a text that does not fit, days that do not exist included. */
export type DateReader = (text: string) => WrittenTime | undefined;

const MILLISECONDS_A_DAY = 86_400_000;

export type DateFormatReading =
  | { readonly kind: "format"; readonly format: DateFormat }
  | { readonly kind: "problem"; readonly problem: DateFormatProblem };

/** The format that a rulebook writes as `epoch_s`, `epoch_ms` or a pattern. */
export function parseDateFormat(text: string): DateFormatReading {
  if (text === "epoch_s" || text === "epoch_ms") return { kind: "format", format: text };
  const reading = readDatePattern(text);
  return reading.kind === "problem" ? reading : { kind: "format", format: { pattern: text } };
}

/** Years 0 to 9999, as ISO 8601 writes them. */
const FIRST_INSTANT = Date.parse("0000-01-01T00:00:00.000Z");
const LAST_INSTANT = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Only for formats that `parseDateFormat` gave. Compiled once, it reads a text with one regular expression. */
export function compileDateFormat(format: DateFormat): DateReader {
  if (format === "epoch_s") return (text) => fromEpoch(readSeconds(text));
  if (format === "epoch_ms") return (text) => fromEpoch(readMilliseconds(text));
  return compilePattern(format.pattern);
}

function readMilliseconds(text: string): number {
  const trimmed = text.trim();
  return /^[+-]?\d{1,15}$/.test(trimmed) ? Number(trimmed) : Number.NaN;
}

/** Digit by digit, for a binary fraction may lie beside the millisecond. What is finer is cut off. */
function readSeconds(text: string): number {
  const match = /^([+-]?)(\d{1,12})(?:\.(\d+))?$/.exec(text.trim());
  if (match === null) return Number.NaN;
  const [, sign, seconds, fraction = ""] = match;
  const milliseconds = Number(seconds) * 1000 + Number(fraction.slice(0, 3).padEnd(3, "0"));
  if (sign !== "-") return milliseconds;
  return /[1-9]/.test(fraction.slice(3)) ? -milliseconds - 1 : -milliseconds;
}

function fromEpoch(instant: number): WrittenTime | undefined {
  if (!(instant >= FIRST_INSTANT && instant <= LAST_INSTANT)) return undefined;
  const date = new Date(instant);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    timeOfDay: ((instant % MILLISECONDS_A_DAY) + MILLISECONDS_A_DAY) % MILLISECONDS_A_DAY,
    hasTime: true,
    offsetMinutes: 0,
  };
}

function compilePattern(pattern: string): DateReader {
  const reading = readDatePattern(pattern);
  if (reading.kind === "problem") throw new Error(`the date format "${pattern}" went through the checks`);
  const expression = new RegExp(reading.expression, "u");
  const toTime = timeReader(groupsOf(reading.parts));
  return (text) => {
    const match = expression.exec(text.trim());
    return match === null ? undefined : toTime(match);
  };
}

/** The group of each part, -1 for parts that the format lacks. Numbers, not names: named groups are slower. */
type Groups = Readonly<Record<Part, number>>;

function groupsOf(parts: readonly Part[]): Groups {
  const groupOf = (part: Part) => (parts.includes(part) ? parts.indexOf(part) + 1 : -1);
  return {
    year: groupOf("year"),
    month: groupOf("month"),
    day: groupOf("day"),
    hour: groupOf("hour"),
    minute: groupOf("minute"),
    second: groupOf("second"),
    milli: groupOf("milli"),
    half: groupOf("half"),
    zone: groupOf("zone"),
  };
}

function timeReader(groups: Groups): (match: RegExpExecArray) => WrittenTime | undefined {
  const hasTime = groups.hour > 0;
  return (match) => {
    const day = {
      year: numberAt(match, groups.year),
      month: monthOf(match[groups.month]!),
      day: numberAt(match, groups.day),
    };
    const timeOfDay = hasTime ? timeOf(match, groups) : 0;
    const offsetMinutes = groups.zone > 0 ? offsetOfZoneName(match[groups.zone]!) : undefined;
    // A month's name that is none is NaN, and no part of a real day.
    if (!isRealDay(day) || timeOfDay === undefined || Number.isNaN(offsetMinutes)) return undefined;
    return { year: day.year, month: day.month, day: day.day, timeOfDay, hasTime, offsetMinutes };
  };
}

const numberAt = (match: RegExpExecArray, group: number) => (group > 0 ? Number(match[group]) : 0);

function monthOf(written: string): number {
  return /^\d/.test(written) ? Number(written) : monthOfName(written);
}

function timeOf(match: RegExpExecArray, groups: Groups): number | undefined {
  const hour = hourOf(numberAt(match, groups.hour), match[groups.half]);
  const minute = numberAt(match, groups.minute);
  const second = numberAt(match, groups.second);
  if (hour === undefined || minute > 59 || second > 59) return undefined;
  return ((hour * 60 + minute) * 60 + second) * 1000 + numberAt(match, groups.milli);
}

/** 12 am is midnight, 12 pm noon. */
function hourOf(written: number, half: string | undefined): number | undefined {
  if (half === undefined) return written <= 23 ? written : undefined;
  if (written < 1 || written > 12) return undefined;
  return (written % 12) + (half === "p" || half === "P" ? 12 : 0);
}
