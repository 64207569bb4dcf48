// Events of a file put into columns as they are read, and back into rows for those who want them so.

import { readIdentity } from "../identity/identity-key.ts";
import type { EventColumns, EventRow, Identity, RowFields } from "../sink.ts";
import { createTexts, textAt } from "./text-columns.ts";

/** Identities that are known by their numbers; a file of more starts anew. At most some 100 MB. */
const MOST_PEOPLE = 1_000_000;

export interface ColumnsBuilder {
  readonly add: (row: EventRow) => void;
  /** The parts of a row in turn: at least one `addPerson`, then `addEvent`. False for a blank text. */
  readonly addPerson: (kind: string, text: string) => boolean;
  readonly addEvent: (event: ColumnsEvent) => void;
  readonly length: () => number;
  /** What was added since the last time. */
  readonly take: () => EventColumns;
}

export type ColumnsEvent = Pick<
  EventRow,
  "line" | "eventId" | "isFingerprint" | "type" | "at" | "localTime"
> & {
  readonly fields: string;
};

/** For one file. */
export function createColumnsBuilder(mostPeople = MOST_PEOPLE): ColumnsBuilder {
  const people = createNumbering(mostPeople);
  let open = openColumns();

  const addEvent = (event: ColumnsEvent) => {
    open.lines.push(event.line);
    open.ids.add(event.eventId);
    open.isFingerprint.push(event.isFingerprint ? 1 : 0);
    open.whoEnds.push(open.who.length);
    open.type.push(open.types.numberOf(event.type));
    open.at.push(event.at);
    open.localTimes.add(event.localTime ?? "");
    open.fields.add(event.fields);
  };

  return {
    addPerson: (kind, text) => {
      const number = people.numberOf(kind, text);
      if (number >= 0) open.who.push(number);
      return number >= 0;
    },
    addEvent,
    add: (row) => {
      for (const { kind, value } of row.identities) open.who.push(people.numberOf(kind, value));
      addEvent({ ...row, fields: JSON.stringify(row.fields) });
    },
    length: () => open.lines.length,
    take: () => {
      const columns = { ...closeColumns(open), ...people.take() };
      open = openColumns();
      return columns;
    },
  };
}

function openColumns() {
  return {
    lines: [] as number[],
    ids: createTexts(),
    isFingerprint: [] as number[],
    who: [] as number[],
    whoEnds: [] as number[],
    types: createTypes(),
    type: [] as number[],
    at: [] as number[],
    localTimes: createTexts(),
    fields: createTexts(),
  };
}

function closeColumns(open: ReturnType<typeof openColumns>): Omit<EventColumns, "firstPerson" | "people"> {
  return {
    length: open.lines.length,
    types: open.types.list,
    lines: Int32Array.from(open.lines),
    eventIds: open.ids.take(),
    isFingerprint: Uint8Array.from(open.isFingerprint),
    who: Int32Array.from(open.who),
    whoEnds: Int32Array.from(open.whoEnds),
    type: Int32Array.from(open.type),
    at: Float64Array.from(open.at),
    localTimes: open.localTimes.take(),
    fields: open.fields.take(),
  };
}

function createTypes() {
  const list: string[] = [];
  const numbers = new Map<string, number>();
  return {
    list,
    numberOf: (type: string) => {
      let number = numbers.get(type);
      if (number === undefined) {
        number = list.push(type) - 1;
        numbers.set(type, number);
      }
      return number;
    },
  };
}

/** Numbers identities as written, so that a name is made a key, and sent, once. */
function createNumbering(most: number) {
  const kinds = new Map<string, Map<string, number>>();
  let fresh: Identity[] = [];
  let count = 0;
  let firstFresh = 0;
  const introduce = (kind: string, text: string, numbers: Map<string, number>) => {
    const identity = readIdentity(kind, text);
    if (identity === undefined) return -1;
    fresh.push(identity);
    // A copy: a text cut from a block of the file would keep the whole block.
    numbers.set(Buffer.from(text).toString(), count);
    return count++;
  };
  return {
    /** -1 for a blank text. */
    numberOf: (kind: string, text: string): number => {
      let numbers = kinds.get(kind);
      if (numbers === undefined) {
        numbers = new Map();
        kinds.set(kind, numbers);
      }
      return numbers.get(text) ?? introduce(kind, text, numbers);
    },
    take: () => {
      const taken = { firstPerson: firstFresh, people: fresh };
      fresh = [];
      if (count >= most) {
        kinds.clear();
        count = 0;
      }
      firstFresh = count;
      return taken;
    },
  };
}

/** For one file: batches in their order, as rows. */
export function createRowsOfColumns(): (columns: EventColumns) => Generator<EventRow> {
  const people: Identity[] = [];
  return function* (columns) {
    people.length = columns.firstPerson;
    for (const person of columns.people) people.push(person);
    for (let i = 0; i < columns.length; i++) {
      const who = columns.who.subarray(columns.whoEnds[i - 1] ?? 0, columns.whoEnds[i]);
      yield rowAt(
        columns,
        i,
        Array.from(who, (number) => people[number]!),
      );
    }
  };
}

export function rowAt(columns: EventColumns, i: number, identities: readonly Identity[]): EventRow {
  return {
    line: columns.lines[i]!,
    eventId: textAt(columns.eventIds, i),
    isFingerprint: columns.isFingerprint[i] === 1,
    identities,
    type: columns.types[columns.type[i]!]!,
    at: columns.at[i]!,
    localTime: textAt(columns.localTimes, i) || undefined,
    fields: JSON.parse(textAt(columns.fields, i)) as RowFields,
  };
}
