// Rows of a list of rejects to the sink, one by one: what a row is, the sink alone knows.

import { type CellsRow, rawText } from "../csv/csv-rows.ts";
import type { RefusedLine } from "../csv/refused-lines.ts";
import type { RejectsLayout } from "../layouts/layout.ts";
import { createRejectTaker, type Feeding } from "./fed-rejects.ts";
import { createFaultReject } from "./refusals.ts";

/** For one list: hands each row to the sink and counts it. */
export function createRowTaker(
  layout: RejectsLayout,
  feeding: Feeding,
): (row: CellsRow | RefusedLine) => void {
  const { sink, tally } = feeding;
  const take = createRejectTaker(layout, feeding);
  const toReject = createFaultReject(layout);
  const takeRow = (row: CellsRow) => {
    const fed = take(row.cells, row.line);
    if (fed === undefined) return undefined;
    const { fault, origin } = fed;
    const raw = fed.raw ?? rawText(row);
    return toReject({ line: row.line, fault, raw, ...(origin === undefined ? {} : { origin }) });
  };
  return (row) => {
    const reject = row.kind === "refused" ? toReject(row) : takeRow(row);
    if (reject === undefined) return;
    tally.rejected();
    sink.putReject(reject);
  };
}
