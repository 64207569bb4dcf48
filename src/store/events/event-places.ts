// Events by their place in the columns of a batch, with the people they name.

import { textAt } from "../../intake/rows/text-columns.ts";
import type { EventColumns, Identity } from "../../intake/sink.ts";
import type { SqlValue } from "../database/connection.ts";
import { formatOthers } from "../identities/links.ts";
import type { People } from "../people.ts";

export interface EventPlace {
  readonly columns: EventColumns;
  readonly index: number;
  /** Ids of identities, the highest-ranking one and the others. */
  readonly high: number;
  readonly lows: readonly number[];
}

const NO_ONE: readonly number[] = [];

export function placeAt(columns: EventColumns, index: number, idOf: (number: number) => number): EventPlace {
  const { who, whoEnds } = columns;
  const from = index === 0 ? 0 : whoEnds[index - 1]!;
  const to = whoEnds[index]!;
  const high = idOf(who[from]!);
  const lows = to - from === 1 ? NO_ONE : Array.from(who.subarray(from + 1, to), idOf);
  return { columns, index, high, lows };
}

/** The table with the columns that `addValues` has values for. */
export const EVENT = `event (identity_id, event_id, source, other_identities, type, at, local_time, fields,
  source_file_id, line)`;
export const EVENT_WIDTH = 10;

/** Adds the values of an event to those of others. */
export function addValues(
  values: SqlValue[],
  { columns, index, high, lows }: EventPlace,
  { source, sourceFileId }: { readonly source: string; readonly sourceFileId: number },
): void {
  values.push(
    high,
    textAt(columns.eventIds, index),
    source,
    formatOthers(lows),
    columns.types[columns.type[index]!]!,
    columns.at[index]!,
    textAt(columns.localTimes, index) || null,
    textAt(columns.fields, index),
    sourceFileId,
    columns.lines[index]!,
  );
}

/** The ids of identities that are numbered through a file; each is looked up once, with the first event that has it. */
export function createNumberedIdentities({ identities }: People) {
  const ids: number[] = [];
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
    },
    idOf: (number: number): number => ids[number] ?? lookUp(number),
  };
}
