// New events kept in the order of the table, many at a time: out of order each is a page of its own to read and write.

import type { EventColumns } from "../intake/sink.ts";
import type { Connection, SqlValue } from "./connection.ts";
import { addValues, EVENT, EVENT_WIDTH, type EventPlace } from "./event-places.ts";
import type { Origin } from "./events.ts";
import { createInsert } from "./insert-rows.ts";

/** Some 50 MB. */
const MOST_EVENTS = 1 << 18;
/** Of ids and fields, in UTF-16 units: for events of long texts. */
const MOST_TEXT = 40_000_000;
/** Whose values are put together at a time. */
const ROWS_AT_ONCE = 100;

export interface SortedEvents {
  /** An event whose id is new for certain. */
  add(place: EventPlace): void;
  /** Keeps those that wait. */
  write(): void;
}

/** Of one file. */
export function createSortedEvents(connection: Connection, origin: Origin): SortedEvents {
  const insert = createInsert(connection, EVENT, EVENT_WIDTH);
  let places: EventPlace[] = [];
  let columns: EventColumns | undefined;
  let textSize = 0;
  const write = () => {
    const order = sortedByIdentity(places);
    for (let from = 0; from < order.length; from += ROWS_AT_ONCE) {
      const values: SqlValue[] = [];
      for (const at of order.subarray(from, from + ROWS_AT_ONCE)) {
        addValues(values, places[at % MOST_EVENTS]!, origin);
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
      if (places.length === MOST_EVENTS || textSize > MOST_TEXT) write();
    },
    write,
  };
}

/** Numbers that are places modulo MOST_EVENTS: identities have ids far below 2^35. */
function sortedByIdentity(places: readonly EventPlace[]): Float64Array {
  return Float64Array.from(places, ({ high }, at) => high * MOST_EVENTS + at).sort();
}
