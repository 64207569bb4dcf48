// Tests and selectors of a checked rulebook: short forms written out, numbers, days and durations read.

import { type PlainDay, parsePlainDay } from "../../values/date-text.ts";
import { type Micro, ONE, parseDecimal } from "../../values/decimal.ts";
import { type Duration, parseDuration } from "../../values/duration.ts";
import type {
  FieldTest,
  Literal,
  NumberRelation,
  Selector,
  Sequence,
  Test,
  TextRelation,
} from "../condition-model.ts";
import {
  type OccurrenceShape,
  SEQUENCE_KEYS,
  type SelectorShape,
  type SequenceShape,
} from "../schema/selectors.ts";
import type { LiteralShape, TestMapShape, TestShape } from "../schema/tests.ts";
import { type SourceNode, toPlain } from "../source/source-tree.ts";

const NUMBER_RELATIONS: readonly NumberRelation[] = ["above", "at_least", "below", "at_most"];
const TEXT_RELATIONS: readonly TextRelation[] = ["contains", "starts_with", "ends_with"];

/** Exact: checked numbers have at most 15 digits and six decimals, which a double holds without loss. */
export function exact(value: number): Micro {
  return parseDecimal(value.toFixed(6))!;
}

export function exactIfAny(value: number | undefined): Micro | undefined {
  return value === undefined ? undefined : exact(value);
}

export function dayIfAny(value: string | undefined): PlainDay | undefined {
  return value === undefined ? undefined : parsePlainDay(value);
}

export function durationIfAny(value: string | undefined): Duration | undefined {
  return value === undefined ? undefined : parseDuration(value);
}

export function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === "string" ? [value] : value;
}

export function resolveLiteral(value: LiteralShape): Literal {
  if (typeof value === "number") return { kind: "number", value: exact(value) };
  if (typeof value === "boolean") return { kind: "boolean", value };
  return { kind: "text", text: value };
}

export function resolveTest(shape: TestShape): Test {
  if (typeof shape !== "object") return { kind: "equals", oneOf: [resolveLiteral(shape)] };
  if (isLiteralList(shape)) return { kind: "equals", oneOf: shape.map(resolveLiteral) };
  const tests = testsOfMap(shape);
  return tests.length === 1 ? tests[0]! : { kind: "all", tests };
}

/** Only for a test of a rulebook without errors. */
export function readTest(node: SourceNode): Test {
  return resolveTest(toPlain(node) as TestShape);
}

function isLiteralList(shape: readonly LiteralShape[] | TestMapShape): shape is readonly LiteralShape[] {
  return Array.isArray(shape);
}

function testsOfMap(shape: TestMapShape): readonly Test[] {
  const tests: Test[] = [];
  for (const relation of NUMBER_RELATIONS) {
    const bound = shape[relation];
    if (bound !== undefined) tests.push({ kind: "number", relation, bound: exact(bound) });
  }
  for (const kind of ["before", "after"] as const) {
    const day = dayIfAny(shape[kind]);
    if (day !== undefined) tests.push({ kind, day });
  }
  for (const kind of ["within", "older_than"] as const) {
    const duration = durationIfAny(shape[kind]);
    if (duration !== undefined) tests.push({ kind, duration });
  }
  return [...tests, ...textTests(shape)];
}

function textTests(shape: TestMapShape): readonly Test[] {
  const tests: Test[] = [];
  for (const relation of TEXT_RELATIONS) {
    const texts = shape[relation];
    if (texts !== undefined) tests.push({ kind: "text", relation, anyOf: listOf(texts) });
  }
  if (shape.matches !== undefined) tests.push({ kind: "matches", pattern: shape.matches });
  if (shape.exists !== undefined) tests.push({ kind: "exists", expected: shape.exists });
  if (shape.not !== undefined) tests.push({ kind: "not", test: resolveTest(shape.not) });
  return tests;
}

export function resolveSelector(shape: SelectorShape): Selector {
  return {
    types: listOf(shape.event),
    where: resolveWhere(shape.where),
    within: durationIfAny(shape.within),
    since: dayIfAny(shape.since),
    until: dayIfAny(shape.until),
    sequences: SEQUENCE_KEYS.flatMap((key) => {
      const sequence = shape[key];
      return sequence === undefined ? [] : [resolveSequence(key, sequence)];
    }),
  };
}

function resolveSequence(key: (typeof SEQUENCE_KEYS)[number], shape: SequenceShape): Sequence {
  return {
    direction: key.endsWith("followed_by") ? "followed" : "preceded",
    expected: !key.startsWith("not_"),
    types: listOf(shape.event),
    where: resolveWhere(shape.where),
    within: durationIfAny(shape.within),
    same: [...new Set(listOf(shape.same ?? []))],
  };
}

function resolveWhere(shape: SelectorShape["where"]): readonly FieldTest[] {
  return Object.entries(shape ?? {}).map(([field, test]) => ({ field, test: resolveTest(test) }));
}

const AT_LEAST_ONCE: Test = { kind: "number", relation: "at_least", bound: ONE };

/** How often an event must have happened; without `times` at least once. */
export function resolveTimes({ times }: OccurrenceShape): Test {
  return times === undefined ? AT_LEAST_ONCE : resolveTest(times);
}
