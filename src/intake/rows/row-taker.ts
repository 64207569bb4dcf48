// From a row of cells to the sink: a contact, an event or a reject.

import type { Calendar } from "../../values/calendar.ts";
import { type CellsRow, rawText } from "../csv/csv-rows.ts";
import type { RefusedLine } from "../csv/refused-lines.ts";
import type { IntakeSink } from "../sink.ts";
import type { Columns } from "./columns.ts";
import { createContactReader } from "./contact-rows.ts";
import { createEventReader } from "./event-rows.ts";
import type { RowTally } from "./row-counts.ts";
import type { RowFault } from "./row-fault.ts";

/** For one file: hands each row to the sink and counts it. */
export function createRowTaker(
  columns: Columns,
  calendar: Calendar,
  sink: IntakeSink,
  tally: RowTally,
): (row: CellsRow | RefusedLine) => void {
  /** Undefined when the row was taken. */
  const takeCells = createCellsTaker(columns, calendar, sink, tally);
  return (row) => {
    const fault = row.kind === "refused" ? withHeader(row, columns) : takeCells(row);
    if (fault === undefined) return;
    const raw = row.kind === "refused" ? row.raw : rawText(row);
    tally.rejected();
    sink.putReject({ line: row.line, column: fault.column, code: fault.code, message: fault.message, raw });
  };
}

function withHeader({ code, message, cell }: RefusedLine, { headers }: Columns): RowFault {
  return { kind: "fault", code, message, column: cell === undefined ? undefined : headers[cell] };
}

function createCellsTaker(
  columns: Columns,
  calendar: Calendar,
  sink: IntakeSink,
  tally: RowTally,
): (row: CellsRow) => RowFault | undefined {
  if (columns.kind === "contacts") {
    const readContact = createContactReader(columns);
    return ({ cells, line }) => {
      const reading = readContact(cells, line);
      if (reading.kind === "fault") return reading;
      tally.put(sink.putContact(reading.row), reading.row.fields);
      return undefined;
    };
  }
  const readEvent = createEventReader(columns, calendar);
  return ({ cells, line }) => {
    const reading = readEvent(cells, line);
    if (reading.kind === "fault") return reading;
    tally.put(sink.putEvent(reading.row), reading.row.fields, reading.clockChange);
    return undefined;
  };
}
