import type { EventRow, PutResult, RowFields } from "../intake/sink.ts";
import type { Connection } from "./connection.ts";
import { sameFields } from "./fields.ts";
import { formatOthers, parseOthers } from "./links.ts";
import type { People } from "./people.ts";

interface StoredEvent {
  readonly eventRow: number;
  readonly identityId: number;
  readonly others: string | null;
  readonly type: string;
  readonly at: number;
  readonly fields: string;
  readonly sourceFileId: number;
}

/** The file that an event comes from. */
export interface Origin {
  readonly sourceFileId: number;
  readonly source: string;
}

/** Identities of a row, by their ids. */
interface Who {
  readonly high: number;
  readonly lows: readonly number[];
}

/** An event hangs on the row's highest-ranking identity, whether that has a contact yet or not. */
export function putEvent(connection: Connection, people: People, origin: Origin, row: EventRow): PutResult {
  const [high, ...lows] = row.identities.map(people.identities.idOf);
  if (high === undefined) throw new Error(`the event in line ${row.line} names no one`);
  const who = { high, lows };
  const inserted = connection.run(
    `insert into event (event_id, source, identity_id, other_identities, type, at, local_time, fields,
      source_file_id, line)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (event_id, source) do nothing`,
    ...[row.eventId, origin.source, ...contentOf(who, row), origin.sourceFileId, row.line],
  );
  if (inserted.changes === 0) {
    return row.isFingerprint ? "duplicate" : replaceOlder(connection, people, origin, who, row);
  }
  people.links.witness(high, lows, { at: row.at, eventId: row.eventId, source: origin.source });
  return "accepted";
}

function contentOf({ high, lows }: Who, { type, at, localTime, fields }: EventRow) {
  return [high, formatOthers(lows), type, at, localTime ?? null, JSON.stringify(fields)] as const;
}

/** Other content under a known id counts only from a file opened later than the one that brought what is stored. */
function replaceOlder(
  connection: Connection,
  { links }: People,
  { sourceFileId, source }: Origin,
  who: Who,
  row: EventRow,
): PutResult {
  const stored = connection.get<StoredEvent>(
    `select event_row as eventRow, identity_id as identityId, other_identities as others, type, at, fields,
      source_file_id as sourceFileId
    from event where event_id = ? and source = ?`,
    ...[row.eventId, source],
  );
  if (stored === undefined) throw new Error(`event "${row.eventId}" is neither new nor known`);
  if (stored.sourceFileId >= sourceFileId || sameEvent(stored, who, row)) return "duplicate";
  connection.run(
    `update event set identity_id = ?, other_identities = ?, type = ?, at = ?, local_time = ?, fields = ?,
      source_file_id = ?, line = ?
    where event_row = ?`,
    ...[...contentOf(who, row), sourceFileId, row.line, stored.eventRow],
  );
  links.touched.add(stored.identityId);
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
export function removeEventsOfFile(connection: Connection, { links }: People, sourceFileId: number): void {
  const who = connection.all<{ high: number; others: string | null }>(
    "select distinct identity_id as high, other_identities as others from event where source_file_id = ?",
    sourceFileId,
  );
  connection.run("delete from event where source_file_id = ?", sourceFileId);
  for (const { high, others } of who) {
    links.touched.add(high);
    for (const low of parseOthers(others)) links.recount(high, low);
  }
}
