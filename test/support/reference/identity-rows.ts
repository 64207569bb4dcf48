// Rows as far as identities go: who they name, and what they link. Written from the documentation, slow and obvious.

import type { PlainEvent } from "./events.ts";
import { compareByCodePoint } from "./text.ts";

/** Cells by kind of identity, as a file has them; a blank one names nobody. */
export type PlainNames = Readonly<Record<string, string>>;

export interface PlainContactRow {
  /** The kind of its key; none of the row's identities ranks higher. */
  readonly keyKind: string;
  /** The key's column, and the file's identity columns. */
  readonly names: PlainNames;
  /** All other columns of the file; a blank cell takes away what an earlier row said. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface PlainOwnedEvent extends PlainEvent {
  readonly source: string;
  readonly names: PlainNames;
}

/** All that was taken in so far. */
export interface PlainExports {
  /** The kinds of identities, the highest-ranking first. */
  readonly kinds: readonly string[];
  /** In the order in which they came: a contact's later row replaces what an earlier one said. */
  readonly contacts: readonly PlainContactRow[];
  /** Rows of identities files. */
  readonly links: readonly PlainNames[];
  /** In any order, each event once. */
  readonly events: readonly PlainOwnedEvent[];
}

export interface PlainIdentity {
  readonly kind: string;
  /** What is compared. */
  readonly key: string;
}

/** E-mail addresses in ASCII lower case; everything else as it is. Domains of other scripts are not seen through. */
export function matchingKey(kind: string, text: string): string {
  const trimmed = text.trim().normalize("NFC");
  return kind === "email" ? trimmed.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : trimmed;
}

/** The highest-ranking first. */
export function identitiesOf(names: PlainNames, kinds: readonly string[]): readonly PlainIdentity[] {
  return kinds
    .map((kind) => ({ kind, key: matchingKey(kind, names[kind] ?? "") }))
    .filter(({ key }) => key !== "");
}

export function keyOf(row: PlainContactRow): PlainIdentity {
  return { kind: row.keyKind, key: matchingKey(row.keyKind, row.names[row.keyKind]!) };
}

export function isSameIdentity(a: PlainIdentity, b: PlainIdentity): boolean {
  return a.kind === b.kind && a.key === b.key;
}

/** What one row says of two of its identities. */
export interface PlainLink {
  readonly high: PlainIdentity;
  readonly low: PlainIdentity;
}

/** In the order in which they are taken; those of events later than the as-of do not exist. */
export function linksInOrder(exports: PlainExports, asOf: number): readonly PlainLink[] {
  return [...statedLinks(exports), ...eventLinks(exports, asOf)];
}

function statedLinks({ kinds, contacts, links }: PlainExports): readonly PlainLink[] {
  const ofContacts = contacts.flatMap((row) =>
    linksOf(row.names, kinds).map((link) => ({ ...link, isReplaced: isReplaced(link, contacts) })),
  );
  const ofFiles = links.flatMap((names) =>
    linksOf(names, kinds).map((link) => ({ ...link, isReplaced: false })),
  );
  return [...ofContacts, ...ofFiles].sort(
    (a, b) =>
      Number(a.isReplaced) - Number(b.isReplaced) ||
      Number(a.high.kind !== "contact_id") - Number(b.high.kind !== "contact_id") ||
      compareByCodePoint(a.high.kind, b.high.kind) ||
      compareByCodePoint(a.high.key, b.high.key) ||
      compareByCodePoint(a.low.kind, b.low.kind) ||
      compareByCodePoint(a.low.key, b.low.key),
  );
}

/** A contact's e-mail that a later row of the contact, with an e-mail column, does not say any more. */
function isReplaced({ high, low }: PlainLink, contacts: readonly PlainContactRow[]): boolean {
  if (low.kind !== "email") return false;
  const last = contacts.findLast((row) => isSameIdentity(keyOf(row), high) && "email" in row.names)!;
  return matchingKey("email", last.names["email"]!) !== low.key;
}

function eventLinks({ kinds, events }: PlainExports, asOf: number): readonly PlainLink[] {
  const inOrder = events
    .filter(({ at }) => at <= asOf)
    .sort((a, b) => a.at - b.at || compareByCodePoint(a.id, b.id) || compareByCodePoint(a.source, b.source));
  return inOrder.flatMap(({ names }) => linksOf(names, kinds));
}

/** The highest-ranking identity with each of the others. */
function linksOf(names: PlainNames, kinds: readonly string[]): readonly PlainLink[] {
  const [high, ...others] = identitiesOf(names, kinds);
  return others.map((low) => ({ high: high!, low }));
}
