// Tests: what a value must satisfy.

import type { Literal, NumberRelation, Test, TextRelation } from "../rulebook/condition-model.ts";
import type { Instant } from "../values/calendar.ts";
import { MICRO_PER_UNIT, type Micro } from "../values/decimal.ts";
import { compilePattern } from "../values/pattern.ts";
import { parseBoolean, textKey } from "../values/text.ts";
import type { Moment } from "./moment.ts";
import { toInstant, toNumber, toText, type Value } from "./value.ts";

export type CompiledTest = (value: Value) => boolean;

/** A missing value satisfies only `exists: false` and `not`. */
export function compileTest(test: Test, moment: Moment): CompiledTest {
  switch (test.kind) {
    case "equals":
      return compileEquals(test.oneOf, moment);
    case "number":
      return compileNumberTest(test.relation, test.bound, moment);
    case "text":
      return compileTextTest(test.relation, test.anyOf, moment);
    case "matches":
      return onText(compilePattern(test.pattern), moment);
    case "before":
    case "after":
    case "within":
    case "older_than":
      return compileDateTest(test, moment);
    case "exists":
      return (value) => (value !== undefined) === test.expected;
    case "not":
      return negate(compileTest(test.test, moment));
    case "all":
      return every(test.tests.map((part) => compileTest(part, moment)));
    default:
      return test satisfies never;
  }
}

function negate(test: CompiledTest): CompiledTest {
  return (value) => !test(value);
}

function every(tests: readonly CompiledTest[]): CompiledTest {
  return (value) => {
    for (const test of tests) if (!test(value)) return false;
    return true;
  };
}

function onText(test: (text: string) => boolean, { calendar }: Moment): CompiledTest {
  return (value) => {
    const text = toText(value, calendar);
    return text !== undefined && test(text);
  };
}

function compileEquals(oneOf: readonly Literal[], moment: Moment): CompiledTest {
  const texts = new Set(oneOf.flatMap((literal) => (literal.kind === "text" ? [textKey(literal.text)] : [])));
  const isText = onText((text) => texts.has(textKey(text)), moment);
  const others = oneOf.flatMap((literal) =>
    literal.kind === "text" ? [] : [compileLiteral(literal, moment)],
  );
  if (others.length === 0) return isText;
  const isOther: CompiledTest = (value) => others.some((equals) => equals(value));
  return texts.size === 0 ? isOther : (value) => isOther(value) || isText(value);
}

function compileLiteral(literal: Exclude<Literal, { kind: "text" }>, moment: Moment): CompiledTest {
  if (literal.kind === "boolean") return onText((text) => parseBoolean(text) === literal.value, moment);
  const isReached = compileDaysTest("at_least", literal.value, moment);
  const isLeft = compileDaysTest("above", literal.value, moment);
  return (value) =>
    typeof value === "object"
      ? isReached(value.since) && !isLeft(value.since)
      : toNumber(value) === literal.value;
}

const NUMBER_RELATIONS: Record<NumberRelation, (value: Micro, bound: Micro) => boolean> = {
  above: (value, bound) => value > bound,
  at_least: (value, bound) => value >= bound,
  below: (value, bound) => value < bound,
  at_most: (value, bound) => value <= bound,
};

function compileNumberTest(relation: NumberRelation, bound: Micro, moment: Moment): CompiledTest {
  const holds = NUMBER_RELATIONS[relation];
  const holdsForDays = compileDaysTest(relation, bound, moment);
  return (value) => {
    if (typeof value === "object") return holdsForDays(value.since);
    const number = toNumber(value);
    return number !== undefined && holds(number, bound);
  };
}

/** Of days that grow by one each day, the test turns out otherwise on one day only: that is what is told. */
function compileDaysTest(
  relation: NumberRelation,
  bound: Micro,
  { due }: Moment,
): (since: Instant) => boolean {
  const isGrowing = relation === "above" || relation === "at_least";
  const isIncluded = relation === "at_least" || relation === "below";
  const whole = Number(bound / MICRO_PER_UNIT) + Number(bound > 0n && bound % MICRO_PER_UNIT > 0n);
  const isWhole = bound % MICRO_PER_UNIT === 0n;
  const days = isIncluded || !isWhole ? whole : whole + 1;
  if (days <= 0) return () => isGrowing;
  const edge = due.edge({ count: days, unit: "day" });
  return (since) => edge.hasPassed(since) === isGrowing;
}

const TEXT_RELATIONS: Record<TextRelation, (text: string, part: string) => boolean> = {
  contains: (text, part) => text.includes(part),
  starts_with: (text, part) => text.startsWith(part),
  ends_with: (text, part) => text.endsWith(part),
};

function compileTextTest(relation: TextRelation, anyOf: readonly string[], moment: Moment): CompiledTest {
  const holds = TEXT_RELATIONS[relation];
  const parts = anyOf.map(textKey);
  return onText((text) => {
    const key = textKey(text);
    return parts.some((part) => holds(key, part));
  }, moment);
}

type DateTest = Extract<Test, { kind: "before" | "after" | "within" | "older_than" }>;

function compileDateTest(test: DateTest, moment: Moment): CompiledTest {
  const holds = compileInstantTest(test, moment);
  return (value) => {
    const at = toInstant(value, moment.calendar);
    return at !== undefined && holds(at);
  };
}

function compileInstantTest(test: DateTest, { asOf, calendar, due }: Moment): (at: Instant) => boolean {
  switch (test.kind) {
    case "before": {
      const start = calendar.startOfDay(test.day);
      return (at) => at < start;
    }
    case "after": {
      const end = calendar.endOfDay(test.day);
      return (at) => at > end;
    }
    case "within": {
      const edge = due.edge(test.duration);
      return (at) => {
        if (at > asOf) due.tell(at);
        return at <= asOf && !edge.hasPassed(at);
      };
    }
    case "older_than": {
      const edge = due.edge(test.duration);
      return (at) => edge.hasPassed(at);
    }
    default:
      return test satisfies never;
  }
}
