// Tables: on a narrow screen each row becomes a small block of named figures, so that nothing has to scroll. The roles
// keep it a table for screen readers that go by the layout.

import { type Html, html, type Part } from "./html.ts";
import { counted } from "./numbers.ts";

export interface Column<Row> {
  readonly head: string;
  /** The first column of a table is what a row is about; of a drawing only those who do not see it are told the head. */
  readonly kind: "name" | "number" | "text" | "chart";
  readonly cell: (row: Row) => Part;
}

interface Table<Row> {
  /** What the table shows, for those who do not see what stands around it. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}

interface Length {
  /** As many rows stand on the page, the others behind a line that says how many there are. */
  readonly shown: number;
  /** As many are on the page at all: it must not grow without end. */
  readonly most?: number;
  /** What a row is. */
  readonly one: string;
}

const MOST_ROWS = 500;

export function renderTable<Row>({ label, columns, rows }: Table<Row>): Html {
  return html`<table role="table"><caption class="hidden">${label}</caption>
<thead role="rowgroup"><tr role="row">${columns.map(renderHead)}</tr></thead>
<tbody role="rowgroup">
${rows.map((row) => renderRow(row, columns))}</tbody></table>`;
}

function renderHead<Row>({ head, kind }: Column<Row>): Html {
  const shown = kind === "chart" ? html`<span class="hidden">${head}, drawn</span>` : head;
  return html`<th role="columnheader" scope="col" class="${kind}">${shown}</th>`;
}

function renderRow<Row>(row: Row, columns: readonly Column<Row>[]): Html {
  return html`<tr role="row">${columns.map((column) => renderCell(row, column))}</tr>\n`;
}

function renderCell<Row>(row: Row, { head, kind, cell }: Column<Row>): Html {
  const content = cell(row);
  if (kind === "name") return html`<th role="rowheader" scope="row" class="name">${content}</th>`;
  if (kind === "chart") return html`<td role="cell" class="chart">${content}</td>`;
  return html`<td role="cell" class="${kind}" data-label="${head}">${content}</td>`;
}

export function renderLongTable<Row>(table: Table<Row>, length: Length): Html {
  const { shown, most = MOST_ROWS } = length;
  const first = renderTable({ ...table, rows: table.rows.slice(0, shown) });
  if (table.rows.length <= shown) return first;
  const rest = { ...table, label: `${table.label}, continued`, rows: table.rows.slice(shown, most) };
  const left = table.rows.length - shown - rest.rows.length;
  return html`${first}${renderFold(rest.rows.length, length, renderTable(rest))}${leftOut(left, length)}`;
}

/** What most readers need not see at once. */
export function renderFold(number: number, { one }: Pick<Length, "one">, content: Html): Html {
  return html`<details class="more"><summary>${counted(number, `more ${one}`)}</summary>
${content}</details>`;
}

function leftOut(number: number, { one }: Length): Html | undefined {
  if (number === 0) return undefined;
  return html`<p class="caption">${counted(number, `more ${one}`)} ${number === 1 ? "is" : "are"} left out, so that the page stays small.</p>`;
}

/** What is said where there is nothing to show. */
export const emptyState = (text: Part): Html => html`<p class="empty">${text}</p>`;
