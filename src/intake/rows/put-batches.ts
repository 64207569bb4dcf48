// Batches of rows to the sink, each row counted for what it changed there.

import type { FileBatch } from "../reading/read-batches.ts";
import type { ContactColumns, EventColumns, IntakeSink, PutResult, TellResults } from "../sink.ts";
import type { ContactBatch } from "./contact-batches.ts";
import { contactRowAt } from "./contact-columns.ts";
import { CLOCK_CHANGES, type EventBatch } from "./event-batches.ts";
import { createRowsOfColumns } from "./event-columns.ts";
import { resultOfRow } from "./put-rows.ts";
import type { RowTally } from "./row-counts.ts";

export interface BatchPutter {
  readonly put: (batch: FileBatch) => void;
  /** Behind the last batch: only then is everything counted. */
  readonly finish: () => void;
}

/** For one file. */
export function createBatchPutter(sink: IntakeSink, tally: RowTally): BatchPutter {
  const putContacts = createContactsPutter(sink);
  const putEvents = createEventsPutter(sink);
  const put = ({ contacts, links, events, rejects }: FileBatch) => {
    if (contacts !== undefined) countContacts(tally, contacts, putContacts(contacts.columns));
    for (const row of links) tally.put(sink.putLink(row), 0);
    if (events !== undefined) putEvents(events.columns, (results) => countEvents(tally, events, results));
    for (const reject of rejects) {
      tally.rejected();
      sink.putReject(reject);
    }
  };
  return { put, finish: () => sink.finishEvents?.() };
}

function createContactsPutter(sink: IntakeSink): (columns: ContactColumns) => readonly PutResult[] {
  if (sink.putContacts !== undefined) return sink.putContacts;
  return (columns) => {
    const results: PutResult[] = [];
    for (let i = 0; i < columns.length; i++) results.push(sink.putContact(contactRowAt(columns, i)));
    return results;
  };
}

function countContacts(tally: RowTally, { rounded }: ContactBatch, results: readonly PutResult[]): void {
  for (const [i, result] of results.entries()) tally.put(result, rounded[i]!);
}

function createEventsPutter(sink: IntakeSink): (columns: EventColumns, tell: TellResults) => void {
  if (sink.putEvents !== undefined) return sink.putEvents;
  const rowsOf = createRowsOfColumns();
  return (columns, tell) => tell(Array.from(rowsOf(columns), sink.putEvent));
}

function countEvents(
  tally: RowTally,
  { rowEnds, rounded, clockChanges }: EventBatch,
  results: readonly PutResult[],
): void {
  let from = 0;
  for (let row = 0; row < rowEnds.length; row++) {
    const to = rowEnds[row]!;
    const result = to - from === 1 ? results[from]! : resultOfRow(new Set(results.slice(from, to)));
    for (let i = from; i < to; i++) {
      if (results[i] === "accepted" || results[i] === "replaced") {
        tally.clockChange(CLOCK_CHANGES[clockChanges[i]!]);
      }
    }
    tally.put(result, rounded[row]!);
    from = to;
  }
}
