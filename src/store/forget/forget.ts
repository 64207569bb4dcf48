// Erases a contact: everything that names it or tells of it, but a keyed hash by which later exports are known.

import type { RowFields } from "../../intake/sink.ts";
import type { Instant } from "../../values/calendar.ts";
import type { Connection } from "../database/connection.ts";
import { formatOthers, parseOthers } from "../identities/links.ts";
import { createTallies } from "../outcomes/tallies.ts";
import { forgetTallies } from "../runs/runs.ts";
import { removeFindings, unlist } from "../settle/absorb.ts";
import { settleGroups } from "../settle/settle-groups.ts";
import { eraseRejects } from "./erase-rejects.ts";
import { rememberForgotten, withoutIdentities } from "./forgotten.ts";

/** How much was erased. */
export interface Erasure {
  readonly identities: number;
  readonly events: number;
  /** Rows refused that held one of its identities; that there were such rows stays. */
  readonly rejects: number;
  /** False when another program reads the database, so that its files still hold what was erased. */
  readonly isTraceless: boolean;
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
export function forgetContact(
  connection: Connection,
  contactId: string,
  context: ForgetContext,
): Omit<Erasure, "isTraceless"> {
  const identities = findOwnIdentities(connection, contactId);
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
  removeContact(connection, contactId, identities);
  // Whatever this moves, the next run counts and evaluates all anew.
  forgetTallies(connection);
  const passing = { tallies: createTallies(), touched: new Set<string>() };
  settleGroups(connection, { ...context, ...passing, lastAsOf: context.asOf }, neighbours);
  return { identities: identities.length, events, rejects };
}

/** Also those that lead to nobody yet, but are linked to the contact's by what is still to happen. */
function findOwnIdentities(connection: Connection, contactId: string): readonly OwnIdentity[] {
  return connection.all<OwnIdentity>(
    `with recursive own (id) as (
      select identity_id from identity where contact_id = ?
      union
      select identity.identity_id from own
        join link on link.high_id = own.id or link.low_id = own.id
        join identity on identity.identity_id in (link.high_id, link.low_id)
      where identity.contact_id is null and identity.kind <> 'contact_id'
    )
    select identity_id as id, kind, key, value from own join identity on identity.identity_id = own.id`,
    contactId,
  );
}

function removeEvents(connection: Connection, ids: string): number {
  const sql = "delete from event where identity_id in (select value from json_each(?))";
  return connection.run(sql, ids).changes;
}

interface Mention {
  readonly identityId: number;
  readonly eventId: string;
  readonly source: string;
  readonly others: string;
  readonly fields: string;
}

/** Other people's events that carry one of the identities, such as a device that they share. */
function removeMentions(connection: Connection, identities: readonly OwnIdentity[]): void {
  const own = new Set(identities.map(({ id }) => id));
  const mentions = identities.flatMap(({ id }) =>
    connection.all<Mention>(
      `select event.identity_id as identityId, event.event_id as eventId, event.source,
        event.other_identities as others, event.fields
      from link join event on event.identity_id = link.high_id
      where link.low_id = ? and event.other_identities is not null
        and exists (select 1 from json_each(event.other_identities) where value = ?)`,
      ...[id, id],
    ),
  );
  for (const { identityId, eventId, source, others, fields } of mentions) {
    const kept = parseOthers(others).filter((id) => !own.has(id));
    const rest = withoutIdentities(JSON.parse(fields) as RowFields, identities);
    connection.run(
      `update event set other_identities = ?, fields = ?
      where identity_id = ? and event_id = ? and source = ?`,
      ...[formatOthers(kept), JSON.stringify(rest), identityId, eventId, source],
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

/** With all names that it had while it was anonymous, or a row of its own. */
function removeContact(connection: Connection, contactId: string, identities: readonly OwnIdentity[]): void {
  const rows = connection.all<{ id: string }>(
    "select contact_id as id from contact where contact_id = ? or merged_into = ?",
    ...[contactId, contactId],
  );
  const names = identities.map(({ kind, key }) => `${kind}:${key}`);
  for (const id of new Set([...rows.map((row) => row.id), ...names])) {
    unlist(connection, id, createTallies());
    removeFindings(connection, id);
    for (const table of ["action", "change", "listing", "contact"]) {
      connection.run(`delete from ${table} where contact_id = ?`, id);
    }
    connection.run("delete from conflict where contact_id = ? or other_contact_id = ?", id, id);
  }
}
