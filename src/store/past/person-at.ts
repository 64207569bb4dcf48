// Who a contact was at an instant: the identities that links led from to it by then. Links of later events do not exist
// for it; what files state holds always.

import { type Link, resolveGroups } from "../../intake/identity/resolve-groups.ts";
import type { Instant } from "../../values/calendar.ts";
import { compareText } from "../../values/text.ts";
import type { Connection } from "../database/connection.ts";
import { loadComponents, type StoredIdentity } from "../identities/components.ts";
import { findNamedContact, nameOf } from "../settle/settle-groups.ts";

export interface PersonAt {
  /** The contact's row, by its key. */
  readonly contactId: string;
  /** Keys of the rows that were a part of it, and are not retired; sorted. */
  readonly parts: readonly string[];
  /** Row ids of all its identities. */
  readonly identityIds: readonly number[];
  /** Those that links led to it, by kind and key. */
  readonly linked: readonly HeldIdentity[];
  /** Those that lead to it as of the last run, and did not yet. */
  readonly later: readonly HeldIdentity[];
}

/** An identity with the link that first led from it to the contact. */
export interface HeldIdentity extends IdentityName {
  /** stated: a contacts or identities file has it; former: it did, and has another by now. */
  readonly evidence: "stated" | "former" | "event";
  /** Of the event that has both. */
  readonly at: Instant | undefined;
  readonly eventId: string | undefined;
  /** The identity that it was seen with. */
  readonly with: IdentityName;
}

export interface IdentityName {
  readonly kind: string;
  /** As first written. */
  readonly value: string;
}

export function findPerson(connection: Connection, contactId: string, asOf: Instant): PersonAt {
  const own = connection.all<{ id: number }>(
    "select identity_id as id from identity where contact_id = ?",
    contactId,
  );
  const seeds = own.map(({ id }) => id);
  const { identities, links } = loadComponents(connection, seeds, new Set());
  const known = new Map(identities.map((identity) => [identity.id, identity]));
  const isNamesake = (id: number) => isNamed(known.get(id)!, contactId);
  const current = links.filter(({ evidence }) => evidence.kind === "stated" || evidence.at <= asOf);
  const { groups } = resolveGroups(identities, current);
  const group = groups.find((each) => each.identities.some(isNamesake)) ?? { identities: [], key: undefined };
  const members = group.identities.map((id) => known.get(id)!);
  const held = new Set(group.identities);
  const later = seeds.filter((id) => !held.has(id)).map((id) => known.get(id)!);
  const main = findNamedContact(group, members) ?? contactId;
  return {
    contactId: main,
    parts: members
      .flatMap(({ named }) => (named === undefined || named.isRetired ? [] : [named.contactId]))
      .filter((id) => id !== main)
      .sort(compareText),
    identityIds: group.identities,
    linked: describeIdentities(members, current, known, contactId),
    later: describeIdentities(later, links, known, contactId),
  };
}

function isNamed(identity: StoredIdentity, contactId: string): boolean {
  return identity.named?.contactId === contactId || nameOf(identity) === contactId;
}

function describeIdentities(
  identities: readonly StoredIdentity[],
  links: readonly Link[],
  known: ReadonlyMap<number, StoredIdentity>,
  contactId: string,
): readonly HeldIdentity[] {
  return identities
    .filter((identity) => !isNamed(identity, contactId))
    .sort((a, b) => compareText(a.kind, b.kind) || compareText(a.key, b.key))
    .flatMap((identity) => {
      const link = findFirstLink(identity.id, links);
      return link === undefined ? [] : [describeIdentity(identity, link, known)];
    });
}

function findFirstLink(id: number, links: readonly Link[]): Link | undefined {
  const own = links.filter(({ high, low }) => high === id || low === id);
  return own.sort((a, b) => rankOf(a) - rankOf(b) || instantOf(a) - instantOf(b))[0];
}

function rankOf({ evidence }: Link): number {
  if (evidence.kind === "event") return 2;
  return evidence.isFormer ? 1 : 0;
}

function instantOf({ evidence }: Link): number {
  return evidence.kind === "event" ? evidence.at : 0;
}

function describeIdentity(
  { id, kind, value }: StoredIdentity,
  { high, low, evidence }: Link,
  known: ReadonlyMap<number, StoredIdentity>,
): HeldIdentity {
  const other = known.get(high === id ? low : high)!;
  const partner = { kind: other.kind, value: other.value };
  if (evidence.kind === "event") {
    const { at, eventId } = evidence;
    return { kind, value, evidence: "event", at, eventId, with: partner };
  }
  const stated = evidence.isFormer ? ("former" as const) : ("stated" as const);
  return { kind, value, evidence: stated, at: undefined, eventId: undefined, with: partner };
}
