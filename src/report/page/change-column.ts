import { shownChange } from "./change.ts";
import { formatNumber } from "./numbers.ts";
import type { Column } from "./table.ts";

interface Figures {
  readonly now: number;
  readonly before: number | undefined;
}

/** What changed since the compared run; no column where nothing is known of any row. */
export function changeColumn<Row>(
  rows: readonly Row[],
  figures: (row: Row) => Figures,
  format: (value: number) => string = formatNumber,
): readonly Column<Row>[] {
  if (rows.every((row) => figures(row).before === undefined)) return [];
  const cell = (row: Row) => shownChange(figures(row).now, figures(row).before, format);
  return [{ head: "Change", kind: "number", cell }];
}

/** Of how many contacts there are. */
export const ofContacts = ({
  contacts,
  before,
}: {
  readonly contacts: number;
  readonly before: number | undefined;
}) => ({
  now: contacts,
  before,
});
