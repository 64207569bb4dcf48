// Conditions: what a contact must satisfy.

import type { Condition } from "../rulebook/condition-model.ts";
import { fromInteger } from "../values/decimal.ts";
import type { CompileContext } from "./compile-context.ts";
import type { ContactState } from "./contact-state.ts";
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
  const isEnough = compileTest(condition.times, moment);
  return (state) => isEnough(fromInteger(state.matches(selector).length));
}

function compileCombination(
  { kind, of }: Extract<Condition, { kind: "all" | "any" | "none" }>,
  context: CompileContext,
): CompiledCondition {
  const parts = of.map((part) => compileCondition(part, context));
  if (kind === "all") return (state) => parts.every((part) => part(state));
  const isAnyMet: CompiledCondition = (state) => parts.some((part) => part(state));
  return kind === "any" ? isAnyMet : (state) => !isAnyMet(state);
}
