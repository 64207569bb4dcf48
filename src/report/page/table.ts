// Tables: on a narrow screen each row becomes a small block of labelled figures, so that nothing has to scroll. The
// roles keep it a table for screen readers, which go by the layout.

import { type Html, html, NOTHING, type Part } from "./html.ts";
import { counted } from "./numbers.ts";

export interface Column<Row> {
  readonly head: string;
  /** The first column of a table is what a row is about. */
  readonly kind: "name" | "number" | "text" | "chart";
  readonly cell: (row: Row) => Part;
}

interface Table<Row> {
  /** What the table shows, for those who do not see what stands around it. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}

export function renderTable<Row>({ label, columns, rows }: Table<Row>): Html {
  return html`<table role="table"><caption class="hidden">${label}</caption>
<thead role="rowgroup"><tr role="row">${columns.map(({ head, kind }) => html`<th role="columnheader" scope="col" class="${kind}">${head}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map((row) => renderRow(row, columns))}</tbody></table>`;
}

function renderRow<Row>(row: Row, columns: readonly Column<Row>[]): Html {
  return html`<tr role="row">${columns.map(({ head, kind, cell }) =>
    kind === "name"
      ? html`<th role="rowheader" scope="row" class="name">${cell(row)}</th>`
      : html`<td role="cell" class="${kind}" data-label="${head}">${cell(row)}</td>`,
  )}</tr>\n`;
}

/** The first rows as they are, the others behind a line that says how many there are. */
export function renderLongTable<Row>(
  table: Table<Row>,
  { shown, one, many = `${one}s` }: { readonly shown: number; readonly one: string; readonly many?: string },
): Html {
  const rest = table.rows.slice(shown);
  const first = renderTable({ ...table, rows: table.rows.slice(0, shown) });
  if (rest.length === 0) return first;
  return html`${first}<details class="more"><summary>${counted(rest.length, `more ${one}`, `more ${many}`)}</summary>
${renderTable({ ...table, label: `${table.label}, continued`, rows: rest })}</details>`;
}

/** What is said where there is nothing to show. */
export const emptyState = (text: Part): Html => html`<p class="empty">${text}</p>`;

/** In the order given, those that are there. */
export const when = (condition: boolean, content: () => Html): Html => (condition ? content() : NOTHING);
