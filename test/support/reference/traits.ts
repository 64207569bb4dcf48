// What a contact's events amount to.

import type { PlainEvent } from "./events.ts";
import { selected } from "./events.ts";
import { compare, dividedBy, type Rational, roundToSix, sumOf, whole } from "./rational.ts";
import type { RawMeasure, RawTrait } from "./raw-rulebook.ts";
import { comparable } from "./text.ts";
import { dayOf, wholePeriods } from "./time.ts";
import { type Now, numberIn, textIn, type Value, valueOfCell, valueOfNumber } from "./values.ts";

export function measure(trait: RawTrait, events: readonly PlainEvent[], now: Now): Value {
  const [[name, measured]] = Object.entries(trait) as [[string, RawMeasure]];
  const found = selected(measured, events, now);
  if (measured.of === undefined) return measureEvents(name, found, now);
  return measureValues(
    name,
    found.map(({ fields }) => valueOfCell(fields, measured.of!)).filter((value) => value !== undefined),
    now,
  );
}

function measureEvents(name: string, found: readonly PlainEvent[], now: Now): Value {
  const first = found[0];
  const last = found.at(-1);
  switch (name) {
    case "count":
      return valueOfNumber(whole(found.length));
    case "count_days":
      return valueOfNumber(whole(new Set(found.map(({ at }) => dayOf(at, now.zone))).size));
    case "first_seen":
      return first && { kind: "instant", at: first.at };
    case "last_seen":
      return last && { kind: "instant", at: last.at };
    case "days_since":
      return last && valueOfNumber(whole(wholePeriods(last.at, now.at, "1 day", now.zone)));
    default:
      throw new RangeError(name);
  }
}

/** `values` are those of the events that have one, in event order. */
function measureValues(name: string, values: readonly Value[], now: Now): Value {
  const numbers = values.map(numberIn).filter((number) => number !== undefined);
  switch (name) {
    case "distinct":
      return valueOfNumber(whole(new Set(values.map((value) => comparable(textIn(value, now)))).size));
    case "sum":
      return valueOfNumber(sumOf(numbers));
    case "average":
      return numbers.length === 0
        ? undefined
        : valueOfNumber(roundToSix(dividedBy(sumOf(numbers), whole(numbers.length))));
    case "smallest":
      return numberIfAny(numbers.toSorted(compare)[0]);
    case "largest":
      return numberIfAny(numbers.toSorted(compare).at(-1));
    case "earliest":
      return values[0];
    case "latest":
      return values.at(-1);
    case "most_common":
      return mostCommon(values, now);
    default:
      throw new RangeError(name);
  }
}

function numberIfAny(number: Rational | undefined): Value {
  return number === undefined ? undefined : valueOfNumber(number);
}

/** Backwards: so the first of those that occur most often is the one seen last, in the spelling seen last. */
function mostCommon(values: readonly Value[], now: Now): Value {
  const keys = values.map((value) => comparable(textIn(value, now)));
  const occurrences = (value: Value) => keys.filter((key) => key === comparable(textIn(value, now))).length;
  const most = Math.max(...values.map(occurrences));
  return values.findLast((value) => occurrences(value) === most);
}
