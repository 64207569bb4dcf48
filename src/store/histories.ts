// Contacts with everything known of them, one at a time in contact key order.

import type { Fields, History, HistoryEvent, PreviousState } from "../evaluate/history.ts";
import { compareText } from "../values/text.ts";
import type { Connection } from "./connection.ts";
import { inPages } from "./paging.ts";
import { byContact, type KeyRange, loadStates, type StoredState } from "./state.ts";

/** What a page holds at most; a single contact with more events than that makes a page of its own. */
export interface PageSize {
  readonly contacts: number;
  readonly events: number;
  /** Of the contacts' fields. */
  readonly characters: number;
}

const PAGE_SIZE: PageSize = { contacts: 500, events: 2_500, characters: 8_000_000 };

interface ContactRow {
  readonly contactId: string;
  readonly fields: string;
  readonly events: number;
}

interface EventRow {
  readonly contactId: string;
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly at: number;
  readonly fields: string;
}

export interface LoadedHistory {
  readonly history: History;
  readonly state: StoredState;
}

/** Contacts that are neither retired nor part of another. */
export function loadHistories(
  connection: Connection,
  includeAnonymous: boolean,
  size = PAGE_SIZE,
): Generator<LoadedHistory> {
  const knownTriggers = loadKnownTriggers(connection);
  return inPages((after) => {
    const contacts = loadContacts(connection, after?.history.contactId ?? "", size);
    return completePage(connection, contacts, knownTriggers).map((loaded) =>
      loaded.state.isAnonymous && !includeAnonymous ? withoutTriggers(loaded) : loaded,
    );
  });
}

export function loadHistory(connection: Connection, contactId: string): LoadedHistory | undefined {
  const sql = "select contact_id as contactId, fields, 0 as events from contact where contact_id = ?";
  const contacts = connection.all<ContactRow>(sql, contactId);
  const loaded = completePage(connection, contacts, loadKnownTriggers(connection))[0];
  return loaded?.state.leftOut === "anonymous" ? withoutTriggers(loaded) : loaded;
}

/** Nobody would see what fires for a contact that no output lists. */
function withoutTriggers({ history, state }: LoadedHistory): LoadedHistory {
  return { history: { ...history, triggersRest: true }, state };
}

/** The contacts after a key, as many as the page takes. */
function loadContacts(connection: Connection, after: string, size: PageSize): readonly ContactRow[] {
  const rows = connection.all<ContactRow>(
    `select contact_id as contactId, fields,
      (select count(*) from identity join event on event.identity_id = identity.identity_id
        where identity.contact_id = contact.contact_id) as events
    from contact where contact_id > ? and merged_into is null and retired = 0 order by contact_id limit ?`,
    ...[after, size.contacts],
  );
  let events = 0;
  let characters = 0;
  const end = rows.findIndex((row, i) => {
    events += row.events;
    characters += row.fields.length;
    return i > 0 && (events > size.events || characters > size.characters);
  });
  return end === -1 ? rows : rows.slice(0, end);
}

function completePage(
  connection: Connection,
  contacts: readonly ContactRow[],
  knownTriggers: ReadonlySet<string>,
): readonly LoadedHistory[] {
  const first = contacts[0]?.contactId;
  const last = contacts.at(-1)?.contactId;
  if (first === undefined || last === undefined) return [];
  const stateOf = loadStates(connection, { first, last });
  const events = loadEvents(connection, { first, last });
  const parts = loadParts(connection, { first, last });
  return contacts.map(({ contactId, fields }) => {
    const state = stateOf(contactId);
    const history = {
      contactId,
      fields: joinFields(JSON.parse(fields) as Fields, parts.get(contactId)),
      events: events.get(contactId) ?? [],
      previous: previousState(state, knownTriggers),
    };
    return { history, state };
  });
}

function loadEvents(
  connection: Connection,
  { first, last }: KeyRange,
): ReadonlyMap<string, readonly HistoryEvent[]> {
  const rows = connection.all<EventRow>(
    `select identity.contact_id as contactId, event.event_id as id, event.source, event.type, event.at, event.fields
    from identity join event on event.identity_id = identity.identity_id
    where identity.contact_id between ? and ?`,
    ...[first, last],
  );
  const events = new Map<string, readonly HistoryEvent[]>();
  for (const [contactId, group] of byContact(rows)) {
    events.set(contactId, [...group].sort(inEventOrder).map(toEvent));
  }
  return events;
}

interface Part {
  readonly contactId: string;
  readonly fields: string;
}

/** Rows keyed by e-mail that are part of a contact. */
function loadParts(connection: Connection, { first, last }: KeyRange): ReadonlyMap<string, readonly Part[]> {
  const rows = connection.all<Part>(
    `select merged_into as contactId, fields from contact
    where merged_into is not null and retired = 0 and merged_into between ? and ? order by merged_into, contact_id`,
    ...[first, last],
  );
  return byContact(rows);
}

/** What the contact's own row has comes first. */
function joinFields(own: Fields, parts: readonly Part[] = []): Fields {
  const others = parts.map(({ fields }) => JSON.parse(fields) as Fields).reverse();
  return Object.assign({}, ...others, own) as Fields;
}

function toEvent({ id, type, at, fields }: EventRow): HistoryEvent {
  return { id, type, at, fields: JSON.parse(fields) as Fields };
}

/** Two sources may use the same id. */
function inEventOrder(a: EventRow, b: EventRow): number {
  return a.at - b.at || compareText(a.id, b.id) || compareText(a.source, b.source);
}

function previousState(state: StoredState, knownTriggers: ReadonlySet<string>): PreviousState {
  const membersOf = (kind: "segment" | "label") =>
    new Set(state.memberships.filter((row) => row.kind === kind).map((row) => row.name));
  const triggers = state.triggers.map(
    ({ triggerId, armed, firings, lastFiredAt }) =>
      [triggerId, { armed: armed === 1, firings, lastFiredAt: lastFiredAt ?? undefined }] as const,
  );
  return {
    segments: membersOf("segment"),
    labels: membersOf("label"),
    triggers: new Map(triggers),
    stage: state.stage && { stage: state.stage.stage, since: state.stage.since },
    knownTriggers,
  };
}

function loadKnownTriggers(connection: Connection): ReadonlySet<string> {
  const rows = connection.all<{ id: string }>("select trigger_id as id from known_trigger");
  return new Set(rows.map((row) => row.id));
}
