// Pairs of identities that rows carry, each with the evidence that counts first.

import { compareText } from "../values/text.ts";
import type { Connection } from "./connection.ts";

/** Enough for the links of a night, at some 40 MB. */
const CACHED_LINKS = 200_000;

export type StoredEvidence = "listed" | "contact" | "former" | "event";

interface StoredLink {
  readonly evidence: StoredEvidence;
  readonly at: number | null;
  readonly eventId: string | null;
  readonly source: string | null;
  readonly position: number | null;
  /** The file that states it. */
  readonly sourceFileId: number | null;
}

/** The event that a link rests on. */
export interface Witness {
  readonly at: number;
  readonly eventId: string;
  readonly source: string;
}

export interface Links {
  /** An identities file has both; false when nothing changed. */
  list(high: number, low: number, sourceFileId: number): boolean;
  /** A contact's row has both: its earlier identities of that kind are former ones. False when nothing changed. */
  state(high: number, low: LowIdentity, sourceFileId: number): boolean;
  /** What a file stated is void: it is read anew, by another layout. */
  unstate(sourceFileId: number): void;
  /** A contact's row has none of these kinds: those that it had are former ones. */
  leave(high: number, kinds: readonly string[]): void;
  /** A contact is retired: all that its rows stated are former ones. */
  release(high: number): void;
  /** An event has them; the lower ones in the order of its row. */
  witness(high: number, lows: readonly number[], event: Witness): void;
  /** After an event was removed or changed, or moved in time. */
  recount(high: number, low: number): void;
  /** Identities whose links have changed. */
  readonly touched: Set<number>;
}

export interface LowIdentity {
  readonly id: number;
  readonly kind: string;
  /** Nothing else leads anywhere from it: it already stands where this link leads. */
  readonly isNew: boolean;
}

/** For one run: what is remembered would outlive a rollback. */
export function createLinks(connection: Connection): Links {
  const cache = new Map<string, StoredLink | undefined>();
  const touched = new Set<number>();

  const find = (high: number, low: number): StoredLink | undefined => {
    const key = `${high} ${low}`;
    if (cache.has(key)) return cache.get(key);
    const link = connection.get<StoredLink>(
      `select evidence, at, event_id as eventId, source, position, source_file_id as sourceFileId
      from link where high_id = ? and low_id = ?`,
      ...[high, low],
    );
    remember(key, link);
    return link;
  };
  const remember = (key: string, link: StoredLink | undefined) => {
    if (cache.size >= CACHED_LINKS) cache.clear();
    cache.set(key, link);
  };
  const touch = (high: number, low: number) => touched.add(high).add(low);
  const put = (high: number, low: number, link: StoredLink) => {
    connection.run(
      `insert or replace into link (high_id, low_id, evidence, at, event_id, source, position, source_file_id)
      values (?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[high, low, link.evidence, link.at, link.eventId, link.source, link.position, link.sourceFileId],
    );
    remember(`${high} ${low}`, link);
  };

  const makeFormer = (high: number, lows: readonly CurrentIdentity[]) => {
    for (const { id } of lows) {
      put(high, id, { ...find(high, id)!, evidence: "former" });
      touch(high, id);
    }
  };

  const restOnEvents = (high: number, low: number) => {
    const first = findFirstWitness(connection, high, low);
    if (first !== undefined) {
      put(high, low, first);
    } else {
      connection.run("delete from link where high_id = ? and low_id = ?", high, low);
      remember(`${high} ${low}`, undefined);
    }
    touch(high, low);
  };

  return {
    touched,
    list: (high, low, sourceFileId) => {
      if (find(high, low)?.evidence === "listed") return false;
      put(high, low, stated("listed", sourceFileId));
      touch(high, low);
      return true;
    },
    state: (high, low, sourceFileId) => {
      const known = find(high, low.id)?.evidence;
      if (known === "contact") return false;
      const others = currentOf(connection, high).filter(({ id, kind }) => kind === low.kind && id !== low.id);
      makeFormer(high, others);
      if (known === "listed") return false;
      put(high, low.id, stated("contact", sourceFileId));
      if (!low.isNew) touch(high, low.id);
      return true;
    },
    leave: (high, kinds) => {
      const gone = currentOf(connection, high).filter(({ kind }) => kinds.includes(kind));
      makeFormer(high, gone);
    },
    release: (high) => {
      makeFormer(high, currentOf(connection, high));
      touched.add(high);
    },
    witness: (high, lows, event) => {
      for (const [position, low] of lows.entries()) {
        const known = find(high, low);
        const link = { evidence: "event", ...event, position, sourceFileId: null } as const;
        if (known !== undefined && !goesBefore(link, known)) continue;
        put(high, low, link);
        touch(high, low);
      }
    },
    recount: (high, low) => {
      if (find(high, low)?.evidence === "event") restOnEvents(high, low);
    },
    unstate: (sourceFileId) => {
      const sql = "select high_id as high, low_id as low from link where source_file_id = ?";
      for (const { high, low } of connection.all<{ high: number; low: number }>(sql, sourceFileId)) {
        restOnEvents(high, low);
      }
    },
  };
}

function stated(evidence: StoredEvidence, sourceFileId: number): StoredLink {
  return { evidence, at: null, eventId: null, source: null, position: null, sourceFileId };
}

type CurrentIdentity = Pick<LowIdentity, "id" | "kind">;

/** Identities that the contact's row is said to have. */
function currentOf(connection: Connection, high: number): readonly CurrentIdentity[] {
  return connection.all<CurrentIdentity>(
    `select link.low_id as id, identity.kind from link join identity on identity.identity_id = link.low_id
    where link.high_id = ? and link.evidence = 'contact'`,
    high,
  );
}

type EventLink = Witness & {
  readonly evidence: "event";
  readonly position: number;
  readonly sourceFileId: null;
};

/** In event order; what files state goes before any event. */
function goesBefore(link: EventLink, known: StoredLink): boolean {
  if (known.evidence !== "event") return false;
  const order =
    link.at - known.at! ||
    compareText(link.eventId, known.eventId!) ||
    compareText(link.source, known.source!);
  return order < 0;
}

function findFirstWitness(connection: Connection, high: number, low: number): EventLink | undefined {
  const row = connection.get<Omit<EventLink, "evidence" | "sourceFileId">>(
    `select event.at, event.event_id as eventId, event.source, other.key as position
    from event join json_each(event.other_identities) as other
    where event.identity_id = ? and event.other_identities is not null and other.value = ?
    order by event.at, event.event_id, event.source limit 1`,
    ...[high, low],
  );
  return row && { evidence: "event", ...row, sourceFileId: null };
}

/** The lower identities of an event, as stored: a JSON array, or null where there are none. */
export function formatOthers(ids: readonly number[]): string | null {
  return ids.length === 0 ? null : JSON.stringify(ids);
}

export function parseOthers(json: string | null): readonly number[] {
  return json === null ? [] : (JSON.parse(json) as readonly number[]);
}
