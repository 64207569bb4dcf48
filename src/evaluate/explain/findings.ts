// Why a condition holds for a contact, or what it falls short of.

import type { Condition } from "../../rulebook/condition-model.ts";
import { formatDecimal, fromInteger, ONE } from "../../values/decimal.ts";
import type { CompileContext } from "../compile-context.ts";
import type { ContactState } from "../contact-state.ts";
import { compileSubject } from "../subjects.ts";
import { compileTest } from "../tests.ts";
import { toText } from "../value.ts";
import { nameSubject, wordSelector, wordTest } from "./wording.ts";

export interface Finding {
  readonly holds: boolean;
  /** One line: the values looked at and, where they fall short, what was needed. */
  readonly text: string;
}

export type FindingOf = (state: ContactState) => Finding;

export function compileFinding(condition: Condition, context: CompileContext): FindingOf {
  switch (condition.kind) {
    case "test":
      return findOnSubject(condition, context);
    case "did":
      return findOnEvents(condition, context);
    case "did_not": {
      const did = findOnEvents(condition, context);
      return (state) => negate(did(state));
    }
    case "all":
    case "any":
    case "none":
      return findOnParts(condition, context);
    default:
      return condition satisfies never;
  }
}

function negate({ holds, text }: Finding): Finding {
  return { holds: !holds, text };
}

function findOnSubject(
  { subject, test }: Extract<Condition, { kind: "test" }>,
  context: CompileContext,
): FindingOf {
  const read = compileSubject(subject, context);
  const isMet = compileTest(test, context.moment);
  return (state) => {
    const value = read(state);
    const holds = isMet(value);
    const found = `${nameSubject(subject)} ${toText(value, context.moment.calendar) ?? "missing"}`;
    return { holds, text: holds ? found : `${found}, needs ${wordTest(test)}` };
  };
}

function findOnEvents(
  { selector, times }: Extract<Condition, { kind: "did" | "did_not" }>,
  context: CompileContext,
): FindingOf {
  const index = context.selectors.register(selector);
  const isMet = compileTest(times, context.moment);
  const events = wordSelector(selector, context.moment);
  const isUsual = times.kind === "number" && times.relation === "at_least" && times.bound === ONE;
  return (state) => {
    const count = fromInteger(state.matches.untold(index).length);
    const holds = isMet(count);
    const found = count === 0n ? `no ${events}` : `${formatDecimal(count)} x ${events}`;
    return { holds, text: holds || isUsual ? found : `${found}, needs ${wordTest(times)}` };
  };
}

function findOnParts(
  { kind, of }: Extract<Condition, { kind: "all" | "any" | "none" }>,
  context: CompileContext,
): FindingOf {
  const parts = of.map((part) => compileFinding(part, context));
  return (state) => {
    const findings = parts.map((part) => part(state));
    return kind === "all" ? combineAll(findings) : combineAny(findings, kind === "none");
  };
}

/** Tells what does not hold; where all does, everything. */
function combineAll(findings: readonly Finding[]): Finding {
  const unmet = findings.filter(({ holds }) => !holds);
  const told = unmet.length === 0 ? findings : unmet;
  return { holds: unmet.length === 0, text: joinTexts(told, ", ") };
}

/** Tells what holds; where nothing does, everything. `isNone` turns the answer round. */
function combineAny(findings: readonly Finding[], isNone: boolean): Finding {
  const met = findings.filter(({ holds }) => holds);
  if (met.length > 0) return { holds: !isNone, text: joinTexts(met, ", ") };
  return { holds: isNone, text: joinTexts(findings, isNone ? ", " : " or ") };
}

function joinTexts(findings: readonly Finding[], separator: string): string {
  return findings.map(({ text }) => text).join(separator);
}
