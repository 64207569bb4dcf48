// Segments and labels: their size, what changed, and a line over the runs.

import type { CollectionReport, Report } from "../model.ts";
import { shownChange } from "./change.ts";
import { drawChart } from "./charts/draw-chart.ts";
import { sparklineOptions } from "./charts/sparkline.ts";
import { type Html, html, named } from "./html.ts";
import { counted, formatNumber, formatShare, formatSigned, shareOf } from "./numbers.ts";
import { shownOrigin } from "./origin.ts";
import { DRAWN, describePast, type Past, renderPastTable } from "./past-table.ts";
import { type Column, emptyState, renderLongTable } from "./table.ts";

const SHOWN = 25;

interface Row extends CollectionReport {
  readonly past: Past;
  /** From 1. */
  readonly number: number;
}

export function renderCollections({ collections, totals }: Report): Html {
  if (collections.length === 0) return emptyState("The rulebook has no segments and no labels.");
  return html`${renderKind("segment", collections, totals.scored)}${renderKind("label", collections, totals.scored)}`;
}

function renderKind(
  kind: CollectionReport["kind"],
  collections: readonly CollectionReport[],
  all: number,
): Html {
  const title = kind === "segment" ? "Segments" : "Labels";
  const rows = collections.filter((collection) => collection.kind === kind).map(rowOf);
  if (rows.length === 0) return html`<h3>${title}</h3>${emptyState(`The rulebook has no ${kind}s.`)}`;
  const compared = rows.some(({ before }) => before !== undefined);
  const pasts = rows.map(({ past }) => past);
  return html`<h3>${title}</h3>
<p class="caption">Who is in each now${compared ? ", and the change since the compared run: small, who came and who went" : ""}. The line is its size over the newest runs, on a scale of its own; the dot is this run.</p>
${renderLongTable({ label: title, columns: columns(all, compared), rows }, { shown: SHOWN, one: kind })}
${renderPastTable(`${title} over the runs`, "The lines as a table", pasts)}`;
}

function rowOf(collection: CollectionReport, index: number): Row {
  const { id, title, sizes } = collection;
  const values = sizes.map(({ contacts, ...run }) => ({ ...run, value: contacts }));
  return { ...collection, past: { name: named(title ?? id), values }, number: index + 1 };
}

function columns(all: number, compared: boolean): readonly Column<Row>[] {
  return [
    { head: "Name", kind: "name", cell: renderName },
    { head: "Over the runs", kind: "chart", cell: renderSizes },
    {
      head: "Contacts",
      kind: "number",
      cell: ({ contacts }) =>
        html`${formatNumber(contacts)} <span class="kind">${formatShare(shareOf(contacts, all))}</span>`,
    },
    ...(compared ? [{ head: "Change", kind: "number" as const, cell: renderChange }] : []),
  ];
}

function renderName({ id, title, origin }: CollectionReport): Html {
  const key = title === undefined ? undefined : html`<span class="kind">${named(id)}</span> `;
  return html`${named(title ?? id)} ${key}${shownOrigin(origin)}`;
}

function renderChange({ contacts, before, entered, left }: CollectionReport): Html {
  const moves =
    entered === undefined || left === undefined || entered + left === 0
      ? undefined
      : html` <span class="kind">${formatSigned(entered)} ${formatSigned(-left)}</span>`;
  return html`${shownChange(contacts, before)}${moves}`;
}

function renderSizes({ kind, id, title, past, number }: Row): Html | undefined {
  const { values } = past;
  if (values.length < 2) return html`<span class="unknown">from the next run on</span>`;
  if (number > DRAWN)
    return html`<span class="kind">${formatNumber(values[0]!.value)} ${counted(values.length - 1, "run")} ago</span>`;
  return drawChart({
    id: `${kind}-${number}`,
    title: `Size of ${title ?? id} over ${counted(values.length, "run")}`,
    description: describePast(values),
    look: "spark",
    options: sparklineOptions(values.map(({ value }) => value)),
  });
}
