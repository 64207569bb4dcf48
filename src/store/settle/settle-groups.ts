// Gives identities to their contacts, after all rows of a run are in.

import { compareKinds } from "../../intake/identity/rank-kinds.ts";
import { type Group, resolveGroups } from "../../intake/identity/resolve-groups.ts";
import type { Instant } from "../../values/calendar.ts";
import { compareText } from "../../values/text.ts";
import type { Connection } from "../database/connection.ts";
import { loadComponents, type StoredIdentity } from "../identities/components.ts";
import { saveConflicts } from "../identities/conflicts.ts";
import type { Tallies } from "../outcomes/tallies.ts";
import { absorbState, removeFindings, unlist } from "./absorb.ts";

/** So many identities, and all that is linked to them, are settled together: flat memory, few queries. */
const BATCH = 5_000;

export interface SettleContext {
  readonly runId: number;
  readonly asOf: Instant;
  /** As-of of the run before; none: all links are new. */
  readonly lastAsOf: Instant | undefined;
  /** Kinds of identities in rank order. */
  readonly ranked: readonly string[];
  /** Contacts that leave the lists count in them no more. */
  readonly tallies: Tallies;
  /** Gets the keys of contacts in whose groups something has changed. */
  readonly touched: Set<string>;
}

/** Works out anew all groups in which something has changed since the last run; `touched` are identities of such. */
export function settleGroups(
  connection: Connection,
  context: SettleContext,
  touched: Iterable<number>,
): void {
  const seeds = [...new Set([...touched, ...findBegun(connection, context), ...findHomeless(connection)])];
  const seen = new Set<number>();
  const abandoned = new Map<string, number>();
  for (let from = 0; from < seeds.length; from += BATCH) {
    settleBatch(connection, context, seeds.slice(from, from + BATCH), seen, abandoned);
  }
  removeAbandoned(connection, context, abandoned);
}

/** Ends of links whose event was later than the last run's as-of, and is so no more. */
export function findBegun(
  connection: Connection,
  { asOf, lastAsOf }: Pick<SettleContext, "asOf" | "lastAsOf">,
): readonly number[] {
  if (lastAsOf === undefined) return [];
  return connection
    .all<{ id: number }>("select high_id as id from link where at > ? and at <= ?", lastAsOf, asOf)
    .map((row) => row.id);
}

/** Identities with events, but without a contact yet. */
function findHomeless(connection: Connection): readonly number[] {
  return connection
    .all<{ id: number }>(
      `select identity_id as id from identity where contact_id is null
      and exists (select 1 from event where event.identity_id = identity.identity_id)`,
    )
    .map((row) => row.id);
}

function settleBatch(
  connection: Connection,
  context: SettleContext,
  seeds: readonly number[],
  seen: Set<number>,
  abandoned: Map<string, number>,
): void {
  const { identities, links } = loadComponents(connection, seeds, seen);
  const current = links.filter(({ evidence }) => evidence.kind === "stated" || evidence.at <= context.asOf);
  const known = new Map(identities.map((identity) => [identity.id, identity]));
  const { groups, conflicts } = resolveGroups(identities, current);
  const contactOfKey = new Map<number, string>();
  for (const group of groups) {
    const members = group.identities.map((id) => known.get(id)!);
    const contactId = settleGroup(connection, context, group, members);
    if (contactId !== undefined) context.touched.add(contactId);
    for (const { id, contactId: before } of members) {
      if (before !== null && before !== contactId) abandoned.set(before, id);
    }
    if (group.key !== undefined) contactOfKey.set(group.key, contactId ?? nameOf(known.get(group.key)!));
  }
  const found = conflicts.map(({ identity, key, otherKey }) => {
    const { kind, key: text } = known.get(identity)!;
    const contactId = contactOfKey.get(key)!;
    return { kind, key: text, contactId, otherContactId: contactOfKey.get(otherKey)! };
  });
  saveConflicts(connection, context.runId, [...known.keys()], found);
}

/** Answers the contact; none while no event has happened to an anonymous one. */
function settleGroup(
  connection: Connection,
  context: SettleContext,
  group: Group,
  members: readonly StoredIdentity[],
): string | undefined {
  const contactId = findNamedContact(group, members) ?? ensureAnonymous(connection, context, members);
  for (const { id, contactId: before } of members) {
    if (before === (contactId ?? null)) continue;
    connection.run("update identity set contact_id = ? where identity_id = ?", contactId ?? null, id);
  }
  mergeNamed(connection, context, members, contactId);
  return contactId;
}

/**
 * That of the contact key if a contacts row names it, else that of an e-mail which is the key of one. Who is retired is
 * the contact only if nobody else is.
 */
export function findNamedContact(
  { key }: Pick<Group, "key">,
  members: readonly StoredIdentity[],
): string | undefined {
  const rank = ({ id, named }: StoredIdentity) => Number(named?.isRetired) * 2 + Number(id !== key);
  const [first] = members
    .filter(({ named }) => named !== undefined)
    .sort((a, b) => rank(a) - rank(b) || compareText(a.key, b.key));
  return first?.named?.contactId;
}

/** Rows keyed by e-mail whose e-mail is a contact's: they become a part of it, or contacts of their own again. */
function mergeNamed(
  connection: Connection,
  { tallies, touched }: SettleContext,
  members: readonly StoredIdentity[],
  contactId: string | undefined,
): void {
  for (const { named } of members) {
    if (named === undefined) continue;
    const mergedInto = named.contactId === contactId ? null : (contactId ?? null);
    if (mergedInto === named.mergedInto) continue;
    unlist(connection, named.contactId, tallies);
    touched.add(named.contactId);
    // One of its own again, it is listed once it is evaluated.
    const leftOut = mergedInto === null && named.isRetired ? "retired" : "merged";
    const sql = "update contact set merged_into = ?, left_out = ? where contact_id = ?";
    connection.run(sql, mergedInto, leftOut, named.contactId);
    if (mergedInto !== null) absorbState(connection, named.contactId, mergedInto, tallies);
  }
}

/** What somebody is called whom no contacts row names. */
export function nameOf({ kind, key }: StoredIdentity): string {
  return `${kind}:${key}`;
}

/** Named after its highest-ranking identity. */
function ensureAnonymous(
  connection: Connection,
  { asOf, ranked }: SettleContext,
  members: readonly StoredIdentity[],
): string | undefined {
  const hasEvents = connection.get(
    "select 1 from event where identity_id in (select value from json_each(?)) and at <= ? limit 1",
    ...[JSON.stringify(members.map(({ id }) => id)), asOf],
  );
  if (hasEvents === undefined) return undefined;
  const byKind = compareKinds(ranked);
  const [first] = [...members].sort((a, b) => byKind(a.kind, b.kind) || compareText(a.key, b.key));
  const contactId = nameOf(first!);
  connection.run(
    `insert into contact (contact_id, written, key_kind, fields, anonymous)
    select ?, kind || ':' || value, kind, json_object(kind, value), 1 from identity where identity_id = ?
    on conflict do nothing`,
    ...[contactId, first!.id],
  );
  return contactId;
}

/** Anonymous contacts that no identity leads to any more: they are the contact that one of theirs leads to now. */
function removeAbandoned(
  connection: Connection,
  { tallies, touched }: SettleContext,
  abandoned: ReadonlyMap<string, number>,
): void {
  for (const [contactId, identityId] of abandoned) {
    touched.add(contactId);
    const isAnonymous = connection.get(
      "select 1 from contact where contact_id = ? and anonymous = 1",
      contactId,
    );
    const isUsed = connection.get("select 1 from identity where contact_id = ? limit 1", contactId);
    if (isAnonymous === undefined || isUsed !== undefined) continue;
    const now = connection.get<{ contactId: string | null }>(
      "select contact_id as contactId from identity where identity_id = ?",
      identityId,
    );
    const heir = now?.contactId ?? undefined;
    unlist(connection, contactId, tallies);
    if (heir === undefined) removeFindings(connection, contactId);
    else absorbState(connection, contactId, heir, tallies);
    connection.run("delete from contact where contact_id = ?", contactId);
  }
}
