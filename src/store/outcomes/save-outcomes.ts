// Takes what evaluations say into the tables.

import type { Instant } from "../../values/calendar.ts";
import type { Connection } from "../database/connection.ts";
import type { LeftOut, OutputRow } from "../model.ts";
import type { Change } from "./changes.ts";
import { filesOf } from "./listed-files.ts";
import type { FiringRecord, Outcome } from "./outcomes.ts";
import { saveOutputRows } from "./output-rows.ts";
import { encodeState, type StateTexts } from "./state.ts";
import { saveDueAt, saveStateTexts } from "./state-table.ts";
import { countContact, type Tallies, type TallyRows } from "./tallies.ts";

/** An outcome as texts, which cross threads cheaply. */
export interface SavedOutcome {
  readonly contactId: string;
  readonly leftOut: LeftOut | null;
  readonly leftOutBefore: LeftOut | null;
  /** Absent where it is as it was. */
  readonly state: StateTexts | undefined;
  readonly dueAt: Instant | undefined;
  readonly changes: readonly Change[];
  readonly firings: readonly FiringRecord[];
  readonly rows: readonly OutputRow[];
  /** Files that listed the contact before. */
  readonly formerFiles: readonly string[];
}

export interface OutcomePage {
  readonly outcomes: readonly SavedOutcome[];
  /** What they add to the tallies. */
  readonly tallies: TallyRows;
}

/** `former` is the contact's record before. */
export function toSavedOutcome(
  outcome: Outcome,
  former: { readonly leftOut: LeftOut | null; readonly state: StateTexts | undefined },
  rows: readonly OutputRow[],
): SavedOutcome {
  const { contactId, leftOut, dueAt, changes, firings } = outcome;
  const state = encodeState(outcome.after);
  return {
    contactId,
    leftOut,
    leftOutBefore: former.leftOut,
    dueAt,
    changes,
    firings,
    rows,
    state: former.state !== undefined && sameTexts(state, former.state) ? undefined : state,
    formerFiles: outcome.wasListed ? filesOf(outcome.before) : [],
  };
}

function sameTexts(a: StateTexts, b: StateTexts): boolean {
  return (
    a.scores === b.scores &&
    a.awards === b.awards &&
    a.memberships === b.memberships &&
    a.triggers === b.triggers &&
    a.classes === b.classes &&
    a.stage === b.stage
  );
}

/** What an outcome changes in the tallies; where all contacts are evaluated these begin at nothing. */
export function countOutcome(
  tallies: Tallies,
  { before, after, wasListed, leftOut }: Outcome,
  evaluatesAll: boolean,
): void {
  if (wasListed && !evaluatesAll) countContact(tallies, before, -1);
  if (leftOut === null) countContact(tallies, after, 1);
}

export interface SaveContext {
  readonly runId: number;
  readonly asOf: Instant;
}

export function saveOutcome(connection: Connection, run: SaveContext, outcome: SavedOutcome): void {
  const { contactId, leftOut, leftOutBefore, state, dueAt } = outcome;
  if (leftOut !== leftOutBefore) {
    connection.run("update contact set left_out = ? where contact_id = ?", leftOut, contactId);
  }
  if (state === undefined) saveDueAt(connection, contactId, dueAt);
  else saveStateTexts(connection, contactId, state, dueAt);
  saveChanges(connection, run.runId, contactId, outcome.changes);
  saveOutputRows(connection, contactId, outcome.formerFiles, outcome.rows);
  for (const firing of outcome.firings) saveFiring(connection, run, contactId, firing);
}

export function saveChanges(
  connection: Connection,
  runId: number,
  contactId: string,
  changes: readonly Change[],
): void {
  for (const { kind, name, before, after } of changes) {
    connection.run(
      "insert into change (run_id, contact_id, kind, name, before, after) values (?, ?, ?, ?, ?, ?)",
      ...[runId, contactId, kind, name, before ?? null, after ?? null],
    );
  }
}

function saveFiring(
  connection: Connection,
  { runId, asOf }: SaveContext,
  contactId: string,
  { trigger, number, scores, why, actions }: FiringRecord,
): void {
  connection.run(
    "insert into firing (trigger_id, contact_id, number, fired_at, run_id) values (?, ?, ?, ?, ?)",
    ...[trigger, contactId, number, asOf, runId],
  );
  for (const [index, { kind, target, parameters }] of actions.entries()) {
    const actionId = `${trigger}:${contactId}:${number}:${index + 1}`;
    connection.run(
      `insert into action (action_id, contact_id, trigger_id, number, position, kind, target, parameters,
        fired_at, scores, why, run_id, written_run_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[actionId, contactId, trigger, number, index + 1, kind, target, parameters],
      ...[asOf, scores, why, runId, runId],
    );
  }
}
