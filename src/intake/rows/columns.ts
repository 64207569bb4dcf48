// Which columns of a file mean what.

import { fieldName } from "../../values/text.ts";
import { listQuoted } from "../input-error.ts";
import type { InputKind } from "../sink.ts";

/** Positions count from 0. */
export type Columns = ContactColumns | EventColumns;

interface NamedColumns {
  /** As the file has them. */
  readonly headers: readonly string[];
  /** The field name of each. */
  readonly names: readonly string[];
}

export interface ContactColumns extends NamedColumns {
  readonly kind: "contacts";
  readonly key: IdentityColumn;
  /** Further identities in rank order. */
  readonly identities: readonly IdentityColumn[];
}

export interface EventColumns extends NamedColumns {
  readonly kind: "events";
  readonly eventId: number | undefined;
  /** In rank order. */
  readonly identities: readonly IdentityColumn[];
  readonly type: number;
  readonly at: number;
}

interface IdentityColumn {
  readonly kind: string;
  readonly position: number;
}

export const CONTACT_KEYS = ["contact_id", "id", "email"];
const EVENT_IDENTITIES = ["contact_id", "email", "visitor_id"];
const TYPE_NAMES = ["type", "event"];
const TIME_NAMES = ["occurred_at", "at", "timestamp", "date"];

/** `undefined` when a column that files of this kind need is not there. */
export function findColumns(kind: InputKind, headers: readonly string[]): Columns | undefined {
  const named = { headers, names: headers.map(columnName) };
  return kind === "contacts" ? findContactColumns(named) : findEventColumns(named);
}

/** Which of the needed columns are missing, as `"type" or "event"`. */
export function describeNeeds(kind: InputKind, headers: readonly string[]): string {
  const names = headers.map(columnName);
  const groups = kind === "contacts" ? [CONTACT_KEYS] : [EVENT_IDENTITIES, TYPE_NAMES, TIME_NAMES];
  const missing = groups.filter((group) => firstOf(names, group) === undefined);
  return missing.map((group) => listQuoted(group, "or")).join(", and no column ");
}

function columnName(header: string, position: number): string {
  return fieldName(header) || `column_${position + 1}`;
}

function findContactColumns(named: NamedColumns): ContactColumns | undefined {
  const position = firstOf(named.names, CONTACT_KEYS);
  if (position === undefined) return undefined;
  const key = { kind: named.names[position] === "email" ? "email" : "contact_id", position };
  const identities = key.kind === "email" ? [] : identityColumns(named.names, ["email"]);
  return { kind: "contacts", ...named, key, identities };
}

function findEventColumns(named: NamedColumns): EventColumns | undefined {
  const identities = identityColumns(named.names, EVENT_IDENTITIES);
  const type = firstOf(named.names, TYPE_NAMES);
  const at = firstOf(named.names, TIME_NAMES);
  if (identities.length === 0 || type === undefined || at === undefined) return undefined;
  return { kind: "events", ...named, eventId: firstOf(named.names, ["event_id"]), identities, type, at };
}

function identityColumns(names: readonly string[], kinds: readonly string[]): readonly IdentityColumn[] {
  return kinds
    .map((kind) => ({ kind, position: names.indexOf(kind) }))
    .filter(({ position }) => position >= 0);
}

function firstOf(names: readonly string[], wanted: readonly string[]): number | undefined {
  const found = wanted.find((name) => names.includes(name));
  return found === undefined ? undefined : names.indexOf(found);
}
