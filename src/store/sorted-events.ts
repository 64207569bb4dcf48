// New events kept in the order of the table, many at a time: out of order each is a page of its own to read and write.

import type { EventColumns } from "../intake/sink.ts";
import type { Connection, SqlValue } from "./connection.ts";
import { addValues, EVENT, EVENT_WIDTH, type EventPlace } from "./event-places.ts";
import type { Origin } from "./events.ts";
import { createInsert } from "./insert-rows.ts";

export interface StretchSize {
  readonly mostEvents: number;
  /** Of ids and fields, in UTF-16 units: for events of long texts. */
  readonly mostText: number;
}

/** Some 50 MB. */
const STRETCH: StretchSize = { mostEvents: 1 << 18, mostText: 40_000_000 };
/** Some 100 MB. Each stretch touches about the whole table, which a file of so many bytes makes large. */
const LONG_STRETCH: StretchSize = { mostEvents: 1 << 19, mostText: 80_000_000 };
const LARGE_FILE = 1 << 28;
/** Whose values are put together at a time. */
const ROWS_AT_ONCE = 100;

export interface SortedEvents {
  /** An event whose id is new for certain. */
  add(place: EventPlace): void;
  /** Keeps those that wait. */
  write(): void;
}

export function stretchFor(fileBytes: number): StretchSize {
  return fileBytes < LARGE_FILE ? STRETCH : LONG_STRETCH;
}

/** Of one file. */
export function createSortedEvents(
  connection: Connection,
  origin: Pick<Origin, "source" | "sourceFileId">,
  { mostEvents, mostText }: StretchSize,
): SortedEvents {
  const insert = createInsert(connection, EVENT, EVENT_WIDTH);
  let places: EventPlace[] = [];
  let columns: EventColumns | undefined;
  let textSize = 0;
  const write = () => {
    const order = sortByIdentity(places);
    for (let from = 0; from < order.length; from += ROWS_AT_ONCE) {
      const values: SqlValue[] = [];
      for (const key of order.subarray(from, from + ROWS_AT_ONCE)) {
        addValues(values, places[key % places.length]!, origin);
      }
      if (insert(values) === undefined) throw new Error("an event that was new is known");
    }
    places = [];
    columns = undefined;
    textSize = 0;
  };
  return {
    add: (place) => {
      places.push(place);
      if (place.columns !== columns) {
        columns = place.columns;
        textSize += columns.fields.text.length + columns.eventIds.text.length;
      }
      if (places.length === mostEvents || textSize > mostText) write();
    },
    write,
  };
}

/** Numbers, which sort fast: each is a place, modulo the number of places. Ids of identities are far below 2^35. */
function sortByIdentity(places: readonly EventPlace[]): Float64Array {
  return Float64Array.from(places, ({ high }, at) => high * places.length + at).sort();
}
