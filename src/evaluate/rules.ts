// Rules: what each awards to its groups.

import type { EventRule, Rule } from "../rulebook/model.ts";
import type { Instant } from "../values/calendar.ts";
import { clamp, LARGEST_POINTS, type Micro, micro } from "../values/decimal.ts";
import type { CompileContext } from "./compile-context.ts";
import { type CompiledCondition, compileOptionalCondition } from "./conditions.ts";
import type { ContactState } from "./contact-state.ts";
import type { Award, HistoryEvent } from "./history.ts";
import { compileLimits } from "./limits.ts";
import { daySpan, isInSpan } from "./moment.ts";
import { compilePoints } from "./points.ts";
import type { SelectorIndex } from "./selectors.ts";

export interface CompiledRule {
  readonly rule: Rule;
  /** Judged by the as-of alone. */
  readonly isActive: boolean;
  readonly isGateOpen: CompiledCondition;
  /** Of an event rule. */
  readonly selector: SelectorIndex | undefined;
  /** Each single award, in event order, before `max_points`; leaves `isActive` and the gate aside. */
  readonly awardSingly: (state: ContactState) => readonly SingleAward[];
}

export interface SingleAward {
  readonly points: Micro;
  /** Absent where the award rests on no event. */
  readonly event: HistoryEvent | undefined;
}

const NO_AWARDS: readonly Award[] = [];
const NO_SINGLE_AWARDS: readonly SingleAward[] = [];

export function compileRule(rule: Rule, context: CompileContext): CompiledRule {
  const selector = rule.kind === "event" ? context.selectors.register(rule.selector) : undefined;
  return {
    rule,
    selector,
    isActive: isActive(rule, context),
    isGateOpen: compileOptionalCondition(rule.when, context),
    awardSingly:
      rule.kind === "event"
        ? compileEventAwards(rule, selector!, context)
        : compileContactAward(rule, context),
  };
}

/** A rule that feeds several groups gives each the same award. */
export function awardRule(compiled: CompiledRule, state: ContactState): readonly Award[] {
  if (!compiled.isActive || !compiled.isGateOpen(state)) return NO_AWARDS;
  const single = compiled.awardSingly(state);
  if (single.length === 0) return NO_AWARDS;
  const { rule } = compiled;
  const result = {
    rule: rule.id,
    times: single.length,
    points: boundTotal(rule, sumAwards(single)),
    firstAt: atOf(single.at(0)),
    lastAt: atOf(single.at(-1)),
  };
  return rule.groups.map((group) => ({ group, ...result }));
}

export function sumAwards(awards: readonly SingleAward[]): Micro {
  return micro(awards.reduce((total, { points }) => total + points, 0n));
}

function atOf(award: SingleAward | undefined): Instant | undefined {
  return award?.event?.at;
}

function isActive({ active }: Rule, { moment }: CompileContext): boolean {
  return active === undefined || isInSpan(daySpan(moment, active.from, active.until), moment.asOf);
}

/** Condition and lookup rules: one award that rests on no event. */
function compileContactAward(
  { points }: Exclude<Rule, EventRule>,
  context: CompileContext,
): CompiledRule["awardSingly"] {
  const worth = compilePoints(points, context);
  return (state) => {
    const awarded = worth(state, undefined);
    return awarded === undefined ? NO_SINGLE_AWARDS : [{ points: awarded, event: undefined }];
  };
}

function compileEventAwards(
  rule: EventRule,
  selector: SelectorIndex,
  context: CompileContext,
): CompiledRule["awardSingly"] {
  const worth = compilePoints(rule.points, context);
  const openGate = compileLimits(rule.limits, context.moment.calendar);
  return (state) => {
    const events = state.matches(selector);
    if (events.length === 0) return NO_SINGLE_AWARDS;
    const gate = openGate();
    const awards: SingleAward[] = [];
    for (const event of events) {
      const points = gate.allows(event) ? worth(state, event) : undefined;
      if (points === undefined) continue;
      gate.count(event);
      awards.push({ points, event });
    }
    return awards;
  };
}

/** Keeps a rule's total within its `max_points` on either side of zero, and within what can be stored. */
function boundTotal(rule: Rule, total: Micro): Micro {
  const bound = (rule.kind === "event" ? rule.maxPoints : undefined) ?? LARGEST_POINTS;
  return clamp(total, micro(-bound), bound);
}
