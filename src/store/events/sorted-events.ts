// New events kept in the order of the table, many at a time: out of order each is a page of its own to read and write.

import type { EventColumns } from "../../intake/sink.ts";
import type { Connection, SqlValue } from "../database/connection.ts";
import { createInsert } from "../database/insert-rows.ts";
import { addValues, EVENT, EVENT_WIDTH, type EventPlace } from "./event-places.ts";
import type { Origin } from "./events.ts";

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
  size: StretchSize,
): SortedEvents {
  const insert = createInsert(connection, EVENT, EVENT_WIDTH);
  const stretch = createStretch(size.mostEvents);
  const write = () => {
    const order = stretch.byIdentity();
    for (let from = 0; from < order.length; from += ROWS_AT_ONCE) {
      const values: SqlValue[] = [];
      for (const key of order.subarray(from, from + ROWS_AT_ONCE)) {
        addValues(values, stretch.placeOf(key), origin);
      }
      if (insert(values) === undefined) throw new Error("an event that was new is known");
    }
    stretch.clear();
  };
  return {
    add: (place) => {
      stretch.add(place);
      if (stretch.events === size.mostEvents || stretch.textSize > size.mostText) write();
    },
    write,
  };
}

/** Of each event its batch, its place there, and its highest-ranking identity. */
interface StretchNumbers {
  readonly batch: Uint32Array;
  readonly index: Uint32Array;
  readonly high: Uint32Array;
}

function createNumbers(events: number): StretchNumbers {
  const column = () => new Uint32Array(events);
  return { batch: column(), index: column(), high: column() };
}

/** Events that wait, in columns: as objects they would take several times the room, and be collected late. */
function createStretch(mostEvents: number) {
  const batches: EventColumns[] = [];
  let numbers: StretchNumbers | undefined;
  const lows: (readonly number[])[] = [];
  let textSize = 0;
  return {
    get events() {
      return lows.length;
    },
    get textSize() {
      return textSize;
    },
    add: (place: EventPlace) => {
      const { columns } = place;
      if (columns !== batches.at(-1)) {
        batches.push(columns);
        textSize += columns.fields.text.length + columns.eventIds.text.length;
      }
      numbers ??= createNumbers(mostEvents);
      numbers.batch[lows.length] = batches.length - 1;
      numbers.index[lows.length] = place.index;
      numbers.high[lows.length] = place.high;
      lows.push(place.lows);
    },
    /** Keys of all events, which sort fast: each is a place modulo their number. Ids of identities are below 2^32. */
    byIdentity: (): Float64Array =>
      Float64Array.from(lows, (_, at) => numbers!.high[at]! * lows.length + at).sort(),
    placeOf: (key: number): EventPlace => {
      const at = key % lows.length;
      const { batch, index, high } = numbers!;
      return { columns: batches[batch[at]!]!, index: index[at]!, high: high[at]!, lows: lows[at]! };
    },
    clear: () => {
      batches.length = 0;
      lows.length = 0;
      textSize = 0;
    },
  };
}
