// What one award is worth, before and after it decays.

import { halvedOver } from "./half-life.ts";
import {
  dividedBy,
  larger,
  magnitude,
  minus,
  plus,
  power,
  type Rational,
  rationalOf,
  rationalOfText,
  roundToSix,
  smaller,
  times,
  truncated,
  whole,
} from "./rational.ts";
import type { RawDecay, RawFormula, RawPoints, RawRow } from "./raw-rulebook.ts";
import { wholePeriods } from "./time.ts";
import { type Now, numberIn, satisfies, type Value } from "./values.ts";

/** `undefined` where the value fits no row, or a formula's value is missing. `otherwise` takes missing values too. `look` finds what `of` and `by` name. */
export function pointsFor(
  points: RawPoints,
  by: string | undefined,
  look: (name: string) => Value,
  now: Now,
): Rational | undefined {
  if (typeof points === "number") return rationalOf(points);
  if (points instanceof Map) return fromValues(points, look(by!), now);
  if (Array.isArray(points)) return fromRows(points as readonly RawRow[], look(by!), now);
  const formula = points as RawFormula;
  const value = numberIn(look(formula.of));
  return value === undefined ? undefined : fromFormula(formula, value);
}

function fromValues(table: RawPoints & ReadonlyMap<unknown, number>, value: Value, now: Now) {
  for (const [key, points] of table) {
    if (key !== "otherwise" && satisfies(value, key as string, now)) return rationalOf(points);
  }
  const otherwise = table.get("otherwise");
  return otherwise === undefined ? undefined : rationalOf(otherwise);
}

function fromRows(rows: readonly RawRow[], value: Value, now: Now): Rational | undefined {
  for (const row of rows) {
    if ("otherwise" in row) return rationalOf(row.otherwise);
    const { give, ...test } = row;
    if (satisfies(value, test, now)) return rationalOf(give);
  }
  return undefined;
}

function fromFormula(formula: RawFormula, value: Rational): Rational {
  const { give, per, up_to, at_least, at_most } = formula;
  const atMostValue = up_to === undefined ? value : smaller(value, rationalOf(up_to));
  let points =
    per === undefined
      ? roundToSix(times(atMostValue, rationalOf(formula.times ?? 1)))
      : times(truncated(dividedBy(value, rationalOf(per))), rationalOf(give!));
  if (at_most !== undefined) points = smaller(points, rationalOf(at_most));
  if (at_least !== undefined) points = larger(points, rationalOf(at_least));
  return points;
}

/** What points given at an instant are worth now. */
export function decayed(points: Rational, decay: RawDecay | undefined, at: number, now: Now): Rational {
  if (decay === undefined) return points;
  const size = magnitude(points);
  const worth = roundToSix(times(size, factorOf(decay, at, now)));
  const least = decay.down_to === undefined ? whole(0) : smaller(rationalOf(decay.down_to), size);
  const kept = larger(worth, least);
  return points.over < 0n ? minus(kept) : kept;
}

function factorOf(decay: RawDecay, at: number, { at: asOf, zone }: Now): Rational {
  if ("half_life" in decay) {
    const [count, unit] = decay.half_life.split(/ +/) as [string, string];
    const days = Number(count) * (unit.startsWith("week") ? 7 : 1);
    return halvedOver(wholePeriods(at, asOf, "1 day", zone), days);
  }
  const share = dividedBy(rationalOfText(decay.by.replace("%", ""))!, whole(100));
  return power(plus(whole(1), minus(share)), wholePeriods(at, asOf, decay.every, zone));
}
