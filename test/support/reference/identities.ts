// Which contact has which events, and who claims what. Written from the documentation, slow and obvious.

import { compareEvents, type PlainEvent } from "./events.ts";
import { contactKeyOf, groupIdentities, groupOf, type IdentityGroup } from "./identity-groups.ts";
import {
  identitiesOf,
  isSameIdentity,
  keyOf,
  type PlainExports,
  type PlainIdentity,
} from "./identity-rows.ts";
import { compareByCodePoint } from "./text.ts";

export interface PlainContact {
  /** The contact key; of an anonymous contact "kind:key". */
  readonly name: string;
  readonly isAnonymous: boolean;
  /** From contacts rows, blanks left out. */
  readonly fields: Readonly<Record<string, string>>;
  /** Those up to the as-of, in event order. */
  readonly events: readonly PlainEvent[];
}

/** An identity that belongs to one contact, and that another claims too; both by their names. */
export interface PlainConflict extends PlainIdentity {
  readonly contact: string;
  readonly other: string;
}

export interface PlainPeople {
  /** By name. One whose identities only events later than the as-of name has no events. */
  readonly contacts: readonly PlainContact[];
  /** Each once, in no order that matters. */
  readonly conflicts: readonly PlainConflict[];
}

export function whoIsWho(exports: PlainExports, asOf: number): PlainPeople {
  const { groups, refused } = groupIdentities(exports, asOf);
  const nameOf = (identity: PlainIdentity) => nameOfGroup(groupOf(identity, groups), exports);
  const conflicts = refused
    .map(({ high, low }) => ({ ...low, contact: nameOf(low), other: nameOf(high) }))
    // The two may have become one since.
    .filter(({ contact, other }) => contact !== other);
  return {
    contacts: groups
      .map((group) => contactOf(group, groups, exports, asOf))
      .sort((a, b) => compareByCodePoint(a.name, b.name)),
    conflicts: conflicts.filter(
      (one, index) => conflicts.findIndex((other) => JSON.stringify(one) === JSON.stringify(other)) === index,
    ),
  };
}

function contactOf(
  group: IdentityGroup,
  groups: readonly IdentityGroup[],
  exports: PlainExports,
  asOf: number,
): PlainContact {
  const own = exports.events.filter(
    ({ at, names }) => at <= asOf && groupOf(identitiesOf(names, exports.kinds)[0]!, groups) === group,
  );
  return {
    name: nameOfGroup(group, exports),
    isAnonymous: isAnonymous(group, exports),
    fields: fieldsOf(group, exports),
    events: own.map(({ id, type, at, fields }) => ({ id, type, at, fields })).sort(compareEvents),
  };
}

function nameOfGroup(group: IdentityGroup, exports: PlainExports): string {
  if (!isAnonymous(group, exports)) return contactKeyOf(group, exports)!.key;
  const rank = ({ kind }: PlainIdentity) => exports.kinds.indexOf(kind);
  const [first] = [...group].sort((a, b) => rank(a) - rank(b) || compareByCodePoint(a.key, b.key));
  return `${first!.kind}:${first!.key}`;
}

function isAnonymous(group: IdentityGroup, { contacts }: PlainExports): boolean {
  return !contacts.some((row) => group.some((member) => isSameIdentity(member, keyOf(row))));
}

/** What rows with the contact's own key say; what they leave blank, rows with its other identities as key. */
function fieldsOf(group: IdentityGroup, exports: PlainExports): Readonly<Record<string, string>> {
  const key = contactKeyOf(group, exports);
  const others = group
    .filter((member) => member !== key)
    .sort((a, b) => compareByCodePoint(b.key, a.key))
    .map((member) => fieldsOfKey(member, exports));
  const own = key === undefined ? {} : fieldsOfKey(key, exports);
  return Object.assign({}, ...others, own);
}

function fieldsOfKey(key: PlainIdentity, { contacts }: PlainExports): Readonly<Record<string, string>> {
  const rows = contacts.filter((row) => isSameIdentity(keyOf(row), key));
  const latest: Record<string, string> = Object.assign({}, ...rows.map(({ fields }) => fields));
  return Object.fromEntries(Object.entries(latest).filter(([, text]) => text.trim() !== ""));
}
