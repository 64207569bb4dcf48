// Identities with all that links connect them to, whatever the links' times.

import type { Evidence, Link, LinkedIdentity } from "../../intake/identity/resolve-groups.ts";
import type { Connection } from "../database/connection.ts";
import type { StoredEvidence } from "./link-table.ts";

export interface StoredIdentity extends LinkedIdentity {
  /** As first written. */
  readonly value: string;
  /** The contact that it has led to so far. */
  readonly contactId: string | null;
  /** The row of `contact` that it is the key of. */
  readonly named: NamedContact | undefined;
}

export interface NamedContact {
  readonly contactId: string;
  readonly mergedInto: string | null;
  readonly isRetired: boolean;
}

export interface Components {
  readonly identities: readonly StoredIdentity[];
  readonly links: readonly Link[];
}

/** Many components at once, each whole. `seen` keeps the ids that were loaded, to leave them out the next time. */
export function loadComponents(
  connection: Connection,
  seeds: readonly number[],
  seen: Set<number>,
): Components {
  const ids: number[] = [];
  const links = new Map<string, Link>();
  let frontier = takeUnseen(seeds, seen);
  while (frontier.length > 0) {
    for (const id of frontier) ids.push(id);
    const found = loadLinks(connection, frontier);
    for (const link of found) links.set(`${link.high} ${link.low}`, link);
    frontier = takeUnseen(
      found.flatMap(({ high, low }) => [high, low]),
      seen,
    );
  }
  return { identities: loadIdentities(connection, ids), links: [...links.values()] };
}

function takeUnseen(ids: readonly number[], seen: Set<number>): readonly number[] {
  const unseen = [...new Set(ids)].filter((id) => !seen.has(id));
  for (const id of unseen) seen.add(id);
  return unseen;
}

interface LinkRow {
  readonly high: number;
  readonly low: number;
  readonly evidence: StoredEvidence;
  readonly at: number | null;
  readonly eventId: string | null;
  readonly source: string | null;
  readonly position: number | null;
}

function loadLinks(connection: Connection, ids: readonly number[]): readonly Link[] {
  const columns = "high_id as high, low_id as low, evidence, at, event_id as eventId, source, position";
  const ends = JSON.stringify(ids);
  return connection
    .all<LinkRow>(
      `select ${columns} from link where high_id in (select value from json_each(?))
      union select ${columns} from link where low_id in (select value from json_each(?))`,
      ...[ends, ends],
    )
    .map((row) => ({ high: row.high, low: row.low, evidence: toEvidence(row) }));
}

function toEvidence({ evidence, at, eventId, source, position }: LinkRow): Evidence {
  if (evidence !== "event") return { kind: "stated", isFormer: evidence === "former" };
  return { kind: "event", at: at!, eventId: eventId!, source: source!, position: position! };
}

type IdentityRow = Pick<StoredIdentity, "id" | "kind" | "key" | "value" | "contactId"> & {
  readonly isNamed: number;
  readonly mergedInto: string | null;
  readonly retired: number | null;
};

function loadIdentities(connection: Connection, ids: readonly number[]): readonly StoredIdentity[] {
  return connection
    .all<IdentityRow>(
      `select identity.identity_id as id, identity.kind, identity.key, identity.value, identity.contact_id as contactId,
        contact.contact_id is not null as isNamed, contact.merged_into as mergedInto, contact.retired
      from json_each(?) as wanted join identity on identity.identity_id = wanted.value
        left join contact on contact.contact_id = identity.key and contact.key_kind = identity.kind
          and contact.anonymous = 0`,
      JSON.stringify(ids),
    )
    .map(({ isNamed, mergedInto, retired, ...row }) => ({
      ...row,
      isContactKey: row.kind === "contact_id" || isNamed === 1,
      named: isNamed === 1 ? { contactId: row.key, mergedInto, isRetired: retired === 1 } : undefined,
    }));
}
