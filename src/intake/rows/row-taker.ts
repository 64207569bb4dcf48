// From a row of cells to the sink: a contact, an event, a link or a reject.

import { type CellsRow, rawText } from "../csv/csv-rows.ts";
import type { RefusedLine } from "../csv/refused-lines.ts";
import type { Layout } from "../layouts/layout.ts";
import type { FedOrigin } from "../sink.ts";
import { createRejectTaker, type Feeding } from "./fed-rejects.ts";
import { createCellsTaker } from "./put-rows.ts";
import type { RowFault } from "./row-fault.ts";

interface Refusal {
  readonly fault: RowFault;
  readonly raw: string;
  readonly origin?: FedOrigin;
}

/** For one file: hands each row to the sink and counts it. */
export function createRowTaker(layout: Layout, feeding: Feeding): (row: CellsRow | RefusedLine) => void {
  const { sink, tally } = feeding;
  const take = createTaker(layout, feeding);
  return (row) => {
    const refusal = row.kind === "refused" ? refuseLine(row, layout) : take(row);
    if (refusal === undefined) return;
    const { fault, raw, origin } = refusal;
    tally.rejected();
    const { column, code, message } = fault;
    sink.putReject({
      line: row.line,
      column,
      code,
      message,
      raw,
      ...(origin === undefined ? {} : { origin }),
    });
  };
}

function refuseLine({ code, message, cell, raw }: RefusedLine, { headers }: Layout): Refusal {
  const column = cell === undefined ? undefined : headers[cell];
  return { fault: { kind: "fault", code, message, column }, raw };
}

/** Gives undefined for rows that were taken. */
function createTaker(layout: Layout, feeding: Feeding): (row: CellsRow) => Refusal | undefined {
  if (layout.kind === "rejects") {
    const takeReject = createRejectTaker(layout, feeding);
    return (row) => {
      const fed = takeReject(row.cells, row.line);
      if (fed === undefined) return undefined;
      const { fault, origin } = fed;
      return { fault, raw: fed.raw ?? rawText(row), ...(origin === undefined ? {} : { origin }) };
    };
  }
  const takeCells = createCellsTaker(layout, feeding);
  return (row) => {
    const fault = takeCells(row.cells, row.line);
    return fault === undefined ? undefined : { fault, raw: rawText(row) };
  };
}
