// Who is who: groups of identities, joined link by link.

import {
  identitiesOf,
  isSameIdentity,
  keyOf,
  linksInOrder,
  type PlainExports,
  type PlainIdentity,
  type PlainLink,
} from "./identity-rows.ts";

/** Identities of one person, as far as the links tell. */
export type IdentityGroup = readonly PlainIdentity[];

export interface IdentityGroups {
  readonly groups: readonly IdentityGroup[];
  /** Links between two contacts, which join nothing. */
  readonly refused: readonly PlainLink[];
}

/** As of an instant; identities that only later events name are groups of their own. */
export function groupIdentities(exports: PlainExports, asOf: number): IdentityGroups {
  let groups = allIdentities(exports).map((identity): IdentityGroup => [identity]);
  const refused: PlainLink[] = [];
  for (const link of linksInOrder(exports, asOf)) {
    const high = groupOf(link.high, groups);
    const low = groupOf(link.low, groups);
    if (high === low) continue;
    if (mayJoin(link, high, low, exports)) {
      groups = [...groups.filter((group) => group !== high && group !== low), [...high, ...low]];
    } else {
      refused.push(link);
    }
  }
  return { groups, refused };
}

export function groupOf(identity: PlainIdentity, groups: readonly IdentityGroup[]): IdentityGroup {
  return groups.find((group) => group.some((member) => isSameIdentity(member, identity)))!;
}

/** The group's `contact_id`, else an e-mail or another identity that is the key of a contacts row. */
export function contactKeyOf(group: IdentityGroup, exports: PlainExports): PlainIdentity | undefined {
  return contactIdOf(group) ?? group.find((member) => isKeyOfRow(member, exports));
}

function contactIdOf(group: IdentityGroup): PlainIdentity | undefined {
  return group.find(({ kind }) => kind === "contact_id");
}

function isKeyOfRow(identity: PlainIdentity, { contacts }: PlainExports): boolean {
  return contacts.some((row) => isSameIdentity(keyOf(row), identity));
}

function mayJoin(link: PlainLink, high: IdentityGroup, low: IdentityGroup, exports: PlainExports): boolean {
  if (contactKeyOf(high, exports) === undefined || contactKeyOf(low, exports) === undefined) return true;
  const namesKeyOfRow =
    link.high.kind === "contact_id" && link.low.kind === "email" && isKeyOfRow(link.low, exports);
  return namesKeyOfRow && contactIdOf(low) === undefined;
}

function allIdentities({ kinds, contacts, links, events }: PlainExports): readonly PlainIdentity[] {
  const rows = [...contacts.map(({ names }) => names), ...links, ...events.map(({ names }) => names)];
  const all = rows.flatMap((names) => identitiesOf(names, kinds));
  return all.filter((one, index) => all.findIndex((other) => isSameIdentity(one, other)) === index);
}
