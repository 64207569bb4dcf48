// `days_since` is another number every day, but what is made of it mostly stays the same for long: a contact is due only
// on the day on which a test of it turns out otherwise.

import type { Literal, Subject, Test } from "../rulebook/condition-model.ts";
import type { ContactSource } from "../rulebook/rule-model.ts";
import { fromInteger, type Micro, ONE } from "../values/decimal.ts";
import type { CompileContext } from "./compile-context.ts";
import type { ContactState } from "./contact-state.ts";
import { compileSubject } from "./subjects.ts";
import type { Value } from "./value.ts";

/** What `answer` makes of a subject, where it looks at it by these tests alone. */
export function compileAnswer<T>(
  subject: Subject | ContactSource,
  tests: readonly Test[],
  answer: (value: Value) => T,
  context: CompileContext,
): (state: ContactState) => T {
  const { traits } = context;
  if (subject.kind !== "trait" || !traits.isDayCount(subject.id)) {
    const read = compileSubject(subject, context);
    return (state) => answer(read(state));
  }
  const findTurn = compileTurn(tests, answer);
  return (state) => {
    const value = traits.read(state, subject.id);
    if (typeof value === "bigint") traits.tellDays(state, subject.id, findTurn(Number(value / ONE)));
    return answer(value);
  };
}

/** The number of days at which the answer is first another than at fewer `days`; infinity where it never is. */
function compileTurn(tests: readonly Test[], answer: (value: Value) => unknown): (days: number) => number {
  const turns = tests.flatMap(turnsOf).sort((a, b) => a - b);
  if (turns.some(Number.isNaN)) return (days) => days + 1;
  return (days) => {
    const now = answer(fromInteger(days));
    return turns.find((turn) => turn > days && answer(fromInteger(turn)) !== now) ?? Number.POSITIVE_INFINITY;
  };
}

/** All whole numbers at which a test may turn out otherwise than just before; NaN where it looks at the digits. */
function turnsOf(test: Test): readonly number[] {
  switch (test.kind) {
    case "number":
      return turnsAt(test.bound);
    case "equals":
      return test.oneOf.flatMap(turnsOfLiteral);
    case "not":
      return turnsOf(test.test);
    case "all":
      return test.tests.flatMap(turnsOf);
    case "exists":
    case "before":
    case "after":
    case "within":
    case "older_than":
      return [];
    case "text":
    case "matches":
      return [Number.NaN];
    default:
      return test satisfies never;
  }
}

function turnsOfLiteral(literal: Literal): readonly number[] {
  return literal.kind === "number" ? turnsAt(literal.value) : [Number.NaN];
}

/** The whole numbers at or next to a bound. */
function turnsAt(bound: Micro): readonly number[] {
  const whole = Number(bound / ONE);
  return [whole - 1, whole, whole + 1];
}
