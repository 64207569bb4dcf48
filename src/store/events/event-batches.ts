// Events in columns. The usual event is new, and then nothing is looked up for it.

import { rowAt } from "../../intake/rows/event-columns.ts";
import { textAt } from "../../intake/rows/text-columns.ts";
import type { EventColumns, PutResult, TellResults } from "../../intake/sink.ts";
import type { Connection, SqlValue } from "../database/connection.ts";
import type { People } from "../people.ts";
import { addValues, createNumberedIdentities, type EventPlace, placeAt } from "./event-places.ts";
import { INSERT_NEW_EVENT, noteAccepted, type Origin, putKnownEvent } from "./events.ts";
import { createSortedEvents, stretchFor } from "./sorted-events.ts";

/** Of one file, in their order. People who were forgotten are none of its concern. */
export interface EventBatches {
  put(columns: EventColumns, tell: TellResults): void;
  /** Keeps what waits, and tells of what is owed. To be called behind the last batch. */
  finish(): void;
}

/** More events of known ids than these are not put off: they would fill the memory. */
const MOST_REPEATS = 10_000;

/** Events that repeat an id, of one batch. */
interface Owed {
  readonly results: PutResult[];
  readonly repeats: readonly EventPlace[];
  readonly tell: TellResults;
}

export function createEventBatches(
  connection: Connection,
  people: People,
  origin: Origin,
  fileBytes: number,
): EventBatches {
  const { eventIndex } = people;
  const numbering = createNumberedIdentities(people);
  const { accept, putOne } = createPutOne(connection, people, origin);
  const sorted = createSortedEvents(connection, origin, stretchFor(fileBytes));
  const isFirstOfItsId = ({ columns: { eventIds }, index }: EventPlace): boolean =>
    eventIndex.ids?.add(eventIds.text, index === 0 ? 0 : eventIds.ends[index - 1]!, eventIds.ends[index]!) ??
    false;

  let owed: Owed[] = [];
  let repeatCount = 0;
  const finish = () => {
    sorted.write();
    if (owed.length > 0) eventIndex.restore();
    for (const { results, repeats, tell } of owed) {
      for (const place of repeats) results[place.index] = putOne(place);
      tell(results);
    }
    owed = [];
    repeatCount = 0;
  };

  const putUnindexed = (columns: EventColumns, tell: TellResults) => {
    const results: PutResult[] = [];
    const repeats: EventPlace[] = [];
    for (let index = 0; index < columns.length; index++) {
      const place = placeAt(columns, index, numbering.idOf);
      results.push("accepted");
      if (isFirstOfItsId(place)) {
        accept(place);
        sorted.add(place);
      } else repeats.push(place);
    }
    if (repeats.length === 0) return tell(results);
    owed.push({ results, repeats, tell });
    repeatCount += repeats.length;
    if (repeatCount > MOST_REPEATS) finish();
  };

  const putIndexed = (columns: EventColumns): readonly PutResult[] => {
    const results: PutResult[] = [];
    for (let index = 0; index < columns.length; index++) {
      const place = placeAt(columns, index, numbering.idOf);
      isFirstOfItsId(place);
      results.push(putOne(place));
    }
    return results;
  };

  return {
    put: (columns, tell) => {
      numbering.open(columns);
      if (eventIndex.isDeferred) putUnindexed(columns, tell);
      else tell(putIndexed(columns));
    },
    finish,
  };
}

/** An event by itself, while the index of ids is there; `accept` notes one that is kept. */
function createPutOne(connection: Connection, people: People, origin: Origin) {
  let insert: ReturnType<Connection["prepare"]> | undefined;
  const insertOne = (place: EventPlace): boolean => {
    insert ??= connection.prepare(INSERT_NEW_EVENT);
    const values: SqlValue[] = [];
    addValues(values, place, origin);
    return insert(values).changes === 1;
  };
  const accept = (place: EventPlace): PutResult => {
    people.news.identities.add(place.high);
    noteAccepted(origin, place.columns.at[place.index]!);
    witness(people, origin, place);
    return "accepted";
  };
  const putOne = (place: EventPlace): PutResult =>
    insertOne(place) ? accept(place) : putKnown(connection, people, origin, place);
  return { accept, putOne };
}

function witness({ links }: People, { source }: Origin, { columns, index, high, lows }: EventPlace): void {
  if (lows.length === 0) return;
  links.witness(high, lows, { at: columns.at[index]!, eventId: textAt(columns.eventIds, index), source });
}

function putKnown(
  connection: Connection,
  people: People,
  origin: Origin,
  { columns, index, high, lows }: EventPlace,
): PutResult {
  return putKnownEvent(connection, people, origin, { high, lows }, rowAt(columns, index, []));
}
