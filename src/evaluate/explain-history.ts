// The evaluator's own account of itself: the same compiled steps, with what each of them found.

import type { CombinedGroup, PlainGroup, Rulebook, Trigger } from "../rulebook/model.ts";
import type { ContactSource, Rule } from "../rulebook/rule-model.ts";
import { createCalendar, type Instant } from "../values/calendar.ts";
import { type Micro, micro, multiply, weightedSum, ZERO } from "../values/decimal.ts";
import type { CompileContext } from "./compile-context.ts";
import type { ContactState } from "./contact-state.ts";
import type {
  AwardLine,
  Explanation,
  GroupExplanation,
  ScoreLine,
  TriggerExplanation,
} from "./explanation.ts";
import { compileFinding, type FindingOf } from "./findings.ts";
import type { Award, History } from "./history.ts";
import { createMoment } from "./moment.ts";
import { awardRule, type CompiledRule, type EventAward, eventsSinceReset } from "./rules.ts";
import type { SelectorIndex } from "./selectors.ts";
import { compileSteps, type Steps, takeSteps } from "./steps.ts";
import { compileSubject } from "./subjects.ts";
import type { Judgement } from "./triggers.ts";
import { toText } from "./value.ts";
import { nameSubject } from "./wording.ts";

/** One contact as of one instant. Pure, as evaluation is. */
export function explainHistory(rulebook: Rulebook, history: History, asOf: Instant): Explanation {
  const steps = compileSteps(rulebook, createMoment(asOf, createCalendar(rulebook.timezone)));
  const findExclusion = rulebook.exclude && compileFinding(rulebook.exclude, steps.context);
  const rules = steps.rules.map((compiled) => compileRuleAccount(compiled, steps));
  const triggers = rulebook.triggers.map((trigger) => compileTriggerAccount(trigger, steps));

  const outcome = takeSteps(steps, history);
  const { state } = outcome;
  if (outcome.kind === "excluded") return { kind: "excluded", reason: findExclusion?.(state).text ?? "" };
  const accounts = rules.flatMap((account) => account(state));
  const resetAt = (group: string) => {
    const selector = steps.resets.get(group);
    return selector === undefined ? undefined : state.matches.last(selector)?.at;
  };
  return {
    kind: "scored",
    groups: rulebook.groups.map((group) =>
      group.kind === "plain"
        ? explainPlainGroup(group, accounts, resetAt(group.id), state)
        : explainCombinedGroup(group, state),
    ),
    classes: [...state.classes].map(([id, value]) => ({ class: id, value })),
    stage: state.stage,
    segments: [...state.segments],
    labels: [...state.labels],
    triggers: outcome.triggers.judgements.map((judgement, index) => triggers[index]!(state, judgement)),
  };
}

/** What one rule did for one group. */
interface RuleAccount {
  readonly group: string;
  readonly rule: string;
  readonly outcome: AwardLine | { readonly kind: "nothing"; readonly reason: string };
}

function compileRuleAccount(
  compiled: CompiledRule,
  { context, resets }: Steps,
): (state: ContactState) => readonly RuleAccount[] {
  const { rule } = compiled;
  const findGate = rule.when === undefined ? undefined : compileFinding(rule.when, context);
  const readBasis = compileBasis(rule, context);
  return (state) => {
    const awards: Award[] = [];
    awardRule(compiled, state, awards);
    return rule.groups.map((group) => {
      const award = awards.find((each) => each.group === group);
      const outcome =
        award === undefined
          ? {
              kind: "nothing" as const,
              reason: whyNothing(compiled, findGate, readBasis, state, resets.get(group)),
            }
          : describeAward(compiled, award, whyAward(findGate, readBasis, state), state);
      return { group, rule: rule.id, outcome };
    });
  };
}

function whyNothing(
  { rule, isActive, selector }: CompiledRule,
  findGate: FindingOf | undefined,
  readBasis: BasisReader,
  state: ContactState,
  reset: SelectorIndex | undefined,
): string {
  if (!isActive) return "not active on this day";
  const gate = findGate?.(state);
  if (gate?.holds === false) return gate.text;
  if (selector !== undefined) {
    if (state.matches.untold(selector).length === 0) return "no such event";
    if (eventsSinceReset(state, selector, reset).length === 0) return "no such event since the reset";
  }
  const basis = readBasis(state);
  if (rule.kind === "period") return basis === undefined ? "no whole period has passed" : `since ${basis}`;
  return basis ?? "no event has a value that gives points";
}

/** The values that a rule's condition and points rest on. */
function whyAward(
  findGate: FindingOf | undefined,
  readBasis: BasisReader,
  state: ContactState,
): string | undefined {
  const reasons = [findGate?.(state).text, readBasis(state)].filter((text) => text !== undefined);
  return reasons.length === 0 ? undefined : reasons.join(", ");
}

/** The contact's value that the points depend on, such as `plan pro`; `undefined` where they depend on none. */
type BasisReader = (state: ContactState) => string | undefined;

function compileBasis(rule: Rule, context: CompileContext): BasisReader {
  const source = basisOf(rule);
  if (source === undefined) return () => undefined;
  const read = compileSubject(source, context);
  return (state) => `${nameSubject(source)} ${toText(read(state), context.moment.calendar) ?? "missing"}`;
}

function basisOf(rule: Rule): ContactSource | undefined {
  if (rule.kind === "period") return rule.since;
  if (rule.points.kind === "fixed") return undefined;
  const source = rule.points.kind === "table" ? rule.points.by : rule.points.of;
  return source.kind === "event_field" ? undefined : source;
}

function describeAward(
  compiled: CompiledRule,
  award: Award,
  reason: string | undefined,
  state: ContactState,
): AwardLine {
  const { rule } = compiled;
  const events: EventAward[] = [];
  const { sum } = compiled.yieldFor(state, award.group, events)!;
  return {
    kind: "award",
    rule: rule.id,
    times: award.times,
    points: award.points,
    each: events.length === 0 ? micro(sum / BigInt(award.times)) : commonWorth(events),
    uncut: sum === award.points ? undefined : sum,
    events: events.map(({ event, points, undecayed }) => ({
      ...{ id: event.id, type: event.type, at: event.at },
      points,
      undecayed,
    })),
    reason,
    note: rule.note,
    location: rule.location,
  };
}

function commonWorth(awards: readonly EventAward[]): Micro | undefined {
  const first = awards[0]?.points;
  return awards.every(({ points }) => points === first) ? first : undefined;
}

function explainPlainGroup(
  group: PlainGroup,
  accounts: readonly RuleAccount[],
  resetAt: Instant | undefined,
  state: ContactState,
): GroupExplanation {
  const own = accounts.filter((account) => account.group === group.id);
  const start: ScoreLine[] = group.start === ZERO ? [] : [{ kind: "start", points: group.start }];
  const reset: ScoreLine[] = resetAt === undefined ? [] : [{ kind: "reset", points: ZERO, at: resetAt }];
  const awards = own.flatMap(({ outcome }) => (outcome.kind === "award" ? [outcome] : []));
  const notAwarded = own.flatMap(({ rule, outcome }) =>
    outcome.kind === "nothing" ? [{ rule, reason: outcome.reason }] : [],
  );
  return finishGroup(group, [...start, ...reset, ...awards], notAwarded, state);
}

function explainCombinedGroup(group: CombinedGroup, state: ContactState): GroupExplanation {
  const terms = group.terms.map(({ group: id, weight }) => {
    const score = state.scores.get(id) ?? ZERO;
    return { kind: "term" as const, group: id, score, weight, points: multiply(score, weight) };
  });
  const exact = weightedSum(terms.map(({ score, weight }) => [score, weight]));
  const rounding = micro(exact - terms.reduce((total, { points }) => total + points, 0n));
  const lines: ScoreLine[] = rounding === 0n ? terms : [...terms, { kind: "rounding", points: rounding }];
  return finishGroup(group, lines, [], state);
}

/** Adds the line for `min` or `max` where the score was bounded. */
function finishGroup(
  group: PlainGroup | CombinedGroup,
  lines: readonly ScoreLine[],
  notAwarded: GroupExplanation["notAwarded"],
  state: ContactState,
): GroupExplanation {
  const score = state.scores.get(group.id) ?? ZERO;
  const difference = micro(score - lines.reduce((total, { points }) => total + points, 0n));
  const bounded = boundLines(group, score, difference);
  return {
    group: group.id,
    score,
    band: state.bands.get(group.id),
    lines: [...lines, ...bounded],
    notAwarded,
  };
}

function finite(at: Instant): Instant | undefined {
  return Number.isFinite(at) ? at : undefined;
}

function boundLines(
  { min, max }: PlainGroup | CombinedGroup,
  score: Micro,
  difference: Micro,
): readonly ScoreLine[] {
  if (difference > 0n && score === min) return [{ kind: "min", points: difference, bound: min }];
  if (difference < 0n && score === max) return [{ kind: "max", points: difference, bound: max }];
  return [];
}

function compileTriggerAccount(
  trigger: Trigger,
  { context }: Steps,
): (state: ContactState, judgement: Judgement) => TriggerExplanation {
  const find = compileFinding(trigger.when, context);
  const findHold = trigger.unless && compileFinding(trigger.unless, context);
  const { calendar } = context.moment;
  return (state, { verdict }) => {
    const stored = state.previous.triggers.get(trigger.id);
    const firedAt = stored?.lastFiredAt;
    const isCooling = verdict === "cooling" && firedAt !== undefined && trigger.cooldown !== undefined;
    return {
      trigger: trigger.id,
      verdict,
      firings: stored?.firings ?? 0,
      lastFiredAt: firedAt,
      finding: find(state).text,
      held: verdict === "held" ? findHold?.(state).text : undefined,
      coolsUntil: isCooling ? finite(calendar.add(firedAt, trigger.cooldown)) : undefined,
      location: trigger.location,
    };
  };
}
