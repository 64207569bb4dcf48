// A file's rows read by its layout, batch by batch: what is done beside the thread that writes to the database.

import type { Delimiter } from "../../rulebook/source-model.ts";
import { createCalendar } from "../../values/calendar.ts";
import { type CellsRow, type RowBatch, rawText, readRows } from "../csv/csv-rows.ts";
import { createEndWatch } from "../csv/file-growth.ts";
import type { ByteSource, Position } from "../files/byte-source.ts";
import { refuseGuessedDates } from "../layouts/first-dates.ts";
import type { ContactLayout, EventLayout, IdentityLayout } from "../layouts/layout.ts";
import { type ContactBatch, createContactBatcher } from "../rows/contact-batches.ts";
import { createEventBatcher, type EventBatch } from "../rows/event-batches.ts";
import { createLinkReader } from "../rows/link-rows.ts";
import { createFaultReject } from "../rows/refusals.ts";
import type { RowFault } from "../rows/row-fault.ts";
import type { FileEnd, LinkRow, Reject } from "../sink.ts";

export type DataLayout = ContactLayout | EventLayout | IdentityLayout;

/** What reading needs to know; plain data. */
export interface ReadingPlan {
  readonly layout: DataLayout;
  readonly delimiter: Delimiter;
  /** Where the first row starts. */
  readonly start: Position;
  /** The rulebook's. */
  readonly timezone: string;
}

/** Rows in the order of the file, by what became of them; of one file, all but one of them are empty. */
export interface FileBatch {
  readonly kind: "batch";
  readonly contacts: ContactBatch | undefined;
  readonly links: readonly LinkRow[];
  readonly events: EventBatch | undefined;
  readonly rejects: readonly Reject[];
  /** Bytes from the file's start on that have been read. */
  readonly bytesDone: number;
}

/** The batches of a file, and behind them where it ended. */
export type ReadingStep = FileBatch | { readonly kind: "end"; readonly end: FileEnd };

/** Throws an InputError where the file cannot be read, or where its dates would have to be guessed. */
export async function* readBatches(
  source: ByteSource,
  { layout, delimiter, start, timezone }: ReadingPlan,
): AsyncGenerator<ReadingStep> {
  const batcher = createBatcher(layout, timezone);
  const watch = createEndWatch(start);
  let areDatesKnown = false;
  for await (const batch of readRows(source, start, { delimiter, width: layout.headers.length })) {
    if (!areDatesKnown) areDatesKnown = refuseGuessedDates(source.path, layout, cellsOf(batch.rows));
    watch.take(batch);
    yield { kind: "batch", ...batcher.read(batch.rows), bytesDone: batch.next.offset };
  }
  yield { kind: "end", end: await watch.end(source) };
}

function cellsOf(rows: RowBatch["rows"]): readonly (readonly string[])[] {
  return rows.flatMap((row) => (row.kind === "cells" ? [row.cells] : []));
}

interface Reader {
  readonly read: (cells: readonly string[], line: number) => RowFault | undefined;
  /** What was read since the last time. */
  readonly take: () => Partial<FileBatch>;
}

const NOTHING = { contacts: undefined, links: [], events: undefined };

/** Rows get the source's constants behind their cells. */
function createBatcher(layout: DataLayout, timezone: string) {
  const { read, take } = createReader(layout, timezone);
  const refuse = createFaultReject(layout);
  const { constants } = layout;
  const readRow = (row: CellsRow): Reject | undefined => {
    const cells = constants.length === 0 ? row.cells : [...row.cells, ...constants];
    const fault = read(cells, row.line);
    return fault === undefined ? undefined : refuse({ line: row.line, fault, raw: rawText(row) });
  };
  return {
    read: (rows: RowBatch["rows"]): Omit<FileBatch, "kind" | "bytesDone"> => {
      const rejects: Reject[] = [];
      for (const row of rows) {
        const reject = row.kind === "cells" ? readRow(row) : refuse(row);
        if (reject !== undefined) rejects.push(reject);
      }
      return { ...NOTHING, ...take(), rejects };
    },
  };
}

function createReader(layout: DataLayout, timezone: string): Reader {
  const calendar = createCalendar(timezone);
  switch (layout.kind) {
    case "contacts": {
      const { read, take } = createContactBatcher(layout, calendar);
      return { read, take: () => ({ contacts: take() }) };
    }
    case "identities":
      return linkReader(layout);
    case "events": {
      const { read, take } = createEventBatcher(layout, calendar);
      return { read, take: () => ({ events: take() }) };
    }
    default:
      return layout satisfies never;
  }
}

function linkReader(layout: IdentityLayout): Reader {
  const readLink = createLinkReader(layout);
  let links: LinkRow[] = [];
  return {
    read: (cells, line) => {
      const reading = readLink(cells, line);
      if (reading.kind === "fault") return reading;
      links.push(reading.row);
      return undefined;
    },
    take: () => {
      const taken = links;
      links = [];
      return { links: taken };
    },
  };
}
