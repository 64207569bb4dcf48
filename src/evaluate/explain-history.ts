// The evaluator's own account of itself: the same compiled steps, with what each of them found.

import type { CombinedGroup, PlainGroup, Rulebook, Trigger } from "../rulebook/model.ts";
import { createCalendar, type Instant } from "../values/calendar.ts";
import { type Micro, micro, multiply, weightedSum, ZERO } from "../values/decimal.ts";
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
import { awardRule, type CompiledRule, type EventAward } from "./rules.ts";
import { compileSteps, type Steps } from "./steps.ts";

/** One contact as of one instant. Pure, as evaluation is. */
export function explainHistory(rulebook: Rulebook, history: History, asOf: Instant): Explanation {
  const steps = compileSteps(rulebook, { asOf, calendar: createCalendar(rulebook.timezone) });
  const findExclusion = rulebook.exclude && compileFinding(rulebook.exclude, steps.context);
  const rules = steps.rules.map((compiled) => compileRuleAccount(compiled, steps));
  const triggers = rulebook.triggers.map((trigger) => compileTriggerAccount(trigger, steps));

  const state = steps.begin(history);
  if (steps.isExcluded(state)) return { kind: "excluded", reason: findExclusion?.(state).text ?? "" };
  steps.score(
    state,
    steps.rules.flatMap((rule) => awardRule(rule, state)),
  );
  steps.classify(state);
  steps.carryOver(state);
  steps.advance(state);
  steps.join(state);
  const accounts = rules.flatMap((account) => account(state));
  const resetAt = (group: string) => {
    const selector = steps.resets.get(group);
    return selector === undefined ? undefined : state.matches(selector).at(-1)?.at;
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
    triggers: triggers.map((account) => account(state)),
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
  { context }: Steps,
): (state: ContactState) => readonly RuleAccount[] {
  const { rule } = compiled;
  const findGate = rule.when === undefined ? undefined : compileFinding(rule.when, context);
  return (state) => {
    const awards = awardRule(compiled, state);
    return rule.groups.map((group) => {
      const award = awards.find((each) => each.group === group);
      const outcome =
        award === undefined
          ? { kind: "nothing" as const, reason: whyNothing(compiled, findGate, state) }
          : describeAward(compiled, award, findGate, state);
      return { group, rule: rule.id, outcome };
    });
  };
}

function whyNothing(
  { rule, isActive, selector }: CompiledRule,
  findGate: FindingOf | undefined,
  state: ContactState,
): string {
  if (!isActive) return "not active on this day";
  const gate = findGate?.(state);
  if (gate?.holds === false) return gate.text;
  if (selector !== undefined && state.matches(selector).length === 0) return "no such event";
  return rule.kind === "period" ? "no whole period has passed" : "no value that gives points";
}

function describeAward(
  compiled: CompiledRule,
  award: Award,
  findGate: FindingOf | undefined,
  state: ContactState,
): AwardLine {
  const { rule } = compiled;
  const { sum, events } = compiled.yieldFor(state, award.group)!;
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
    reason: findGate?.(state).text,
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
  const bounded: ScoreLine[] =
    difference === 0n ? [] : [{ kind: difference > 0n ? "min" : "max", points: difference, bound: score }];
  return {
    group: group.id,
    score,
    band: state.bands.get(group.id),
    lines: [...lines, ...bounded],
    notAwarded,
  };
}

function compileTriggerAccount(
  trigger: Trigger,
  { context }: Steps,
): (state: ContactState) => TriggerExplanation {
  const find = compileFinding(trigger.when, context);
  const findHold = trigger.unless && compileFinding(trigger.unless, context);
  return (state) => {
    const { holds, text } = find(state);
    const hold = findHold?.(state);
    return {
      trigger: trigger.id,
      state: state.previous.triggers.get(trigger.id),
      met: holds,
      finding: text,
      held: holds && hold?.holds === true ? hold.text : undefined,
      location: trigger.location,
    };
  };
}
