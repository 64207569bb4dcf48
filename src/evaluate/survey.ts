// What a rulebook does over many contacts: the evaluator's own steps, counted.

import type { Group, PlainGroup, Rulebook } from "../rulebook/model.ts";
import { createCalendar, type Instant } from "../values/calendar.ts";
import { type Micro, ZERO } from "../values/decimal.ts";
import type { ScoreRange } from "./bounds/score-sets.ts";
import type { ContactState } from "./contact-state.ts";
import type { Award, History } from "./history.ts";
import { createMoment } from "./moment.ts";
import type { CompiledRule } from "./rules.ts";
import { compileSteps, type ScoredOutcome, takeSteps } from "./steps.ts";

/** Counts of contacts and of awards, one for each contact and group. */
export interface RuleCounts {
  /** Judged by the as-of alone. */
  readonly isActive: boolean;
  /** Contacts with events that the rule selects; of other rules all contacts. */
  matched: number;
  /** Those of them that meet the rule's `when`. */
  admitted: number;
  awards: number;
  /** Of these, awards of other than 0 points. */
  awardsWithPoints: number;
  /** Of these, cut by `max_points`. */
  cutAwards: number;
  /** Of those with points, awards without which the score would be the same, as a bound of the group holds it. */
  idleAwards: number;
  /** The groups of idle awards, and which bound of theirs it is. */
  readonly idleIn: Map<string, "min" | "max">;
}

export interface Survey {
  /** Excluded ones are not among them. */
  readonly contacts: number;
  readonly excluded: number;
  /** By id. */
  readonly rules: ReadonlyMap<string, Readonly<RuleCounts>>;
  /** Triggers whose `when` some contact meets now, or has met in an earlier run. */
  readonly metTriggers: ReadonlySet<string>;
  /** By group: the least and the greatest score; none without contacts. */
  readonly scores: ReadonlyMap<string, ScoreRange>;
}

export interface Surveyor {
  /** Throws a PointsRangeError. */
  readonly look: (history: History) => void;
  /** Of all looked at so far. */
  readonly survey: () => Survey;
}

export function createSurveyor(rulebook: Rulebook, asOf: Instant): Surveyor {
  const moment = createMoment(asOf, createCalendar(rulebook.timezone));
  const steps = compileSteps(rulebook, moment);
  const rules = new Map(steps.rules.map(({ rule, isActive }) => [rule.id, startCounts(isActive)] as const));
  const countEach = [
    ...steps.rules.map((compiled) => compileReach(compiled, rules.get(compiled.rule.id)!)),
    compileAwardCount(steps.rules, rules),
    compileIdleCount(rulebook.groups, rules),
  ];
  const metTriggers = new Set<string>();
  const scores = new Map<string, ScoreRange>();
  let contacts = 0;
  let excluded = 0;
  return {
    look(history) {
      moment.due.begin();
      const outcome = takeSteps(steps, history);
      if (outcome.kind === "excluded") {
        excluded++;
        return;
      }
      contacts++;
      for (const count of countEach) count(outcome);
      for (const { trigger, verdict } of outcome.triggers.judgements) {
        if (verdict !== "not_met" && verdict !== "resting") metTriggers.add(trigger);
      }
      for (const [group, score] of outcome.state.scores) scores.set(group, widened(scores.get(group), score));
    },
    survey: () => ({ contacts, excluded, rules, metTriggers, scores }),
  };
}

function startCounts(isActive: boolean): RuleCounts {
  return {
    isActive,
    ...{ matched: 0, admitted: 0, awards: 0, awardsWithPoints: 0, cutAwards: 0, idleAwards: 0 },
    idleIn: new Map(),
  };
}

type Count = (outcome: ScoredOutcome) => void;

function compileReach({ selector, isGateOpen }: CompiledRule, counts: RuleCounts): Count {
  return ({ state }) => {
    if (selector !== undefined && state.matches.untold(selector).length === 0) return;
    counts.matched++;
    if (isGateOpen(state)) counts.admitted++;
  };
}

function compileAwardCount(compiled: readonly CompiledRule[], rules: ReadonlyMap<string, RuleCounts>): Count {
  const capped = new Map(
    compiled.flatMap((each) => {
      const { rule } = each;
      const isCapped = (rule.kind === "event" || rule.kind === "period") && rule.maxPoints !== undefined;
      return isCapped ? [[rule.id, each] as const] : [];
    }),
  );
  return ({ state, awards }) => {
    for (const award of awards) {
      const counts = rules.get(award.rule)!;
      counts.awards++;
      if (award.points !== ZERO) counts.awardsWithPoints++;
      const mayBeCut = capped.get(award.rule);
      if (mayBeCut !== undefined && isCut(mayBeCut, award, state)) counts.cutAwards++;
    }
  };
}

function isCut({ yieldFor }: CompiledRule, { group, points }: Award, state: ContactState): boolean {
  return yieldFor(state, group)?.sum !== points;
}

function compileIdleCount(groups: readonly Group[], rules: ReadonlyMap<string, RuleCounts>): Count {
  const bounded = groups.filter(
    (group): group is PlainGroup => group.kind === "plain" && (group.min ?? group.max) !== undefined,
  );
  return ({ awards }) => {
    for (const group of bounded) {
      const own = awards.filter((award) => award.group === group.id && award.points !== ZERO);
      const total = own.reduce<bigint>((sum, { points }) => sum + points, group.start);
      for (const { rule, points } of own) {
        const bound = boundWithout(group, total, points);
        if (bound !== undefined) countIdle(rules.get(rule)!, group.id, bound);
      }
    }
  };
}

/** The bound that the score is at with an award and without. */
function boundWithout({ min, max }: PlainGroup, total: bigint, points: Micro): "min" | "max" | undefined {
  const without = total - points;
  if (points > 0n) return max !== undefined && without >= max ? "max" : undefined;
  return min !== undefined && without <= min ? "min" : undefined;
}

function countIdle(counts: RuleCounts, group: string, bound: "min" | "max"): void {
  counts.idleAwards++;
  counts.idleIn.set(group, bound);
}

function widened(range: ScoreRange | undefined, score: Micro): ScoreRange {
  if (range === undefined) return { low: score, high: score };
  if (score >= range.low && score <= range.high) return range;
  return score < range.low ? { low: score, high: range.high } : { low: range.low, high: score };
}
