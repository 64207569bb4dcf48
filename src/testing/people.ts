// Who is who in a test's world: the links of its rows, resolved by the rules that a database's are.

import {
  type Evidence,
  type Link,
  type LinkedIdentity,
  resolveGroups,
} from "../intake/identity/resolve-groups.ts";
import type { ContactRow, EventRow, Identity, LinkRow } from "../intake/sink.ts";
import type { Instant } from "../values/calendar.ts";
import { compareText } from "../values/text.ts";

export interface People {
  readonly addContact: (row: ContactRow) => void;
  readonly addLinks: (row: LinkRow) => void;
  readonly resolve: (events: Iterable<EventRow>, asOf: Instant) => Resolved;
}

export interface Resolved {
  /** The key of the contact that an identity leads to; `undefined`: no contact. */
  readonly contactOf: (identity: Identity) => string | undefined;
}

interface Known {
  readonly id: number;
  readonly identity: Identity;
}

export function createPeople(): People {
  const known = new Map<string, Known>();
  /** Contact keys that rows name. */
  const named = new Set<number>();
  const stated = new Map<string, Link>();

  const idOf = (identity: Identity): number => {
    const key = `${identity.kind}\n${identity.key}`;
    const found = known.get(key);
    if (found !== undefined) return found.id;
    known.set(key, { id: known.size, identity });
    return known.size - 1;
  };
  const state = (high: number, low: number, isFormer = false) =>
    stated.set(`${high} ${low}`, { high, low, evidence: { kind: "stated", isFormer } });
  /** Of a contact's row, by the contact's id and the kind. */
  const current = new Map<string, number>();
  /** What identities files state does not pass. */
  const listed = new Set<string>();
  const leave = (high: number, kind: string) => {
    const low = current.get(`${high} ${kind}`);
    if (low !== undefined && !listed.has(`${high} ${low}`)) state(high, low, true);
  };

  return {
    addContact: ({ contact, identities, columns }) => {
      const high = idOf(contact);
      named.add(high);
      for (const kind of columns) leave(high, kind);
      for (const identity of identities) {
        leave(high, identity.kind);
        state(high, idOf(identity));
        current.set(`${high} ${identity.kind}`, idOf(identity));
      }
    },
    addLinks: ({ identities }) => {
      const [high, ...lows] = identities.map(idOf);
      for (const low of lows) {
        state(high!, low);
        listed.add(`${high} ${low}`);
      }
    },
    resolve: (events, asOf) => {
      const seen = linksOfEvents(events, asOf, idOf).filter(({ high, low }) => !stated.has(`${high} ${low}`));
      const all: readonly LinkedIdentity[] = [...known.values()].map(({ id, identity }) => ({
        id,
        kind: identity.kind,
        key: identity.key,
        isContactKey: identity.kind === "contact_id" || named.has(id),
      }));
      const { groups } = resolveGroups(all, [...stated.values(), ...seen]);
      const contacts = new Map<number, string>();
      for (const { identities, key } of groups) {
        const owners = identities
          .filter((id) => named.has(id))
          .sort((a, b) => compareText(all[a]!.key, all[b]!.key));
        const owner = key !== undefined && named.has(key) ? key : owners[0];
        for (const id of identities) if (owner !== undefined) contacts.set(id, all[owner]!.key);
      }
      return { contactOf: (identity) => contacts.get(idOf(identity)) };
    },
  };
}

/** Every event's; which of them counts first is told from their evidence. */
function linksOfEvents(
  events: Iterable<EventRow>,
  asOf: Instant,
  idOf: (identity: Identity) => number,
): readonly Link[] {
  return [...events].flatMap(({ identities, at, eventId, source = "events" }) => {
    if (at > asOf) return [];
    const [high, ...lows] = identities.map(idOf);
    return lows.map((low, position) => {
      const evidence: Evidence = { kind: "event", at, eventId, source, position };
      return { high: high!, low, evidence };
    });
  });
}
