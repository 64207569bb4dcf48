import type { EventRow, PutResult, RowFields } from "../intake/sink.ts";
import type { Connection } from "./connection.ts";
import { sameFields } from "./fields.ts";
import type { Identities } from "./identities.ts";

/** Until rulebooks name sources, all event exports are one source. */
const SOURCE = "events";

interface StoredEvent {
  readonly eventRow: number;
  readonly identityId: number;
  readonly type: string;
  readonly at: number;
  readonly fields: string;
  readonly sourceFileId: number;
}

/** An event hangs on the row's highest-ranking identity, whether that has a contact yet or not. */
export function putEvent(
  connection: Connection,
  identities: Identities,
  sourceFileId: number,
  row: EventRow,
): PutResult {
  const [identity] = row.identities;
  if (identity === undefined) throw new Error(`the event in line ${row.line} names no one`);
  const identityId = identities.idOf(identity);
  const inserted = connection.run(
    `insert into event (event_id, source, identity_id, type, at, local_time, fields, source_file_id, line)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (event_id, source) do nothing`,
    ...[
      row.eventId,
      SOURCE,
      identityId,
      row.type,
      row.at,
      row.localTime ?? null,
      JSON.stringify(row.fields),
      sourceFileId,
      row.line,
    ],
  );
  if (inserted.changes > 0) return "accepted";
  if (row.isFingerprint) return "duplicate";
  return replaceOlder(connection, identityId, sourceFileId, row);
}

/** Other content under a known id counts only from a file opened later than the one that brought what is stored. */
function replaceOlder(
  connection: Connection,
  identityId: number,
  sourceFileId: number,
  row: EventRow,
): PutResult {
  const stored = connection.get<StoredEvent>(
    `select event_row as eventRow, identity_id as identityId, type, at, fields, source_file_id as sourceFileId
    from event where event_id = ? and source = ?`,
    ...[row.eventId, SOURCE],
  );
  if (stored === undefined) throw new Error(`event "${row.eventId}" is neither new nor known`);
  if (stored.sourceFileId >= sourceFileId || sameEvent(stored, identityId, row)) return "duplicate";
  connection.run(
    `update event set identity_id = ?, type = ?, at = ?, local_time = ?, fields = ?, source_file_id = ?, line = ?
    where event_row = ?`,
    ...[identityId, row.type, row.at, row.localTime ?? null, JSON.stringify(row.fields)],
    ...[sourceFileId, row.line, stored.eventRow],
  );
  return "replaced";
}

function sameEvent(stored: StoredEvent, identityId: number, row: EventRow): boolean {
  if (stored.identityId !== identityId || stored.type !== row.type || stored.at !== row.at) return false;
  return sameFields(JSON.parse(stored.fields) as RowFields, row.fields);
}
