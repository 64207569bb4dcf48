// Random groups and classes.

import fc from "fast-check";
import type { RawClass, RawGroup, RawSelector, RawTestMap } from "../reference/raw-rulebook.ts";
import { decimal, defined, index, maybe, pick, rarely } from "./pools.ts";
import { condition, conditionFrom } from "./random-conditions.ts";
import { selector, wideSelector } from "./random-selectors.ts";
import { numberMap } from "./random-tests.ts";
import type { ConditionSketch, Sight } from "./sketch.ts";

const BAND_IDS = ["hot", "warm", "cold", "constructor"];
const CASE_IDS = ["a1", "b2", "c3", "rest"];
export const GROUP_IDS = ["ski", "constructor"];
export const COMBINED_ID = "total";

const bands: fc.Arbitrary<Readonly<Record<string, RawTestMap>>> = fc
  .tuple(
    fc.array(
      fc.oneof(
        { weight: 4, arbitrary: numberMap },
        { weight: 1, arbitrary: numberMap.map((not) => ({ not })) },
      ),
      { maxLength: 3 },
    ),
    fc.boolean(),
  )
  .map(([tests, rest]) =>
    Object.fromEntries([...tests, ...(rest ? [{}] : [])].map((test, at) => [BAND_IDS[at]!, test])),
  );

/** `least` and `width` make `min` and `max`; the start lies between them. */
const bounds = fc
  .record({
    least: fc.integer({ min: -40, max: 20 }),
    width: fc.nat({ max: 80 }),
    min: fc.boolean(),
    max: fc.boolean(),
  })
  .map(({ least, width, min, max }) =>
    defined({ min: min ? least : undefined, max: max ? least + width : undefined }),
  );

export interface GroupSketch {
  readonly group: RawGroup;
  readonly reset: RawSelector | undefined;
  readonly start: number | undefined;
}

export const group: fc.Arbitrary<GroupSketch> = fc.record({
  group: fc
    .tuple(bounds, maybe(bands, 2), rarely(fc.constant("A title")))
    .map(([kept, bands, title]) => defined({ ...kept, bands, title })),
  reset: maybe(fc.oneof(selector, wideSelector)),
  start: maybe(decimal),
});

export function groupFrom({ group, reset, start }: GroupSketch): RawGroup {
  const fits =
    start !== undefined &&
    (group.min === undefined || start >= group.min) &&
    (group.max === undefined || start <= group.max);
  return defined({ ...group, reset, start: fits ? start : undefined });
}

export const combined = fc.record({
  group: fc.tuple(bounds, maybe(bands, 2)).map(([kept, bands]) => defined({ ...kept, bands })),
  weights: fc.array(decimal, { minLength: 1, maxLength: 3 }),
  first: fc.boolean(),
});

export type CombinedSketch = typeof combined extends fc.Arbitrary<infer S> ? S : never;

export function combinedFrom({ group, weights }: CombinedSketch, plain: readonly string[]): RawGroup {
  return { sum: Object.fromEntries(weights.map((weight, at) => [pick(plain, at), weight])), ...group };
}

export interface ClassSketch {
  readonly cases: readonly ConditionSketch[];
  readonly rest: boolean;
  readonly highest: readonly number[] | undefined;
  readonly at_least: number | undefined;
}

export const classSketch: fc.Arbitrary<ClassSketch> = fc.record({
  cases: fc.array(condition, { minLength: 1, maxLength: 2 }),
  rest: fc.boolean(),
  highest: maybe(fc.array(index, { minLength: 1, maxLength: 3 }), 2),
  at_least: maybe(decimal),
});

export function classFrom(sketch: ClassSketch, sight: Sight): RawClass {
  if (sketch.highest !== undefined) {
    const highest = [...new Set(sketch.highest.map((at) => pick(sight.groups, at).id))];
    return sketch.at_least === undefined ? { highest } : { highest, at_least: sketch.at_least };
  }
  const cases = sketch.cases.map((one) => conditionFrom(one, sight));
  return Object.fromEntries([...cases, ...(sketch.rest ? [{}] : [])].map((one, at) => [CASE_IDS[at]!, one]));
}

export function valuesOf(raw: RawClass): readonly string[] {
  return Array.isArray(raw["highest"]) ? (raw["highest"] as readonly string[]) : Object.keys(raw);
}
