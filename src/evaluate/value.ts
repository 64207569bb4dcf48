// What a condition can look at, and how it reads as text, number or date.

import type { Calendar, Instant } from "../values/calendar.ts";
import { parseWrittenTime } from "../values/date-text.ts";
import { formatDecimal, type Micro, parseDecimal } from "../values/decimal.ts";
import type { Fields } from "./history.ts";

/** A text, a decimal (bigint), an instant (number), a yes or no, days that grow; `undefined` is missing. */
export type Value = string | Micro | Instant | boolean | ElapsedDays | undefined;

/** Whole days from an instant to the as-of. Whoever takes them for a number must be told when there is one more. */
export interface ElapsedDays {
  readonly since: Instant;
  /** Reads them, and tells when there is one more. */
  readonly count: () => Micro;
}

/** Only own texts count: `fields` may be a plain object, whose prototype has a "constructor". */
export function readField(fields: Fields, name: string): string | undefined {
  const value: unknown = fields[name];
  return typeof value === "string" ? value : undefined;
}

/** Missing when the text is not an optional sign, digits and an optional fraction. */
export function toNumber(value: Value): Micro | undefined {
  if (typeof value === "bigint") return value;
  if (typeof value === "object") return value.count();
  return typeof value === "string" ? parseDecimal(value) : undefined;
}

/** A date alone is the start of its day. */
export function toInstant(value: Value, calendar: Calendar): Instant | undefined {
  if (typeof value === "number") return value;
  if (typeof value !== "string") return undefined;
  const written = parseWrittenTime(value);
  return written === undefined ? undefined : calendar.resolve(written).at;
}

/** Instants as ISO 8601 in the rulebook's zone. */
export function toText(value: Value, calendar: Calendar): string | undefined {
  switch (typeof value) {
    case "bigint":
      return formatDecimal(value);
    case "number":
      return calendar.format(value);
    case "boolean":
      return String(value);
    case "object":
      return formatDecimal(value.count());
    default:
      return value;
  }
}
