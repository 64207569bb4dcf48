// Segments and labels: their size, what changed, and a line over the runs.

import { drawChart } from "../charts/draw-chart.ts";
import { sparklineOptions } from "../charts/sparkline.ts";
import type { CollectionReport, Report } from "../model.ts";
import { shownChange } from "./change.ts";
import { type Html, html, named } from "./html.ts";
import { counted, formatNumber, formatShare, formatSigned, shareOf } from "./numbers.ts";
import { shownOrigin } from "./origin.ts";
import { type Column, emptyState, renderLongTable } from "./table.ts";

const SHOWN = 25;

export function renderCollections({ collections, totals }: Report): Html {
  if (collections.length === 0) return emptyState("The rulebook has no segments and no labels.");
  return html`${renderKind("segment", collections, totals.scored)}${renderKind("label", collections, totals.scored)}`;
}

function renderKind(
  kind: CollectionReport["kind"],
  collections: readonly CollectionReport[],
  all: number,
): Html {
  const rows = collections.filter((collection) => collection.kind === kind);
  if (rows.length === 0) return emptyState(`The rulebook has no ${kind}s.`);
  const title = kind === "segment" ? "Segments" : "Labels";
  return html`<h3>${title}</h3>
<p class="caption">The line is the size over the newest runs, each on a scale of its own; its dot is this run.</p>
${renderLongTable({ label: title, columns: columns(all), rows }, { shown: SHOWN, one: kind })}`;
}

function columns(all: number): readonly Column<CollectionReport>[] {
  return [
    {
      head: "Name",
      kind: "name",
      cell: ({ id, title, origin }) =>
        html`${named(title ?? id)} ${title === undefined ? undefined : html`<span class="kind">${named(id)}</span> `}${shownOrigin(origin)}`,
    },
    { head: "Over the runs", kind: "chart", cell: renderSizes },
    {
      head: "Contacts",
      kind: "number",
      cell: ({ contacts }) =>
        html`${formatNumber(contacts)} <span class="kind">${formatShare(shareOf(contacts, all))}</span>`,
    },
    {
      head: "Change",
      kind: "number",
      cell: ({ contacts, before, entered, left }) =>
        html`${shownChange(contacts, before)} ${
          entered === undefined || left === undefined
            ? undefined
            : html`<span class="kind">${formatSigned(entered)} ${formatSigned(-left)}</span>`
        }`,
    },
  ];
}

function renderSizes({ kind, id, title, sizes }: CollectionReport): Html {
  if (sizes.length < 2) return html`<span class="unknown">from the next run on</span>`;
  return drawChart({
    id: `${kind}-${id}`,
    title: `Size of ${title ?? id} over ${counted(sizes.length, "run")}`,
    description: `${sizes.map(({ asOf, contacts }) => `${asOf}: ${formatNumber(contacts)}`).join("; ")}.`,
    look: "spark",
    options: sparklineOptions(sizes.map(({ contacts }) => contacts)),
  });
}
