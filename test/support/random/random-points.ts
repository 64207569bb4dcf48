// Random points, limits and decay.

import fc from "fast-check";
import type {
  RawDecay,
  RawFormula,
  RawLimit,
  RawLiteral,
  RawPoints,
  RawRow,
} from "../reference/raw-rulebook.ts";
import {
  decimal,
  defined,
  duration,
  EVENT_FIELDS,
  type FieldKind,
  longDuration,
  maybe,
  positiveDecimal,
  TEXTS,
} from "./pools.ts";
import { rowTestOf } from "./random-tests.ts";

/** Without what it looks at. */
export type FormulaSketch = Omit<RawFormula, "of">;

const bounds = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: decimal.map((at_most) => ({ at_most })) },
  { weight: 1, arbitrary: decimal.map((at_least) => ({ at_least })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.integer({ min: -20, max: 20 }), fc.nat({ max: 30 }))
      .map(([at_least, width]) => ({ at_least, at_most: at_least + width })),
  },
);

const perUnit = fc
  .tuple(decimal, positiveDecimal, bounds)
  .map(([give, per, kept]) => ({ give, per, ...kept }));
const timesFactor = fc
  .tuple(fc.record({ times: maybe(decimal), up_to: maybe(decimal) }), bounds)
  .map(([formula, kept]) => ({ ...defined(formula), ...kept }));

export const formula: fc.Arbitrary<FormulaSketch> = fc.oneof(
  perUnit,
  timesFactor as fc.Arbitrary<FormulaSketch>,
);

const keyOf: Readonly<Record<FieldKind, fc.Arbitrary<RawLiteral>>> = {
  text: fc.constantFrom<RawLiteral>(...TEXTS, true),
  number: fc.constantFrom<RawLiteral>(0, 1, 5, 7, 10, 12.5, 50, "10"),
  date: fc.constantFrom<RawLiteral>("2024-02-29", "yesterday"),
  boolean: fc.constantFrom<RawLiteral>(true, false, 1, "off"),
};

function tableOf(kind: FieldKind): fc.Arbitrary<RawPoints> {
  const values = fc
    .tuple(
      fc.uniqueArray(fc.tuple(keyOf[kind], decimal), {
        minLength: 1,
        maxLength: 3,
        selector: ([key]) => String(key),
      }),
      maybe(decimal),
    )
    .map(
      ([rows, otherwise]): RawPoints =>
        new Map(otherwise === undefined ? rows : [...rows, ["otherwise", otherwise]]),
    );
  const tested = fc
    .tuple(fc.array(fc.tuple(rowTestOf(kind), decimal), { minLength: 1, maxLength: 3 }), maybe(decimal))
    .map(
      ([rows, otherwise]): RawPoints => [
        ...rows.map(([test, give]): RawRow => ({ ...test, give })),
        ...(otherwise === undefined ? [] : [{ otherwise }]),
      ],
    );
  return fc.oneof(values, tested);
}

/** A table for each kind of value: which one is taken follows from what is looked up. */
export type TableSketch = Readonly<Record<FieldKind, RawPoints>>;

export const table: fc.Arbitrary<TableSketch> = fc.record({
  text: tableOf("text"),
  number: tableOf("number"),
  date: tableOf("date"),
  boolean: tableOf("boolean"),
});

const limitMap: fc.Arbitrary<RawLimit> = fc
  .record({
    times: fc.integer({ min: 1, max: 3 }),
    per: maybe(fc.oneof(fc.constantFrom("day", "week", "week", "month", "quarter", "year"), duration), 4),
    per_each: maybe(fc.constantFrom(...EVENT_FIELDS.map(({ name }) => name))),
  })
  .map((parts) => defined(parts));

const oneLimit = fc.oneof(
  { weight: 1, arbitrary: fc.constant("once" as const) },
  { weight: 6, arbitrary: limitMap },
);

export const limit: fc.Arbitrary<RawLimit | readonly RawLimit[]> = fc.oneof(
  { weight: 2, arbitrary: oneLimit },
  { weight: 1, arbitrary: fc.array(oneLimit, { minLength: 1, maxLength: 3 }) },
);

export const decay: fc.Arbitrary<RawDecay> = fc.oneof(
  fc
    .record({
      by: fc.constantFrom("25%", "50%", "12.5%", "100%", "0.0001%", "33.3333%"),
      every: longDuration,
      down_to: maybe(positiveDecimal),
    })
    .map((parts) => defined(parts)),
  fc
    .record({
      half_life: fc.constantFrom("1 day", "30 days", "7 days", "2 weeks", "365 days", "1 weeks"),
      down_to: maybe(positiveDecimal),
    })
    .map((parts) => defined(parts)),
);
