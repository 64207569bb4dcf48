// What an evaluation makes of a contact: its next state, what moved, what fired. Plain data, worked out in any thread.

import type { Award, Evaluation, Firing, ScoredContact } from "../../evaluate/history.ts";
import type { Rulebook } from "../../rulebook/model.ts";
import type { Instant } from "../../values/calendar.ts";
import { formatDecimal } from "../../values/decimal.ts";
import type { ContactRecord, LeftOut } from "../model.ts";
import { type Change, findChanges } from "./changes.ts";
import type { KeptState, MembershipRow, StageRow, TriggerRow } from "./state.ts";

export interface Outcome {
  readonly contactId: string;
  /** Whether lists have rows of the contact from before, and why they are to have none now. */
  readonly wasListed: boolean;
  readonly leftOut: LeftOut | null;
  readonly before: KeptState;
  readonly after: KeptState;
  readonly dueAt: Instant | undefined;
  readonly changes: readonly Change[];
  readonly firings: readonly FiringRecord[];
}

export interface FiringRecord {
  readonly trigger: string;
  readonly number: number;
  /** JSON object of group -> decimal. */
  readonly scores: string;
  /** The awards behind it. */
  readonly why: string;
  readonly actions: readonly ActionRecord[];
}

export interface ActionRecord {
  readonly kind: string;
  readonly target: string;
  /** JSON object. */
  readonly parameters: string;
}

export interface OutcomeContext {
  readonly asOf: Instant;
  readonly rulebook: Rulebook;
  /** The first run of a database has nothing to compare with: it records no changes. */
  readonly isFirst: boolean;
  /** Outputs list anonymous contacts too. */
  readonly includeAnonymous: boolean;
}

export function describeOutcome(
  context: OutcomeContext,
  record: Pick<ContactRecord, "contactId" | "isListed" | "isAnonymous">,
  before: KeptState,
  evaluation: Evaluation,
): Outcome {
  const isScored = evaluation.kind === "scored";
  const after = isScored ? scoredState(context, before, evaluation) : leftOutState(before);
  const isUnlisted = record.isAnonymous && !context.includeAnonymous;
  return {
    contactId: record.contactId,
    wasListed: record.isListed,
    leftOut: !isScored ? "excluded" : isUnlisted ? "anonymous" : null,
    before,
    after,
    dueAt: evaluation.dueAt,
    changes: context.isFirst ? [] : findChanges(before, after),
    firings: isScored ? describeFirings(context.rulebook, evaluation) : [],
  };
}

/** What conditions gave goes; what triggers gave stays for the day the contact is back. */
export function leftOutState(before: KeptState): KeptState {
  return {
    awards: [],
    scores: [],
    classes: [],
    memberships: before.memberships.filter((row) => row.setBy === "trigger"),
    triggers: before.triggers,
    stage: before.stage,
  };
}

function scoredState(context: OutcomeContext, before: KeptState, evaluation: ScoredContact): KeptState {
  return {
    awards: evaluation.awards.map(({ group, rule, times, points, firstAt, lastAt }) => ({
      groupId: group,
      ruleId: rule,
      times,
      points,
      firstAt: firstAt ?? null,
      lastAt: lastAt ?? null,
    })),
    scores: evaluation.scores.map(({ group, points, band }) => ({
      groupId: group,
      points,
      band: band ?? null,
    })),
    classes: evaluation.classes.map((entry) => ({ classId: entry.class, value: entry.value })),
    memberships: [
      ...membershipsOf("segment", context, before, evaluation.segments),
      ...membershipsOf("label", context, before, evaluation.labels),
      ...keptMemberships(context, before),
    ],
    triggers: triggersOf(context, before, evaluation),
    stage: stageOf(before, evaluation),
  };
}

/**
 * The scores are those of the move, so they stay while the stage does. A stage that the rulebook has no more is kept
 * for the day it comes back; outputs leave it out.
 */
function stageOf(before: KeptState, { stage, scores }: ScoredContact): StageRow | undefined {
  if (stage === undefined) return before.stage;
  const { stage: name, since } = stage;
  if (before.stage?.stage === name && before.stage.since === since) return before.stage;
  return { stage: name, since, scores: decimals(scores) };
}

function decimals(scores: ScoredContact["scores"]): Readonly<Record<string, string>> {
  return Object.fromEntries(scores.map(({ group, points }) => [group, formatDecimal(points)]));
}

function membershipsOf(
  kind: "segment" | "label",
  { asOf, rulebook }: OutcomeContext,
  before: KeptState,
  names: readonly string[],
): readonly MembershipRow[] {
  const collections = kind === "segment" ? rulebook.segments : rulebook.labels;
  return names.map((name) => {
    const stored = before.memberships.find((row) => row.kind === kind && row.name === name);
    const computed = collections.some((entry) => entry.id === name && entry.when !== undefined);
    return { kind, name, since: stored?.since ?? asOf, setBy: computed ? "condition" : "trigger" };
  });
}

/** What triggers set in segments and labels that the rulebook has no more is kept for the day they come back. */
function keptMemberships({ rulebook }: OutcomeContext, before: KeptState): readonly MembershipRow[] {
  const isCurrent = (row: MembershipRow) =>
    (row.kind === "segment" ? rulebook.segments : rulebook.labels).some(({ id }) => id === row.name);
  return before.memberships.filter((row) => row.setBy === "trigger" && !isCurrent(row));
}

/** States of triggers that the rulebook has no more are kept: a trigger that comes back does not fire again. */
function triggersOf(
  { rulebook }: OutcomeContext,
  before: KeptState,
  { triggers }: ScoredContact,
): readonly TriggerRow[] {
  const isCurrent = (id: string) =>
    triggers.has(id) || rulebook.triggers.some((trigger) => trigger.id === id);
  const kept = before.triggers.filter((row) => !isCurrent(row.triggerId));
  const states = [...triggers].map(([triggerId, { armed, firings, lastFiredAt }]) => ({
    triggerId,
    armed: armed ? 1 : 0,
    firings,
    lastFiredAt: lastFiredAt ?? null,
  }));
  return [...kept, ...states];
}

function describeFirings(rulebook: Rulebook, contact: ScoredContact): readonly FiringRecord[] {
  if (contact.firings.length === 0) return [];
  const scores = JSON.stringify(decimals(contact.scores));
  const why = describeAwards(rulebook, contact.awards);
  return contact.firings.map(({ trigger, number, actions }) => ({
    trigger,
    number,
    scores,
    why,
    actions: actions.map(describeAction),
  }));
}

function describeAction(action: Firing["actions"][number]): ActionRecord {
  return { kind: action.kind, target: action.target, parameters: JSON.stringify(action.with) };
}

/**
 * The awards in rulebook order: "bought-shoes +60, no-click -15"; where the rulebook has several plain groups, by
 * group: "ski: viewed-skis +20; hiking: viewed-boots +5".
 */
export function describeAwards(rulebook: Rulebook, awards: readonly Award[]): string {
  const groups = rulebook.groups.filter((group) => group.kind === "plain").map((group) => group.id);
  const parts = groups.flatMap((group) => {
    const list = awards.filter((award) => award.group === group).map(describeAward);
    if (list.length === 0) return [];
    return groups.length === 1 ? list.join(", ") : `${group}: ${list.join(", ")}`;
  });
  return parts.join("; ");
}

function describeAward({ rule, points }: Award): string {
  return `${rule} ${points > 0n ? "+" : ""}${formatDecimal(points)}`;
}
