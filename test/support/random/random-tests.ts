// Random tests that the loader accepts: no empty maps, no ranges that nothing fits.

import fc from "fast-check";
import type { RawLiteral, RawTest, RawTestMap } from "../reference/raw-rulebook.ts";
import { DAYS, decimal, duration, type FieldKind, rarely, TEXTS } from "./pools.ts";

const aboveOrAtLeast = fc.constantFrom("above" as const, "at_least" as const);
const belowOrAtMost = fc.constantFrom("below" as const, "at_most" as const);

export const numberMap: fc.Arbitrary<RawTestMap> = fc.oneof(
  fc.tuple(aboveOrAtLeast, decimal).map(([key, bound]) => ({ [key]: bound })),
  fc.tuple(belowOrAtMost, decimal).map(([key, bound]) => ({ [key]: bound })),
  fc
    .tuple(aboveOrAtLeast, belowOrAtMost, fc.integer({ min: -30, max: 60 }), fc.integer({ min: 1, max: 40 }))
    .map(([from, to, least, width]) => ({ [from]: least, [to]: least + width })),
);

const dateMap: fc.Arbitrary<RawTestMap> = fc.oneof(
  fc.constantFrom(...DAYS).map((day) => ({ before: day })),
  fc.constantFrom(...DAYS).map((day) => ({ after: day })),
  fc.constantFrom(...DAYS.slice(5)).map((day) => ({ after: DAYS[1], before: day })),
  duration.map((within) => ({ within })),
  duration.map((older_than) => ({ older_than })),
  fc.tuple(duration, duration).map(([within, older_than]) => ({ within, older_than })),
);

const wanted = fc.constantFrom("sho", "S", "es ", "caf\u00e9", "e\u0301", "ski", "1", ".");
const textMap: fc.Arbitrary<RawTestMap> = fc
  .tuple(
    fc.constantFrom("contains" as const, "starts_with" as const, "ends_with" as const),
    fc.oneof(wanted, fc.array(wanted, { minLength: 1, maxLength: 2 })),
    fc.constantFrom("contains" as const, "starts_with" as const, "ends_with" as const),
    rarely(wanted),
  )
  .map(([key, texts, other, more]) => ({
    [key]: texts,
    ...(more === undefined || other === key ? {} : { [other]: more }),
  }));

const patternMap: fc.Arbitrary<RawTestMap> = fc
  .constantFrom("^s", "S", "sho.s$", "^$", "[0-9]+", "(?i)SKI", "\\s", "a|e")
  .map((matches) => ({ matches }));

const existsMap: fc.Arbitrary<RawTestMap> = fc.boolean().map((exists) => ({ exists }));

const literalOf: Readonly<Record<FieldKind, fc.Arbitrary<RawLiteral>>> = {
  text: fc.constantFrom(...TEXTS, "CAF\u00c9", "12"),
  number: decimal,
  date: fc.constantFrom("2024-02-29", "yesterday"),
  boolean: fc.boolean(),
};

const mapOf: Readonly<Record<FieldKind, fc.Arbitrary<RawTestMap>>> = {
  text: fc.oneof(textMap, patternMap),
  number: numberMap,
  date: dateMap,
  boolean: existsMap,
};

const anyLiteral = fc.oneof(literalOf.text, literalOf.number, literalOf.boolean);

/** A test that suits fields of this kind, or now and then one that does not. */
export function testOf(kind: FieldKind): fc.Arbitrary<RawTest> {
  const literal = fc.oneof({ weight: 4, arbitrary: literalOf[kind] }, { weight: 1, arbitrary: anyLiteral });
  const simple: fc.Arbitrary<RawTest> = fc.oneof(
    { weight: 3, arbitrary: literal },
    { weight: 2, arbitrary: fc.array(literal, { minLength: 1, maxLength: 3 }) },
    { weight: 4, arbitrary: mapOf[kind] },
    { weight: 1, arbitrary: existsMap },
    { weight: 1, arbitrary: fc.oneof(...Object.values(mapOf)) },
  );
  return fc.oneof(
    { weight: 6, arbitrary: simple },
    { weight: 1, arbitrary: simple.map((not) => ({ not })) },
    { weight: 1, arbitrary: fc.tuple(mapOf[kind], simple).map(([map, not]) => ({ ...map, not })) },
    {
      weight: 1,
      arbitrary: fc.tuple(mapOf[kind], fc.boolean()).map(([map, exists]) => ({ ...map, exists })),
    },
  );
}

/** Of a row of a table: a map without `not`. */
export function rowTestOf(kind: FieldKind): fc.Arbitrary<RawTestMap> {
  return fc.oneof(
    { weight: 5, arbitrary: mapOf[kind] },
    { weight: 1, arbitrary: fc.oneof(existsMap, ...Object.values(mapOf)) },
  );
}

/** Of a score, or of a count. */
export const scoreTest: fc.Arbitrary<RawTest> = fc.oneof(
  { weight: 6, arbitrary: numberMap },
  { weight: 1, arbitrary: decimal },
  { weight: 1, arbitrary: numberMap.map((not) => ({ not })) },
  { weight: 1, arbitrary: existsMap },
);

export const countTest: fc.Arbitrary<RawTest> = fc.oneof(
  fc.integer({ min: 1, max: 3 }),
  fc.integer({ min: 1, max: 3 }).map((at_least) => ({ at_least })),
  fc.integer({ min: 0, max: 2 }).map((at_most) => ({ at_most })),
  fc.integer({ min: 0, max: 2 }).map((below) => ({ not: { below } })),
);
