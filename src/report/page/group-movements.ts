// Who moved from which band to which, as a small matrix: the darker a field, the more contacts.

import stringWidth from "fast-string-width";
import type { BandMovement, GroupReport, Report } from "../model.ts";
import { MARKS } from "./change.ts";
import { type Html, html, named, type Part } from "./html.ts";
import { counted, formatNumber } from "./numbers.ts";
import { shownOrigin } from "./origin.ts";
import { type Column, emptyState, renderLongTable } from "./table.ts";
import { runOf } from "./wording.ts";

/** Pixels that a matrix may need, in half a page; one that needs more is a list. */
const WIDEST_MATRIX = 390;
const CHARACTER = 6.2;
const SHADES = 4;
const SHOWN = 12;
const MOST = 60;

export function renderMovements(group: GroupReport, { compared, told }: Report): Html {
  if (told === 0) return emptyState("Movements between bands are told by the next run.");
  if (compared === undefined) return emptyState("Movements between bands are shown from the second run on.");
  const { movements } = group;
  if (movements.length === 0)
    return emptyState(html`Nobody has moved to another band since ${runOf(compared)}.`);
  const places = placesOf(group);
  const sum = movements.reduce((total, { contacts }) => total + contacts, 0);
  return html`<p class="caption">${counted(sum, "contact")} moved between bands: from the band at the left to the one above. ${shownOrigin(group.origin)}</p>
${widthOf(places) > WIDEST_MATRIX ? renderList(group, places) : html`<div class="wide">${renderMatrix(group, places)}</div><div class="narrow">${renderList(group, places)}</div>`}`;
}

/** From low to high; "none" first, where anybody came from it or went there. */
function placesOf({ bands, movements }: GroupReport): readonly (string | undefined)[] {
  const hasNone = movements.some(({ before, after }) => before === undefined || after === undefined);
  return [...(hasNone ? [undefined] : []), ...bands.map(({ band }) => band)];
}

/** About: what does not fit after all can be scrolled. */
function widthOf(places: readonly (string | undefined)[]): number {
  const widths = places.map((band) => Math.max(stringWidth(band ?? "none") * CHARACTER, 36) + 18);
  return widths.reduce((sum, width) => sum + width, Math.max(...widths));
}

function renderMatrix(group: GroupReport, places: readonly (string | undefined)[]): Html {
  const { movements } = group;
  const most = Math.max(...movements.map(({ contacts }) => contacts));
  const label = `Movements between the bands of ${group.title ?? group.group}`;
  const field = (row: number, column: number): Html => {
    if (row === column) return html`<td class="stay"><span class="hidden">stayed</span></td>`;
    const contacts =
      movements.find(({ before, after }) => before === places[row] && after === places[column])?.contacts ??
      0;
    if (contacts === 0) return html`<td class="nobody">0</td>`;
    const shade = Math.ceil((contacts / most) * SHADES);
    return html`<td class="${column > row ? "rise" : "fall"}-${shade}">${formatNumber(contacts)}</td>`;
  };
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${label}"><table class="matrix"><caption class="hidden">${label}: rows are the band before, columns the band now</caption>
<thead><tr><th class="corner"><span>from ↓ to →</span></th>${places.map((place) => html`<th scope="col"><span>${placeName(place)}</span></th>`)}</tr></thead>
<tbody>${places.map((place, row) => html`<tr><th scope="row"><span>${placeName(place)}</span></th>${places.map((_, column) => field(row, column))}</tr>\n`)}</tbody></table></div>`;
}

function renderList(group: GroupReport, places: readonly (string | undefined)[]): Html {
  const mark = ({ before, after }: BandMovement) =>
    MARKS[places.indexOf(after) > places.indexOf(before) ? "up" : "down"];
  const columns: readonly Column<BandMovement>[] = [
    {
      head: "From and to",
      kind: "name",
      cell: (move) => html`${mark(move)}${placeName(move.before)} → ${placeName(move.after)}`,
    },
    { head: "Contacts", kind: "number", cell: ({ contacts }) => formatNumber(contacts) },
  ];
  const rows = group.movements.toSorted((a, b) => b.contacts - a.contacts);
  const label = `List of movements between the bands of ${group.title ?? group.group}`;
  return renderLongTable({ label, columns, rows }, { shown: SHOWN, most: MOST, one: "movement" });
}

const placeName = (band: string | undefined): Part =>
  band === undefined ? html`<span class="quiet">none</span>` : named(band);
