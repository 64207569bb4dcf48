import type { EventRow, PutResult, RowFields } from "../../intake/sink.ts";
import { sameFields } from "../contacts/fields.ts";
import type { Connection } from "../database/connection.ts";
import { formatOthers, parseOthers } from "../identities/links.ts";
import type { People } from "../people.ts";
import { EVENT, EVENT_WIDTH } from "./event-places.ts";

interface StoredEvent {
  readonly identityId: number;
  readonly others: string | null;
  readonly type: string;
  readonly at: number;
  readonly fields: string;
  readonly age: number;
  readonly layout: string;
}

/** The file that an event comes from. */
export interface Origin {
  readonly sourceFileId: number;
  readonly source: string;
  readonly layout: string;
  /** Of two versions of an event the one from the file with the greater age is the newer. */
  readonly age: number;
  /** Files of the source were read with another layout before. */
  readonly isReadOtherwise: boolean;
  readonly newest: NewestEvent;
}

/** Of the events that a file has brought, the greatest instant; minus infinity before the first. */
export interface NewestEvent {
  at: number;
}

export function noteAccepted({ newest }: Origin, at: number): void {
  if (at > newest.at) newest.at = at;
}

/** Identities of a row, by their ids. */
interface Who {
  readonly high: number;
  readonly lows: readonly number[];
}

/** An event hangs on the row's highest-ranking identity, whether that has a contact yet or not. */
export function putEvent(connection: Connection, people: People, origin: Origin, row: EventRow): PutResult {
  people.eventIndex.restoreForGood();
  const [high, ...lows] = row.identities.map(people.identities.idOf);
  if (high === undefined) throw new Error(`the event in line ${row.line} names no one`);
  const who = { high, lows };
  const inserted = connection.run(
    INSERT_NEW_EVENT,
    ...[high, row.eventId, origin.source, ...contentOf(who, row), origin.sourceFileId, row.line],
  );
  if (inserted.changes === 0) return putKnownEvent(connection, people, origin, who, row);
  noteAccepted(origin, row.at);
  people.news.identities.add(high);
  people.links.witness(high, lows, { at: row.at, eventId: row.eventId, source: origin.source });
  return "accepted";
}

/** Passes over an event of a known id. Cannot be prepared while there is no index of ids. */
export const INSERT_NEW_EVENT = `insert into ${EVENT} values (${Array(EVENT_WIDTH).fill("?").join(", ")})
  on conflict (event_id, source) do nothing`;

/** An event whose id is known. */
export function putKnownEvent(
  connection: Connection,
  people: People,
  origin: Origin,
  who: Who,
  row: EventRow,
): PutResult {
  const isSame = row.isFingerprint && !origin.isReadOtherwise;
  return isSame ? "duplicate" : replaceOlder(connection, people, origin, who, row);
}

function contentOf({ lows }: Who, { type, at, localTime, fields }: EventRow) {
  return [formatOthers(lows), type, at, localTime ?? null, JSON.stringify(fields)] as const;
}

/**
 * Other content under a known id counts only from a file that is newer than the one that brought what is stored; a row
 * without an id is the same row, but a layout that was changed makes something else of it.
 */
function replaceOlder(
  connection: Connection,
  { links, news }: People,
  origin: Origin,
  who: Who,
  row: EventRow,
): PutResult {
  const { sourceFileId, source, layout, age } = origin;
  const stored = connection.get<StoredEvent>(
    `select event.identity_id as identityId, event.other_identities as others,
      event.type, event.at, event.fields, source_file.age, source_file.layout
    from event join source_file on source_file.source_file_id = event.source_file_id
    where event.event_id = ? and event.source = ?`,
    ...[row.eventId, source],
  );
  if (stored === undefined) throw new Error(`event "${row.eventId}" is neither new nor known`);
  const isNewer = row.isFingerprint ? stored.layout !== layout : stored.age < age;
  if (!isNewer || sameEvent(stored, who, row)) return "duplicate";
  connection.run(
    `update event set identity_id = ?, other_identities = ?, type = ?, at = ?, local_time = ?, fields = ?,
      source_file_id = ?, line = ?
    where event_id = ? and source = ?`,
    ...[who.high, ...contentOf(who, row), sourceFileId, row.line, row.eventId, source],
  );
  noteAccepted(origin, row.at);
  links.touched.add(stored.identityId);
  news.identities.add(stored.identityId);
  news.identities.add(who.high);
  for (const low of parseOthers(stored.others)) links.recount(stored.identityId, low);
  links.witness(who.high, who.lows, { at: row.at, eventId: row.eventId, source });
  return "replaced";
}

function sameEvent(stored: StoredEvent, { high, lows }: Who, row: EventRow): boolean {
  if (stored.identityId !== high || stored.others !== formatOthers(lows)) return false;
  if (stored.type !== row.type || stored.at !== row.at) return false;
  return sameFields(JSON.parse(stored.fields) as RowFields, row.fields);
}

/** Drops what a file brought, to read it anew. */
export function removeEventsOfFile(connection: Connection, people: People, sourceFileId: number): void {
  removeEvents(connection, people, "source_file_id = ?", [sourceFileId]);
}

/** Drops what the last row of a file brought that did not end there, as is seen now. */
export function removeLastEvents(connection: Connection, people: People, sourceFileId: number): void {
  const isLast =
    "source_file_id = ? and line = (select max(line) from event as other where other.source_file_id = ?)";
  removeEvents(connection, people, isLast, [sourceFileId, sourceFileId]);
}

function removeEvents(
  connection: Connection,
  { links, news }: People,
  condition: string,
  values: readonly number[],
): void {
  const who = connection.all<{ high: number; others: string | null }>(
    `select distinct identity_id as high, other_identities as others from event where ${condition}`,
    ...values,
  );
  connection.run(`delete from event where ${condition}`, ...values);
  for (const { high, others } of who) {
    links.touched.add(high);
    news.identities.add(high);
    for (const low of parseOthers(others)) links.recount(high, low);
  }
}
