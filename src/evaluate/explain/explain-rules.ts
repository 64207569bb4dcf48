// What each rule did for each of its groups: the award with all that is behind it, or why there is none.

import type { Rule } from "../../rulebook/rule-model.ts";
import { type Micro, micro } from "../../values/decimal.ts";
import type { CompileContext } from "../compile-context.ts";
import type { ContactState } from "../contact-state.ts";
import type { Award, HistoryEvent } from "../history.ts";
import {
  awardRule,
  type CompiledRule,
  type EventAccount,
  type EventAward,
  eventsSinceReset,
} from "../rules.ts";
import type { Steps } from "../steps.ts";
import type { AwardLine, SeenEvent } from "./explanation.ts";
import { compileFinding } from "./findings.ts";
import { wordDecay, wordLimit } from "./rule-wording.ts";
import { compileValue, compileWhyNothing, pointsSource } from "./why-nothing.ts";

/** What one rule did for one group. */
export interface RuleAccount {
  readonly group: string;
  readonly rule: string;
  readonly outcome: AwardLine | { readonly kind: "nothing"; readonly reason: string };
  /** Matching events that a reset of the group has left behind. */
  readonly outdated: readonly HistoryEvent[];
}

export function compileRuleAccount(
  compiled: CompiledRule,
  { context, resets }: Steps,
): (state: ContactState) => readonly RuleAccount[] {
  const { rule, selector } = compiled;
  const whyNothing = compileWhyNothing(compiled, context);
  const whyAward = compileWhyAward(rule, context);
  return (state) => {
    const awards: Award[] = [];
    awardRule(compiled, state, awards);
    return rule.groups.map((group) => {
      const award = awards.find((each) => each.group === group);
      const matching = selector === undefined ? [] : state.matches.untold(selector);
      const current = selector === undefined ? [] : eventsSinceReset(state, selector, resets.get(group));
      const outcome =
        award === undefined
          ? { kind: "nothing" as const, reason: whyNothing(state, matching, current) }
          : describeAward(compiled, award, whyAward(state), state, context);
      const outdated = current.length === matching.length ? [] : matching.filter((e) => !current.includes(e));
      return { group, rule: rule.id, outcome, outdated };
    });
  };
}

/** The values that a rule's condition and points rest on. */
function compileWhyAward(rule: Rule, context: CompileContext): (state: ContactState) => string | undefined {
  const findGate = rule.when && compileFinding(rule.when, context);
  const sources =
    rule.kind === "period" ? [rule.since, pointsSource(rule.points)] : [pointsSource(rule.points)];
  const values = sources.flatMap((source) => (source === undefined ? [] : [compileValue(source, context)]));
  return (state) => {
    const reasons = [
      ...(findGate === undefined ? [] : [findGate(state).text]),
      ...values.map((v) => v(state)),
    ];
    return reasons.length === 0 ? undefined : reasons.join(", ");
  };
}

function describeAward(
  compiled: CompiledRule,
  award: Award,
  reason: string | undefined,
  state: ContactState,
  { moment }: CompileContext,
): AwardLine {
  const { rule } = compiled;
  const account: EventAccount = { awarded: [], refused: [], worthless: [] };
  const { sum } = compiled.yieldFor(state, award.group, account)!;
  const { awarded, refused, worthless } = account;
  return {
    kind: "award",
    rule: rule.id,
    times: award.times,
    points: award.points,
    each: awarded.length === 0 ? micro(sum / BigInt(award.times)) : commonWorth(awarded),
    uncut: sum === award.points ? undefined : sum,
    events: awarded.map(({ event, points, undecayed }) => ({ ...seen(event), points, undecayed })),
    refused: refused.map(({ event, limits }) => ({ ...seen(event), limits: limits.map(wordLimit) })),
    worthless: worthless.map(seen),
    decay: rule.kind === "event" ? wordDecay(rule.decay, awarded, moment) : undefined,
    reason,
    note: rule.note,
    location: rule.location,
  };
}

function seen({ id, type, at }: HistoryEvent): SeenEvent {
  return { id, type, at };
}

function commonWorth(awards: readonly EventAward[]): Micro | undefined {
  const first = awards[0]?.points;
  return awards.every(({ points }) => points === first) ? first : undefined;
}
