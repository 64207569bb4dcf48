// Conditions: what a contact must satisfy.

import type { Condition, Test } from "../rulebook/condition-model.ts";
import { fromInteger } from "../values/decimal.ts";
import type { CompileContext } from "./compile-context.ts";
import type { ContactState } from "./contact-state.ts";
import type { Moment } from "./moment.ts";
import { compileSubject } from "./subjects.ts";
import { compileTest } from "./tests.ts";

export type CompiledCondition = (state: ContactState) => boolean;

export function compileCondition(condition: Condition, context: CompileContext): CompiledCondition {
  switch (condition.kind) {
    case "test":
      return compileSubjectTest(condition, context);
    case "did":
      return compileDid(condition, context);
    case "did_not": {
      const did = compileDid(condition, context);
      return (state) => !did(state);
    }
    case "all":
    case "any":
    case "none":
      return compileCombination(condition, context);
    default:
      return condition satisfies never;
  }
}

/** A condition that is not there holds. */
export function compileOptionalCondition(
  condition: Condition | undefined,
  context: CompileContext,
): CompiledCondition {
  return condition === undefined ? () => true : compileCondition(condition, context);
}

function compileSubjectTest(
  condition: Extract<Condition, { kind: "test" }>,
  context: CompileContext,
): CompiledCondition {
  const read = compileSubject(condition.subject, context);
  const holds = compileTest(condition.test, context.moment);
  return (state) => holds(read(state));
}

function compileDid(
  condition: Extract<Condition, { kind: "did" | "did_not" }>,
  { selectors, moment }: CompileContext,
): CompiledCondition {
  const selector = selectors.register(condition.selector);
  const judge = compileTimes(condition.times, moment);
  return ({ matches }) => {
    const events = matches.untold(selector);
    const { isEnough, turnsWith } = judge(events.length);
    if (turnsWith !== undefined) matches.tellLeaving(selector, events[turnsWith]!);
    return isEnough;
  };
}

interface Times {
  readonly isEnough: boolean;
  /** The place of the event, counted from the first, with whose leaving that changes; the first to leave comes first. */
  readonly turnsWith: number | undefined;
}

/** What to make of a number of events; remembered for every number met. */
function compileTimes(times: Test, moment: Moment): (count: number) => Times {
  const holds = compileTest(times, moment);
  const known: Times[] = [{ isEnough: holds(fromInteger(0)), turnsWith: undefined }];
  return (count) => {
    for (let n = known.length; n <= count; n++) {
      const { isEnough, turnsWith } = known[n - 1]!;
      const isNowEnough = holds(fromInteger(n));
      const later = turnsWith === undefined ? undefined : turnsWith + 1;
      known.push({ isEnough: isNowEnough, turnsWith: isNowEnough === isEnough ? later : 0 });
    }
    return known[count]!;
  };
}

function compileCombination(
  { kind, of }: Extract<Condition, { kind: "all" | "any" | "none" }>,
  context: CompileContext,
): CompiledCondition {
  const parts = of.map((part) => compileCondition(part, context));
  if (kind === "all") return joinAll(parts);
  const isAnyMet = joinAny(parts);
  return kind === "any" ? isAnyMet : (state) => !isAnyMet(state);
}

// Loops, as `every` and `some` would take a closure for each contact.

function joinAll(parts: readonly CompiledCondition[]): CompiledCondition {
  return (state) => {
    for (const part of parts) if (!part(state)) return false;
    return true;
  };
}

function joinAny(parts: readonly CompiledCondition[]): CompiledCondition {
  return (state) => {
    for (const part of parts) if (part(state)) return true;
    return false;
  };
}
