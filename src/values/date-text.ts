// Dates and times as exports and rulebooks write them: ISO 8601, nothing guessed.

/** A calendar day, 1 January 2026 being {year: 2026, month: 1, day: 1}. */
export interface PlainDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A date or time as written. Without `offsetMinutes` it is a wall-clock time of some zone. */
export interface WrittenTime extends PlainDay {
  /** Milliseconds since midnight, 0 for a date alone. */
  readonly timeOfDay: number;
  readonly hasTime: boolean;
  readonly offsetMinutes: number | undefined;
}

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?: ?([Zz]|[+-]\d\d(?::?\d\d)?))?)?$/;

/**
 * Reads `YYYY-MM-DD`, optionally with `hh:mm`, seconds, a fraction and an offset. What is finer than a millisecond
 * is cut off. `undefined` for anything else, days that do not exist (30 February) included.
 */
export function parseWrittenTime(text: string): WrittenTime | undefined {
  return parseUsualTime(text) ?? parseAnyTime(text);
}

/**
 * `YYYY-MM-DD` and `YYYY-MM-DDThh:mm:ss`, with or without a `Z`, as most exports write all their millions of times: far
 * faster digit by digit than by the expression that knows all forms. `undefined` also for whatever else it may be.
 */
function parseUsualTime(text: string): WrittenTime | undefined {
  const { length } = text;
  const hasTime = length !== 10;
  const isZulu = length === 20;
  if (hasTime && length !== 19 && !isZulu) return undefined;
  const year = 100 * twoDigitsAt(text, 0) + twoDigitsAt(text, 2);
  const month = twoDigitsAt(text, 5);
  const day = twoDigitsAt(text, 8);
  if (text[4] !== "-" || text[7] !== "-" || !isRealDay({ year, month, day })) return undefined;
  if (!hasTime) return { year, month, day, timeOfDay: 0, hasTime, offsetMinutes: undefined };
  if (text[13] !== ":" || text[16] !== ":" || (isZulu && text[19] !== "Z")) return undefined;
  if (text[10] !== "T" && text[10] !== " ") return undefined;
  const hour = twoDigitsAt(text, 11);
  const minute = twoDigitsAt(text, 14);
  const second = twoDigitsAt(text, 17);
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return undefined;
  const timeOfDay = ((hour * 60 + minute) * 60 + second) * 1000;
  return { year, month, day, timeOfDay, hasTime, offsetMinutes: isZulu ? 0 : undefined };
}

/** NaN where there are others than digits. */
function twoDigitsAt(text: string, index: number): number {
  const tens = text.charCodeAt(index) - 48;
  const ones = text.charCodeAt(index + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : Number.NaN;
}

function parseAnyTime(text: string): WrittenTime | undefined {
  const match = ISO.exec(text.trim());
  if (match === null) return undefined;
  const [, y, mo, d, h, mi, s, fraction, offset] = match;
  const [year, month, day] = [Number(y), Number(mo), Number(d)];
  const hour = Number(h ?? 0);
  const minute = Number(mi ?? 0);
  const second = Number(s ?? 0);
  if (!isRealDay({ year, month, day }) || hour > 23 || minute > 59 || second > 59) return undefined;
  const offsetMinutes = offset === undefined ? undefined : parseOffset(offset);
  if (Number.isNaN(offsetMinutes)) return undefined;
  const milliseconds = Number((fraction ?? "").slice(0, 3).padEnd(3, "0"));
  const timeOfDay = ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds;
  return { year, month, day, timeOfDay, hasTime: h !== undefined, offsetMinutes };
}

const UTC_LENGTH = "2026-03-01T14:30:00Z".length;
const UTC_MILLI_LENGTH = "2026-03-01T14:30:00.000Z".length;
const ZERO_DIGIT = 0x30;

/**
 * Milliseconds since 1970-01-01T00:00Z of the text that most exports write, `YYYY-MM-DDThh:mm:ssZ` with three places of a
 * second or none and "T" or a blank between: what `parseWrittenTime` reads in it, sooner. NaN for every other text.
 */
export function readUtcInstant(text: string): number {
  const { length } = text;
  if (length !== UTC_LENGTH && length !== UTC_MILLI_LENGTH) return Number.NaN;
  if (text[4] !== "-" || text[7] !== "-" || text[13] !== ":" || text[16] !== ":") return Number.NaN;
  if ((text[10] !== "T" && text[10] !== " ") || text[length - 1] !== "Z") return Number.NaN;
  const hasMilli = length === UTC_MILLI_LENGTH;
  if (hasMilli && text[19] !== ".") return Number.NaN;
  const day = {
    year: twoAt(text, 0) * 100 + twoAt(text, 2),
    month: twoAt(text, 5),
    day: twoAt(text, 8),
  };
  const [hour, minute, second] = [twoAt(text, 11), twoAt(text, 14), twoAt(text, 17)];
  // `Date.UTC` takes the years before 100 for others.
  if (!isRealDay(day) || day.year < 100 || !(hour <= 23 && minute <= 59 && second <= 59)) return Number.NaN;
  const milli = hasMilli ? twoAt(text, 20) * 10 + digitAt(text, 22) : 0;
  return Date.UTC(day.year, day.month - 1, day.day, hour, minute, second, milli);
}

function twoAt(text: string, at: number): number {
  return digitAt(text, at) * 10 + digitAt(text, at + 1);
}

/** NaN for another sign. */
function digitAt(text: string, at: number): number {
  const digit = text.charCodeAt(at) - ZERO_DIGIT;
  return digit >= 0 && digit <= 9 ? digit : Number.NaN;
}

/** Reads `YYYY-MM-DD` alone. */
export function parsePlainDay(text: string): PlainDay | undefined {
  const written = parseWrittenTime(text);
  if (written === undefined || written.hasTime) return undefined;
  return { year: written.year, month: written.month, day: written.day };
}

/** `YYYY-MM-DD`, with `Thh:mm:ss` and a fraction other than 0 where there is a time; without the offset. */
export function formatWrittenTime({ year, month, day, timeOfDay, hasTime }: WrittenTime): string {
  const date = `${String(year).padStart(4, "0")}-${twoDigits(month)}-${twoDigits(day)}`;
  if (!hasTime) return date;
  const seconds = Math.floor(timeOfDay / 1000);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map(twoDigits)
    .join(":");
  const milliseconds = timeOfDay % 1000;
  return `${date}T${clock}${milliseconds === 0 ? "" : `.${String(milliseconds).padStart(3, "0")}`}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

/** NaN when the offset is not one that a zone can have. */
function parseOffset(text: string): number {
  if (text === "Z" || text === "z") return 0;
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(3).replace(":", "") || 0);
  if (hours > 18 || minutes > 59) return Number.NaN;
  return (text.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}

/** Also false where a part is NaN. */
export function isRealDay({ year, month, day }: PlainDay): boolean {
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1)) return false;
  return day <= daysInMonth(year, month);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
