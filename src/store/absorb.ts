// When somebody turns out to be another contact, what triggers and stages have given counts for that one too: nobody
// gets the same e-mail twice for having had two names.

import type { Connection } from "./connection.ts";

const COMPUTED = ["award", "score", "class"];
const KEPT = ["trigger_state", "firing", "membership", "stage"];

/**
 * What `to` has of its own stays as it is. `from` keeps what it had, unseen, for the day it is one of its own again: it
 * must not fire anew what has gone out. The row in `contact` is left to the caller.
 */
export function absorbState(connection: Connection, from: string, to: string): void {
  removeComputed(connection, from);
  copyFirings(connection, from, to);
  copyTriggerStates(connection, from, to);
  connection.run(
    `insert or ignore into membership (contact_id, kind, name, since, set_by)
    select ?, kind, name, since, set_by from membership where contact_id = ?`,
    ...[to, from],
  );
  connection.run(
    "insert or ignore into stage (contact_id, stage, since, scores) select ?, stage, since, scores from stage where contact_id = ?",
    ...[to, from],
  );
  connection.run("update action set contact_id = ? where contact_id = ?", to, from);
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
function copyTriggerStates(connection: Connection, from: string, to: string): void {
  connection.run(
    `insert into trigger_state (contact_id, trigger_id, armed, firings, last_fired_at)
    select ?, trigger_id, armed, firings, last_fired_at from trigger_state where contact_id = ?
    on conflict do update set armed = min(armed, excluded.armed)`,
    ...[to, from],
  );
  connection.run(
    `update trigger_state set (firings, last_fired_at) = (select max(number), max(fired_at) from firing
      where firing.trigger_id = trigger_state.trigger_id and firing.contact_id = trigger_state.contact_id)
    where contact_id = ? and exists (select 1 from firing
      where firing.trigger_id = trigger_state.trigger_id and firing.contact_id = trigger_state.contact_id)`,
    to,
  );
}

function removeComputed(connection: Connection, contactId: string): void {
  connection.run("delete from membership where contact_id = ? and set_by = 'condition'", contactId);
  for (const table of COMPUTED) connection.run(`delete from ${table} where contact_id = ?`, contactId);
}

export function removeState(connection: Connection, contactId: string): void {
  for (const table of [...COMPUTED, ...KEPT]) {
    connection.run(`delete from ${table} where contact_id = ?`, contactId);
  }
}
