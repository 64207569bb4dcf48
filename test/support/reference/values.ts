// What a condition may look at, and whether it satisfies a test.

import { RE2JS } from "re2js";
import {
  compare,
  type Rational,
  rationalOf,
  rationalOfText,
  roundToSix,
  textOfRational,
} from "./rational.ts";
import type { RawLiteral, RawTest, RawTestMap } from "./raw-rulebook.ts";
import { comparable, listOf, sameText, yesOrNo } from "./text.ts";
import { before, endOfDay, instantOfText, startOfDay, textOfInstant } from "./time.ts";

export type Value =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number"; readonly number: Rational }
  | { readonly kind: "instant"; readonly at: number }
  | { readonly kind: "yes or no"; readonly yes: boolean }
  | undefined;

/** The as-of and the zone of its calendar. */
export interface Now {
  readonly at: number;
  readonly zone: string;
}

/** A blank is a missing value. */
export function valueOfText(text: string | undefined): Value {
  return text === undefined || text.trim() === "" ? undefined : { kind: "text", text };
}

/** A cell of a row; only the row's own columns count. */
export function valueOfCell(fields: Readonly<Record<string, string>>, name: string): Value {
  return Object.hasOwn(fields, name) ? valueOfText(fields[name]) : undefined;
}

export function valueOfNumber(number: Rational): Value {
  return { kind: "number", number };
}

export function numberIn(value: Value): Rational | undefined {
  if (value?.kind === "number") return value.number;
  if (value?.kind !== "text") return undefined;
  const number = rationalOfText(value.text);
  return number === undefined ? undefined : roundToSix(number);
}

export function instantIn(value: Value, { zone }: Now): number | undefined {
  if (value?.kind === "instant") return value.at;
  return value?.kind === "text" ? instantOfText(value.text, zone) : undefined;
}

/** A missing value reads as nothing. */
export function textIn(value: Value, { zone }: Now): string {
  switch (value?.kind) {
    case undefined:
      return "";
    case "text":
      return value.text;
    case "number":
      return textOfRational(value.number);
    case "instant":
      return textOfInstant(value.at, zone);
    case "yes or no":
      return String(value.yes);
    default:
      return value satisfies never;
  }
}

export function satisfies(value: Value, test: RawTest, now: Now): boolean {
  if (typeof test !== "object") return equals(value, test, now);
  if (Array.isArray(test)) return (test as readonly RawLiteral[]).some((one) => equals(value, one, now));
  const map = test as RawTestMap;
  return Object.keys(map).every((key) => satisfiesKey(value, key as keyof RawTestMap, map, now));
}

function equals(value: Value, literal: RawLiteral, now: Now): boolean {
  if (value === undefined) return false;
  switch (typeof literal) {
    case "number": {
      const number = numberIn(value);
      return number !== undefined && compare(number, rationalOf(literal)) === 0;
    }
    case "boolean":
      return yesOrNo(textIn(value, now)) === literal;
    default:
      return sameText(textIn(value, now), literal);
  }
}

function satisfiesKey(value: Value, key: keyof RawTestMap, test: RawTestMap, now: Now): boolean {
  switch (key) {
    case "above":
    case "at_least":
    case "below":
    case "at_most":
      return satisfiesNumber(numberIn(value), key, rationalOf(test[key]!));
    case "before":
    case "after":
    case "within":
    case "older_than":
      return satisfiesDate(instantIn(value, now), key, test[key]!, now);
    case "contains":
    case "starts_with":
    case "ends_with":
      return listOf(test[key]!).some((wanted) => satisfiesText(value, key, wanted, now));
    case "matches":
      return value !== undefined && RE2JS.compile(test.matches!).matcher(textIn(value, now)).find();
    case "exists":
      return (value !== undefined) === test.exists;
    case "not":
      return !satisfies(value, test.not!, now);
    default:
      return key satisfies never;
  }
}

function satisfiesNumber(number: Rational | undefined, key: string, bound: Rational): boolean {
  if (number === undefined) return false;
  const order = compare(number, bound);
  switch (key) {
    case "above":
      return order > 0;
    case "at_least":
      return order >= 0;
    case "below":
      return order < 0;
    default:
      return order <= 0;
  }
}

function satisfiesDate(at: number | undefined, key: string, bound: string, now: Now): boolean {
  if (at === undefined) return false;
  switch (key) {
    case "before":
      return at < startOfDay(bound, now.zone);
    case "after":
      return at >= endOfDay(bound, now.zone);
    case "within":
      return before(now.at, bound, now.zone) < at && at <= now.at;
    default:
      return at <= before(now.at, bound, now.zone);
  }
}

function satisfiesText(value: Value, key: string, wanted: string, now: Now): boolean {
  if (value === undefined) return false;
  const text = comparable(textIn(value, now));
  switch (key) {
    case "contains":
      return text.includes(comparable(wanted));
    case "starts_with":
      return text.startsWith(comparable(wanted));
    default:
      return text.endsWith(comparable(wanted));
  }
}
