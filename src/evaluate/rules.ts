// Rules: what each awards to its groups.

import type {
  ConditionRule,
  EventRule,
  Limit,
  LookupRule,
  PeriodRule,
  Rule,
} from "../rulebook/rule-model.ts";
import type { Instant } from "../values/calendar.ts";
import { clamp, type Micro, micro, ZERO } from "../values/decimal.ts";
import type { CompileContext } from "./compile-context.ts";
import { type CompiledCondition, compileOptionalCondition } from "./conditions.ts";
import type { ContactState } from "./contact-state.ts";
import { compileDecay } from "./decay.ts";
import { countElapsed, tellNextPeriod } from "./elapsed.ts";
import { compareEvents } from "./event-order.ts";
import type { Award, HistoryEvent } from "./history.ts";
import { compileLimits } from "./limits.ts";
import { daySpan } from "./moment.ts";
import { compilePoints } from "./points.ts";
import { inRange } from "./range.ts";
import type { SelectorIndex } from "./selectors.ts";
import { compileSubject } from "./subjects.ts";
import { toInstant } from "./value.ts";

export interface CompiledRule {
  readonly rule: Rule;
  /** Judged by the as-of alone. */
  readonly isActive: boolean;
  readonly isGateOpen: CompiledCondition;
  /** Of an event rule. */
  readonly selector: SelectorIndex | undefined;
  /** What the rule gives one of its groups before `max_points`; leaves `isActive` and the gate aside. */
  readonly yieldFor: YieldFor;
}

/** Puts down in `account`, for those who want to see it, what became of each event of an event rule. */
type YieldFor = (state: ContactState, group: string, account?: EventAccount) => Yield | undefined;

/** The awards of one rule to one group. */
interface Yield {
  readonly times: number;
  readonly sum: Micro;
  /** Of the events counted. */
  readonly firstAt: Instant | undefined;
  readonly lastAt: Instant | undefined;
}

/** What became of a rule's matching events, each list in event order. */
export interface EventAccount {
  readonly awarded: EventAward[];
  readonly refused: { readonly event: HistoryEvent; readonly limits: readonly Limit[] }[];
  /** Their value is missing, or fits no row: they give nothing and use up no limit. */
  readonly worthless: HistoryEvent[];
}

export interface EventAward {
  readonly event: HistoryEvent;
  readonly points: Micro;
  /** Before decay. */
  readonly undecayed: Micro;
}

/** Where a group has a `reset`, the selector of the events that reset it. */
export type Resets = ReadonlyMap<string, SelectorIndex>;

export function compileRule(rule: Rule, resets: Resets, context: CompileContext): CompiledRule {
  const selector = rule.kind === "event" ? context.selectors.register(rule.selector) : undefined;
  return {
    rule,
    selector,
    isActive: isActive(rule, context),
    isGateOpen: compileOptionalCondition(rule.when, context),
    yieldFor: compileYield(rule, selector, resets, context),
  };
}

/** Adds what the rule gives. Most rules do not concern a contact: that costs next to nothing, whatever else they ask for. */
export function awardRule(compiled: CompiledRule, state: ContactState, awards: Award[]): void {
  const { rule, selector } = compiled;
  if (selector !== undefined && state.matches.untold(selector).length === 0) return;
  if (!compiled.isActive || !compiled.isGateOpen(state)) return;
  for (const group of rule.groups) {
    const given = compiled.yieldFor(state, group);
    if (given !== undefined) awards.push(toAward(rule, group, given));
  }
}

function toAward(rule: Rule, group: string, { times, sum, firstAt, lastAt }: Yield): Award {
  const points = inRange(boundTotal(rule, sum), "rule", rule.id);
  return { group, rule: rule.id, times, points, firstAt, lastAt };
}

/** Keeps a rule's total within its `max_points` on either side of zero. */
function boundTotal(rule: Rule, total: Micro): Micro {
  const maxPoints = rule.kind === "event" || rule.kind === "period" ? rule.maxPoints : undefined;
  return maxPoints === undefined ? total : clamp(total, micro(-maxPoints), maxPoints);
}

function isActive({ active }: Rule, { moment }: CompileContext): boolean {
  if (active === undefined) return true;
  const { asOf, due } = moment;
  const { first, last } = daySpan(moment, active.from, active.until);
  if (asOf < first) due.tellAlways(first);
  else if (asOf <= last) due.tellAlways(last + 1);
  return asOf >= first && asOf <= last;
}

function compileYield(
  rule: Rule,
  selector: SelectorIndex | undefined,
  resets: Resets,
  context: CompileContext,
): YieldFor {
  switch (rule.kind) {
    case "event":
      return compileEventYield(rule, selector!, resets, context);
    case "condition":
    case "lookup":
      return compileContactYield(rule, context);
    case "period":
      return compilePeriodYield(rule, context);
    default:
      return rule satisfies never;
  }
}

/** One award that rests on no event. */
function compileContactYield({ points }: ConditionRule | LookupRule, context: CompileContext): YieldFor {
  const worth = compilePoints(points, context);
  return (state) => {
    const sum = worth(state, undefined);
    return sum === undefined ? undefined : { times: 1, sum, firstAt: undefined, lastAt: undefined };
  };
}

/** One award for every whole period elapsed. */
function compilePeriodYield(rule: PeriodRule, context: CompileContext): YieldFor {
  const { moment } = context;
  const read = compileSubject(rule.since, context);
  const worth = compilePoints(rule.points, context);
  return (state) => {
    const since = toInstant(read(state), moment.calendar);
    const points = worth(state, undefined);
    if (since === undefined || points === undefined) return undefined;
    const elapsed = countElapsed(since, rule.every, moment);
    const times = Math.min(elapsed, rule.times ?? elapsed);
    if (elapsed < (rule.times ?? Number.POSITIVE_INFINITY))
      tellNextPeriod(since, elapsed, rule.every, moment);
    return times === 0
      ? undefined
      : { times, sum: micro(points * BigInt(times)), firstAt: undefined, lastAt: undefined };
  };
}

function compileEventYield(
  rule: EventRule,
  selector: SelectorIndex,
  resets: Resets,
  context: CompileContext,
): YieldFor {
  const worth = compilePoints(rule.points, context);
  const gate = compileLimits(rule.limits, context.moment.calendar);
  const decay = compileDecay(rule.decay, context.moment);
  const pointsOfEach = pointsOfEveryEvent(rule);
  return (state, group, account) => {
    const events = eventsSinceReset(state, selector, resets.get(group));
    if (pointsOfEach !== undefined && account === undefined) return yieldAlike(events, pointsOfEach);
    gate.begin();
    let times = 0;
    let sum: bigint = ZERO;
    let firstAt: Instant | undefined;
    let lastAt: Instant | undefined;
    for (const event of events) {
      if (!gate.allows(event)) {
        account?.refused.push({ event, limits: gate.refusing(event) });
        continue;
      }
      const undecayed = worth(state, event);
      if (undecayed === undefined) {
        account?.worthless.push(event);
        continue;
      }
      gate.count(event);
      const points = decay(undecayed, event.at);
      times++;
      sum += points;
      firstAt ??= event.at;
      lastAt = event.at;
      account?.awarded.push({ event, points, undecayed });
    }
    return times === 0 ? undefined : { times, sum: micro(sum), firstAt, lastAt };
  };
}

/** Where every event that matches gives the same, looking at each would be in vain. */
function pointsOfEveryEvent({ points, limits, decay }: EventRule): Micro | undefined {
  return points.kind === "fixed" && limits.length === 0 && decay === undefined ? points.points : undefined;
}

function yieldAlike(events: readonly HistoryEvent[], points: Micro): Yield | undefined {
  const times = events.length;
  if (times === 0) return undefined;
  const sum = micro(points * BigInt(times));
  return { times, sum, firstAt: events[0]!.at, lastAt: events[times - 1]!.at };
}

/** Of a rule's matching events those that a group with a `reset` still sees. */
export function eventsSinceReset(
  state: ContactState,
  selector: SelectorIndex,
  reset: SelectorIndex | undefined,
): readonly HistoryEvent[] {
  const events = state.matches.all(selector);
  const last = reset === undefined ? undefined : state.matches.last(reset);
  return last === undefined ? events : events.filter((event) => compareEvents(event, last) > 0);
}
