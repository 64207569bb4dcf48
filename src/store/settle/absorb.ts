// When somebody turns out to be another contact, what triggers and stages have given counts for that one too: nobody
// gets the same e-mail twice for having had two names.

import type { Connection } from "../database/connection.ts";
import { filesOf, SCORES_FILE } from "../outcomes/listed-files.ts";
import { leftOutState } from "../outcomes/outcomes.ts";
import { removeOutputRows } from "../outcomes/output-rows.ts";
import type { KeptState, TriggerRow } from "../outcomes/state.ts";
import { loadState, removeState, saveRestingState } from "../outcomes/state-table.ts";
import { countContact, type Tallies } from "../outcomes/tallies.ts";

/**
 * What `to` has of its own stays as it is. `from` keeps what it had, unseen, for the day it is one of its own again: it
 * must not fire anew what has gone out. The row in `contact` is left to the caller, and `from` must be unlisted.
 */
export function absorbState(connection: Connection, from: string, to: string, tallies: Tallies): void {
  const kept = leftOutState(loadState(connection, from));
  const own = loadState(connection, to);
  saveRestingState(connection, from, kept);
  copyFirings(connection, from, to);
  const joint = {
    ...own,
    memberships: [...own.memberships, ...kept.memberships.filter((row) => !hasMembership(own, row))],
    stage: own.stage ?? kept.stage,
    triggers: mergeTriggers(connection, to, own.triggers, kept.triggers),
  };
  saveRestingState(connection, to, joint);
  recount(connection, to, own, joint, tallies);
  connection.run("update action set contact_id = ? where contact_id = ?", to, from);
}

/** This run's evaluation takes out of the tallies what the state says, so that must be in them. */
function recount(
  connection: Connection,
  contactId: string,
  before: KeptState,
  after: KeptState,
  tallies: Tallies,
): void {
  if (!isListed(connection, contactId)) return;
  countContact(tallies, before, -1);
  countContact(tallies, after, 1);
}

function hasMembership(
  { memberships }: KeptState,
  { kind, name }: { readonly kind: string; readonly name: string },
): boolean {
  return memberships.some((row) => row.kind === kind && row.name === name);
}

/** Numbered on from those that `to` has. Those that it has got from `from` before are known by their run. */
function copyFirings(connection: Connection, from: string, to: string): void {
  connection.run(
    `insert into firing (trigger_id, contact_id, number, fired_at, run_id)
    select theirs.trigger_id, heir.id, theirs.number + coalesce(
        (select max(number) from firing where trigger_id = theirs.trigger_id and contact_id = heir.id), 0),
      theirs.fired_at, theirs.run_id
    from (select ? as id) as heir join firing as theirs
    where theirs.contact_id = ? and not exists (select 1 from firing as own
      where own.trigger_id = theirs.trigger_id and own.contact_id = heir.id and own.run_id = theirs.run_id)`,
    ...[to, from],
  );
}

/** Armed where both are; the next firing is numbered after the last one of either. */
function mergeTriggers(
  connection: Connection,
  contactId: string,
  own: readonly TriggerRow[],
  theirs: readonly TriggerRow[],
): readonly TriggerRow[] {
  const merged = new Map(own.map((row) => [row.triggerId, row]));
  for (const row of theirs) {
    const known = merged.get(row.triggerId);
    const armed = known === undefined ? row.armed : Math.min(known.armed, row.armed);
    merged.set(row.triggerId, { ...(known ?? row), armed });
  }
  return [...merged.values()].map((row) => ({ ...row, ...lastFiring(connection, contactId, row) }));
}

function lastFiring(
  connection: Connection,
  contactId: string,
  { triggerId, firings, lastFiredAt }: TriggerRow,
): Pick<TriggerRow, "firings" | "lastFiredAt"> {
  const last = connection.get<{ number: number; firedAt: number }>(
    `select max(number) as number, max(fired_at) as firedAt from firing where trigger_id = ? and contact_id = ?
    having count(*) > 0`,
    ...[triggerId, contactId],
  );
  return last === undefined ? { firings, lastFiredAt } : { firings: last.number, lastFiredAt: last.firedAt };
}

/** Whether lists have rows of it, and tallies count it. */
function isListed(connection: Connection, contactId: string): boolean {
  const sql = "select 1 from output_row where file = ? and contact_id = ?";
  return connection.get(sql, SCORES_FILE, contactId) !== undefined;
}

/** Takes a contact out of the lists, if it is in any: before it is retired, becomes a part of another, or goes. */
export function unlist(connection: Connection, contactId: string, tallies: Tallies): void {
  if (!isListed(connection, contactId)) return;
  const state = loadState(connection, contactId);
  countContact(tallies, state, -1);
  removeOutputRows(connection, contactId, filesOf(state));
}

/** Everything that runs have found of a contact that is in no list any more. */
export function removeFindings(connection: Connection, contactId: string): void {
  removeState(connection, contactId);
  connection.run("delete from firing where contact_id = ?", contactId);
}
