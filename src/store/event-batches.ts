// Events in columns, many with one statement: the usual event is new, and then nothing is looked up for it.

import { rowAt } from "../intake/rows/event-columns.ts";
import { textAt } from "../intake/rows/text-columns.ts";
import type { EventColumns, Identity, PutResult } from "../intake/sink.ts";
import type { Connection, SqlValue, WriteResult } from "./connection.ts";
import { insertEvents, type Origin, putKnownEvent } from "./events.ts";
import { formatOthers } from "./links.ts";
import type { People } from "./people.ts";

/** More rows in a statement make it hardly faster, and known ones among them dearer. */
const ROWS_AT_ONCE = 20;

/** An event among those of its file. */
interface Place {
  readonly columns: EventColumns;
  readonly index: number;
  /** The number of its highest-ranking identity. */
  readonly person: number;
  readonly high: number;
  readonly lows: readonly number[];
}

/** Batches of one file, in their order. People who were forgotten are none of its concern. */
export function createEventBatches(
  connection: Connection,
  people: People,
  origin: Origin,
): (columns: EventColumns) => readonly PutResult[] {
  const numbering = createNumberedIdentities(people);
  const insert = createInsert(connection, origin);
  const putSome = (places: readonly Place[], results: PutResult[]) => {
    for (const [i, isNew] of insert(places).entries()) {
      const place = places[i]!;
      if (isNew) {
        numbering.note(place.person);
        results.push(accept(people, origin, place));
      } else results.push(putKnown(connection, people, origin, place));
    }
  };
  return (columns) => {
    numbering.open(columns);
    const results: PutResult[] = [];
    let places: Place[] = [];
    for (let index = 0; index < columns.length; index++) {
      places.push(placeAt(columns, index, numbering.idOf));
      if (places.length < ROWS_AT_ONCE) continue;
      putSome(places, results);
      places = [];
    }
    putSome(places, results);
    return results;
  };
}

const NO_ONE: readonly number[] = [];

function placeAt(columns: EventColumns, index: number, idOf: (number: number) => number): Place {
  const { who, whoEnds } = columns;
  const from = index === 0 ? 0 : whoEnds[index - 1]!;
  const to = whoEnds[index]!;
  const person = who[from]!;
  const high = idOf(person);
  const lows = to - from === 1 ? NO_ONE : Array.from(who.subarray(from + 1, to), idOf);
  return { columns, index, person, high, lows };
}

function accept({ links }: People, { source }: Origin, { columns, index, high, lows }: Place): PutResult {
  if (lows.length > 0) {
    links.witness(high, lows, {
      at: columns.at[index]!,
      eventId: textAt(columns.eventIds, index),
      source,
    });
  }
  return "accepted";
}

function putKnown(
  connection: Connection,
  people: People,
  origin: Origin,
  { columns, index, high, lows }: Place,
): PutResult {
  return putKnownEvent(connection, people, origin, { high, lows }, rowAt(columns, index, []));
}

/** Keeps those that are new, and says which they are. */
function createInsert(
  connection: Connection,
  origin: Origin,
): (places: readonly Place[]) => readonly boolean[] {
  const many = connection.prepare(insertEvents(ROWS_AT_ONCE));
  const one = connection.prepare(insertEvents(1));
  const insertOne = (place: Place) => one(valuesOf([place], origin)).changes === 1;
  let wereNew = true;
  return (places) => {
    if (places.length < ROWS_AT_ONCE || !wereNew) {
      const areNew = places.map(insertOne);
      wereNew = areNew.every((isNew) => isNew);
      return areNew;
    }
    const inserted = many(valuesOf(places, origin));
    wereNew = inserted.changes === places.length;
    return wereNew ? ALL_NEW : findNew(connection, origin, places, inserted);
  };
}

const ALL_NEW: readonly boolean[] = Array.from({ length: ROWS_AT_ONCE }, () => true);

/** SQLite numbers rows on: those of a statement are the last ones. Of two equal ids the first is the new one. */
function findNew(
  connection: Connection,
  { source }: Origin,
  places: readonly Place[],
  { changes, lastInsertRowid }: WriteResult,
): readonly boolean[] {
  const found = new Set<number>();
  return places.map(({ columns, index }) => {
    const stored = connection.get<{ eventRow: number }>(
      "select event_row as eventRow from event where event_id = ? and source = ?",
      ...[textAt(columns.eventIds, index), source],
    );
    const { eventRow } = stored!;
    const isNew = changes > 0 && eventRow > Number(lastInsertRowid) - changes && !found.has(eventRow);
    found.add(eventRow);
    return isNew;
  });
}

/** In the order of `insertEvents`. */
function valuesOf(places: readonly Place[], { source, sourceFileId }: Origin): readonly SqlValue[] {
  const values: SqlValue[] = [];
  for (const { columns, index, high, lows } of places) {
    values.push(
      textAt(columns.eventIds, index),
      source,
      high,
      formatOthers(lows),
      columns.types[columns.type[index]!]!,
      columns.at[index]!,
      textAt(columns.localTimes, index) || null,
      textAt(columns.fields, index),
      sourceFileId,
      columns.lines[index]!,
    );
  }
  return values;
}

/** The ids of identities that are numbered through a file; each is looked up once, with the first event that has it. */
function createNumberedIdentities({ identities, news }: People) {
  const ids: number[] = [];
  const areNoted: boolean[] = [];
  let first = 0;
  let people: readonly Identity[] = [];
  const lookUp = (number: number): number => {
    const id = identities.idOf(people[number - first]!);
    ids[number] = id;
    return id;
  };
  return {
    open: (columns: EventColumns) => {
      ({ firstPerson: first, people } = columns);
      ids.length = first;
      areNoted.length = first;
    },
    /** That an event of it is new. */
    note: (number: number) => {
      if (areNoted[number] === true) return;
      areNoted[number] = true;
      news.identities.add(ids[number]!);
    },
    idOf: (number: number): number => ids[number] ?? lookUp(number),
  };
}
