// Pairs of identities that rows carry, each with the evidence that counts first.

import { compareText } from "../../values/text.ts";
import type { Connection } from "../database/connection.ts";
import { createLinkTable, type StoredEvidence, type StoredLink } from "./link-table.ts";

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
  /** Like `state`, for an identity without links, or without any to one of that kind. */
  begin(high: number, low: LowIdentity, sourceFileId: number): void;
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
  const table = createLinkTable(connection);
  const touched = new Set<number>();
  const put = (high: number, low: number, link: StoredLink) => {
    table.put(high, low, link);
    touched.add(high).add(low);
  };

  const makeFormer = (high: number, lows: readonly CurrentIdentity[]) => {
    for (const { id } of lows) put(high, id, { ...table.find(high, id)!, evidence: "former" });
  };

  const restOnEvents = (high: number, low: number) => {
    const first = findFirstWitness(connection, high, low);
    if (first === undefined) table.remove(high, low);
    else table.put(high, low, first);
    touched.add(high).add(low);
  };

  return {
    touched,
    list: (high, low, sourceFileId) => {
      const known = table.find(high, low);
      if (known?.evidence === "listed") return false;
      const ofRow = known?.evidence === "contact" || known?.evidence === "former" ? known.evidence : null;
      put(high, low, stated("listed", sourceFileId, ofRow));
      return true;
    },
    state: (high, low, sourceFileId) => {
      const known = table.find(high, low.id);
      if (known?.evidence === "contact" || known?.ofRow === "contact") return false;
      const others = currentOf(connection, high).filter(({ id, kind }) => kind === low.kind && id !== low.id);
      makeFormer(high, others);
      if (known?.evidence === "listed") {
        table.put(high, low.id, { ...known, ofRow: "contact" });
        return false;
      }
      const link = stated("contact", sourceFileId, null);
      if (low.isNew) table.put(high, low.id, link);
      else put(high, low.id, link);
      return true;
    },
    begin: (high, low, sourceFileId) => {
      table.add(high, low.id, stated("contact", sourceFileId, null));
      if (!low.isNew) touched.add(high).add(low.id);
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
        const known = table.find(high, low);
        const link = { evidence: "event", ...event, position, sourceFileId: null, ofRow: null } as const;
        if (known === undefined || goesBefore(link, known)) put(high, low, link);
      }
    },
    recount: (high, low) => {
      if (table.find(high, low)?.evidence === "event") restOnEvents(high, low);
    },
    unstate: (sourceFileId) => {
      for (const { high, low } of table.ofFile(sourceFileId)) {
        const { ofRow } = table.find(high, low)!;
        if (ofRow === null) restOnEvents(high, low);
        else put(high, low, stated(ofRow, null, null));
      }
    },
  };
}

function stated(
  evidence: StoredEvidence,
  sourceFileId: number | null,
  ofRow: StoredLink["ofRow"],
): StoredLink {
  return { evidence, at: null, eventId: null, source: null, position: null, sourceFileId, ofRow };
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
  readonly ofRow: null;
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
  const row = connection.get<Omit<EventLink, "evidence" | "sourceFileId" | "ofRow">>(
    `select event.at, event.event_id as eventId, event.source, other.key as position
    from event join json_each(event.other_identities) as other
    where event.identity_id = ? and event.other_identities is not null and other.value = ?
    order by event.at, event.event_id, event.source limit 1`,
    ...[high, low],
  );
  return row && { evidence: "event", ...row, sourceFileId: null, ofRow: null };
}

/** The lower identities of an event, as stored: a JSON array, or null where there are none. */
export function formatOthers(ids: readonly number[]): string | null {
  return ids.length === 0 ? null : JSON.stringify(ids);
}

export function parseOthers(json: string | null): readonly number[] {
  return json === null ? [] : (JSON.parse(json) as readonly number[]);
}
