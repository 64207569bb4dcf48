// Takes what an evaluation says of a contact into the tables, writing only what differs from what is there.

import type { Evaluation, ScoredContact } from "../evaluate/history.ts";
import { formatDecimal } from "../values/decimal.ts";
import { saveFirings } from "./actions.ts";
import { findChanges, saveChanges } from "./changes.ts";
import type { Connection } from "./connection.ts";
import type { RunContext } from "./run-context.ts";
import {
  saveAwards,
  saveClasses,
  saveMemberships,
  saveScores,
  saveStage,
  saveTriggers,
} from "./save-rows.ts";
import { loadStates, type MembershipRow, type StageRow, type StoredState, type TriggerRow } from "./state.ts";

export function saveEvaluation(
  connection: Connection,
  run: RunContext,
  contactId: string,
  before: StoredState,
  evaluation: Evaluation,
): void {
  const isScored = evaluation.kind === "scored";
  const after = isScored ? scoredState(run, before, evaluation) : leftOutState(before, "excluded");
  saveState(connection, run, contactId, before, after);
  if (isScored) saveFirings(connection, run, contactId, evaluation);
}

/** A retired contact is not scored, and leaves all it was in. As a part of another it has nothing of its own. */
export function saveRetirement(connection: Connection, run: RunContext, contactId: string): void {
  const before = loadStates(connection, { first: contactId, last: contactId })(contactId);
  if (before.leftOut === "merged") return;
  saveState(connection, run, contactId, before, leftOutState(before, "retired"));
}

function saveState(
  connection: Connection,
  run: RunContext,
  contactId: string,
  before: StoredState,
  after: StoredState,
): void {
  if (after.leftOut !== before.leftOut) {
    connection.run("update contact set left_out = ? where contact_id = ?", after.leftOut, contactId);
  }
  saveAwards(connection, contactId, before.awards, after.awards);
  saveScores(connection, contactId, before.scores, after.scores);
  saveClasses(connection, contactId, before.classes, after.classes);
  saveMemberships(connection, contactId, before.memberships, after.memberships);
  saveStage(connection, contactId, before.stage, after.stage);
  saveTriggers(connection, contactId, before.triggers, after.triggers);
  if (!run.isFirst) saveChanges(connection, run.runId, contactId, findChanges(before, after));
}

/** What conditions gave goes; what triggers gave stays for the day the contact is back. */
function leftOutState(before: StoredState, leftOut: "excluded" | "retired"): StoredState {
  return {
    leftOut,
    isAnonymous: before.isAnonymous,
    awards: [],
    scores: [],
    classes: [],
    memberships: before.memberships.filter((row) => row.setBy === "trigger"),
    triggers: before.triggers,
    stage: before.stage,
  };
}

function scoredState(run: RunContext, before: StoredState, evaluation: ScoredContact): StoredState {
  return {
    leftOut: before.isAnonymous && !run.includeAnonymous ? "anonymous" : null,
    isAnonymous: before.isAnonymous,
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
      ...membershipsOf("segment", run, before, evaluation.segments),
      ...membershipsOf("label", run, before, evaluation.labels),
      ...keptMemberships(run, before),
    ],
    triggers: triggersOf(run, before, evaluation),
    stage: stageOf(before, evaluation),
  };
}

/**
 * The scores are those of the move, so they stay while the stage does. A stage that the rulebook has no more is kept
 * for the day it comes back; outputs leave it out.
 */
function stageOf(before: StoredState, { stage, scores }: ScoredContact): StageRow | undefined {
  if (stage === undefined) return before.stage;
  const { stage: name, since } = stage;
  if (before.stage?.stage === name && before.stage.since === since) return before.stage;
  const decimals = scores.map(({ group, points }) => [group, formatDecimal(points)]);
  return { stage: name, since, scores: JSON.stringify(Object.fromEntries(decimals)) };
}

function membershipsOf(
  kind: "segment" | "label",
  { asOf, rulebook }: RunContext,
  before: StoredState,
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
function keptMemberships({ rulebook }: RunContext, before: StoredState): readonly MembershipRow[] {
  const current = new Set([...rulebook.segments, ...rulebook.labels].map(({ kind, id }) => `${kind} ${id}`));
  return before.memberships.filter(
    ({ kind, name, setBy }) => setBy === "trigger" && !current.has(`${kind} ${name}`),
  );
}

/** States of triggers that the rulebook has no more are kept: a trigger that comes back does not fire again. */
function triggersOf(
  { rulebook }: RunContext,
  before: StoredState,
  evaluation: ScoredContact,
): readonly TriggerRow[] {
  const current = new Set([...rulebook.triggers.map((trigger) => trigger.id), ...evaluation.triggers.keys()]);
  const kept = before.triggers.filter((row) => !current.has(row.triggerId));
  const states = [...evaluation.triggers].map(([triggerId, { armed, firings, lastFiredAt }]) => ({
    triggerId,
    armed: armed ? 1 : 0,
    firings,
    lastFiredAt: lastFiredAt ?? null,
  }));
  return [...kept, ...states];
}
