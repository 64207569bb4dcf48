// Who is who: joins identities that links connect into groups, one for each person. The answer depends on the set of
// links alone, not on the order in which they came in.

import type { Instant } from "../../values/calendar.ts";
import { compareText } from "../../values/text.ts";

export interface LinkedIdentity {
  readonly id: number;
  readonly kind: string;
  readonly key: string;
  /** Two of these are never one person: a contact_id, or another identity that is the key of a contacts row. */
  readonly isContactKey: boolean;
}

/** Two identities that one row carries, by their ids. */
export interface Link {
  /** The higher-ranking one. */
  readonly high: number;
  readonly low: number;
  readonly evidence: Evidence;
}

export type Evidence =
  /** A contacts or identities file says so, whenever; `isFormer`: the contact has another such identity by now. */
  | { readonly kind: "stated"; readonly isFormer: boolean }
  /** The first event that carries both. */
  | {
      readonly kind: "event";
      readonly at: Instant;
      readonly eventId: string;
      readonly source: string;
      /** Of the lower identity in its row. */
      readonly position: number;
    };

/** Identities of one person, by their ids. */
export interface Group {
  readonly identities: readonly number[];
  /** The identity that is the person's contact key. */
  readonly key: number | undefined;
}

/** An identity that is linked to a second contact key as well. All by their ids. */
export interface Conflict {
  readonly identity: number;
  readonly key: number;
  readonly otherKey: number;
}

export interface Groups {
  readonly groups: readonly Group[];
  readonly conflicts: readonly Conflict[];
}

interface Person {
  readonly identities: number[];
  key: number | undefined;
}

/**
 * Takes links in order: stated ones, then those of events as they happened. Each joins two groups, unless both have
 * a contact key: then it is a conflict. (Kruskal's way to a spanning forest, in which some unions are refused.)
 * Every end of a link must be among the identities.
 */
export function resolveGroups(identities: readonly LinkedIdentity[], links: readonly Link[]): Groups {
  const known = new Map(identities.map((identity) => [identity.id, identity]));
  const people = new Map<number, Person>(
    identities.map(({ id, isContactKey }) => [id, { identities: [id], key: isContactKey ? id : undefined }]),
  );
  const refused: Link[] = [];
  for (const link of [...links].sort(createLinkOrder(known))) {
    const high = people.get(link.high)!;
    const low = people.get(link.low)!;
    if (high === low) continue;
    if (mayJoin(high, low, link, known)) join(people, high, low);
    else refused.push(link);
  }
  return { groups: [...new Set(people.values())], conflicts: findConflicts(refused, people) };
}

/** A group's key may change once more after a refusal, and two groups may become one after all. */
function findConflicts(refused: readonly Link[], people: ReadonlyMap<number, Person>): readonly Conflict[] {
  const conflicts = new Map<string, Conflict>();
  for (const { high, low } of refused) {
    const key = people.get(low)!.key!;
    const otherKey = people.get(high)!.key!;
    if (key !== otherKey) conflicts.set(`${low} ${otherKey}`, { identity: low, key, otherKey });
  }
  return [...conflicts.values()];
}

/** Two contact keys may be one person only where a row carries just these: a contact_id and its e-mail. */
function mayJoin(high: Person, low: Person, link: Link, known: ReadonlyMap<number, LinkedIdentity>): boolean {
  if (high.key === undefined || low.key === undefined) return true;
  const isOfKeys = high.key === link.high && low.key === link.low;
  return isOfKeys && known.get(link.high)!.kind !== known.get(link.low)!.kind;
}

/** The smaller group moves, so that all joins together stay cheap. */
function join(people: Map<number, Person>, high: Person, low: Person): void {
  const [larger, smaller] = high.identities.length >= low.identities.length ? [high, low] : [low, high];
  larger.key = high.key ?? low.key;
  for (const id of smaller.identities) {
    larger.identities.push(id);
    people.set(id, larger);
  }
}

function createLinkOrder(known: ReadonlyMap<number, LinkedIdentity>): (a: Link, b: Link) => number {
  return (a, b) => compareEvidence(a.evidence, b.evidence) || compareEnds(a, b, known);
}

function compareEvidence(a: Evidence, b: Evidence): number {
  if (a.kind === "event" && b.kind === "event") {
    return (
      a.at - b.at ||
      compareText(a.eventId, b.eventId) ||
      compareText(a.source, b.source) ||
      a.position - b.position
    );
  }
  return precedence(a) - precedence(b);
}

function precedence(evidence: Evidence): number {
  if (evidence.kind === "event") return 2;
  return evidence.isFormer ? 1 : 0;
}

function compareEnds(a: Link, b: Link, known: ReadonlyMap<number, LinkedIdentity>): number {
  return (
    compareIdentities(known.get(a.high)!, known.get(b.high)!) ||
    compareIdentities(known.get(a.low)!, known.get(b.low)!)
  );
}

function compareIdentities(a: LinkedIdentity, b: LinkedIdentity): number {
  const isContactId = ({ kind }: LinkedIdentity) => (kind === "contact_id" ? 0 : 1);
  return isContactId(a) - isContactId(b) || compareText(a.kind, b.kind) || compareText(a.key, b.key);
}
