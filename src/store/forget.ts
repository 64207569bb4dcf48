// Erases a contact: everything that names it or tells of it, but a keyed hash by which later exports are known.

import type { Instant } from "../values/calendar.ts";
import { removeState } from "./absorb.ts";
import type { Connection } from "./connection.ts";
import { rememberForgotten } from "./forgotten.ts";
import { parseOthers } from "./links.ts";
import { eraseRejects } from "./rejects.ts";
import { settleGroups } from "./settle-groups.ts";

/** How much was erased. */
export interface Erasure {
  readonly identities: number;
  readonly events: number;
  /** Rows refused that held one of its identities; that there were such rows stays. */
  readonly rejects: number;
}

export interface ForgetContext {
  /** The last run, and its as-of. */
  readonly runId: number;
  readonly asOf: Instant;
  /** Kinds of identities in rank order. */
  readonly ranked: readonly string[];
}

interface OwnIdentity {
  readonly id: number;
  readonly kind: string;
  readonly key: string;
  readonly value: string;
}

/** Within the caller's transaction. The contact must be known. */
export function forgetContact(connection: Connection, contactId: string, context: ForgetContext): Erasure {
  const identities = connection.all<OwnIdentity>(
    "select identity_id as id, kind, key, value from identity where contact_id = ?",
    contactId,
  );
  const ids = JSON.stringify(identities.map(({ id }) => id));
  rememberForgotten(connection, identities);
  const events = removeEvents(connection, ids);
  removeMentions(connection, identities);
  const neighbours = removeLinks(connection, ids);
  const rejects = eraseRejects(
    connection,
    identities.flatMap(({ key, value }) => [key, value]),
  );
  for (const { kind, key } of identities) {
    connection.run("delete from conflict where kind = ? and key = ?", kind, key);
  }
  connection.run("delete from identity where identity_id in (select value from json_each(?))", ids);
  removeContact(connection, contactId);
  settleGroups(connection, { ...context, lastAsOf: context.asOf }, neighbours);
  return { identities: identities.length, events, rejects };
}

function removeEvents(connection: Connection, ids: string): number {
  const sql = "delete from event where identity_id in (select value from json_each(?))";
  return connection.run(sql, ids).changes;
}

interface Mention {
  readonly eventRow: number;
  readonly others: string;
  readonly fields: string;
}

/** Other people's events that carry one of the identities, such as a device that they share. */
function removeMentions(connection: Connection, identities: readonly OwnIdentity[]): void {
  const values = new Set(identities.map(({ value }) => value));
  const own = new Set(identities.map(({ id }) => id));
  const mentions = identities.flatMap(({ id }) =>
    connection.all<Mention>(
      `select event.event_row as eventRow, event.other_identities as others, event.fields
      from link join event on event.identity_id = link.high_id
      where link.low_id = ? and event.other_identities is not null
        and exists (select 1 from json_each(event.other_identities) where value = ?)`,
      ...[id, id],
    ),
  );
  for (const { eventRow, others, fields } of mentions) {
    const kept = parseOthers(others).filter((id) => !own.has(id));
    const entries = Object.entries(JSON.parse(fields) as Record<string, string>);
    const rest = Object.fromEntries(entries.filter(([, text]) => !values.has(text.trim())));
    connection.run(
      "update event set other_identities = ?, fields = ? where event_row = ?",
      ...[kept.length === 0 ? null : JSON.stringify(kept), JSON.stringify(rest), eventRow],
    );
  }
}

/** Answers the other ends. */
function removeLinks(connection: Connection, ids: string): readonly number[] {
  const own = "(select value from json_each(?))";
  const ends = connection.all<{ id: number }>(
    `select low_id as id from link where high_id in ${own} union select high_id from link where low_id in ${own}`,
    ...[ids, ids],
  );
  connection.run(`delete from link where high_id in ${own} or low_id in ${own}`, ids, ids);
  const isOwn = new Set(JSON.parse(ids) as readonly number[]);
  return ends.map(({ id }) => id).filter((id) => !isOwn.has(id));
}

function removeContact(connection: Connection, contactId: string): void {
  const rows = connection.all<{ id: string }>(
    "select contact_id as id from contact where contact_id = ? or merged_into = ?",
    ...[contactId, contactId],
  );
  for (const { id } of rows) {
    removeState(connection, id);
    for (const table of ["action", "change", "listing", "contact"]) {
      connection.run(`delete from ${table} where contact_id = ?`, id);
    }
    connection.run("delete from conflict where contact_id = ? or other_contact_id = ?", id, id);
  }
}
