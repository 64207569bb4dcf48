// Who lies in which band of a group, from the highest to the lowest.

import type { BandReport, GroupReport } from "../model.ts";
import { changeColumn, ofContacts } from "./change-column.ts";
import { bandStep } from "./charts/band-colours.ts";
import { type Html, html, named } from "./html.ts";
import { formatNumber, formatPoints, formatShare, shareOf } from "./numbers.ts";
import { shownOrigin } from "./origin.ts";
import { type Column, renderLongTable } from "./table.ts";

const SHOWN = 12;
const MOST = 100;

interface BandRow {
  readonly name: Html;
  readonly contacts: number;
  readonly before: number | undefined;
}

export function renderBands(group: GroupReport): Html {
  const { bands, withoutBand } = group;
  const rows: BandRow[] = bands
    .map((band, i) => bandRow(band, `band-${bandStep(i, bands.length)}`))
    .reverse();
  if (withoutBand.contacts > 0 || (withoutBand.before ?? 0) > 0) {
    rows.push({
      ...withoutBand,
      name: html`<span class="swatch no-band"></span>in no band <span class="sub">${shownOrigin(group.origin)}</span>`,
    });
  }
  return renderLongTable(
    { label: `Bands of ${group.title ?? group.group}`, columns: columns(group.contacts, rows), rows },
    { shown: SHOWN, most: MOST, one: "band" },
  );
}

function bandRow({ band, origin, contacts, before, scores }: BandReport, look: string): BandRow {
  const range = scores === undefined ? undefined : html`<span class="kind">${scoreRange(scores)}</span> `;
  const name = html`<span class="swatch ${look}"></span>${named(band)} <span class="sub">${range}${shownOrigin(origin)}</span>`;
  return { name, contacts, before };
}

function columns(all: number, rows: readonly BandRow[]): readonly Column<BandRow>[] {
  return [
    { head: "Band", kind: "name", cell: ({ name }) => name },
    { head: "Share", kind: "number", cell: ({ contacts }) => formatShare(shareOf(contacts, all)) },
    { head: "Contacts", kind: "number", cell: ({ contacts }) => formatNumber(contacts) },
    ...changeColumn(rows, ofContacts),
  ];
}

const MILLIONTH = 0.000001;

/** `from` belongs to it, `until` does not; a bound is usually a millionth of a point beside the figure in the rulebook. */
function scoreRange({ from, until }: NonNullable<BandReport["scores"]>): string {
  if (from === undefined && until === undefined) return "any score";
  if (from === undefined) return upTo(until!);
  if (until === undefined) return isAbove(from) ? `above ${bound(from)}` : `${bound(from)} and more`;
  if (from + 2 * MILLIONTH > until) return `exactly ${bound(from)}`;
  return `${isAbove(from) ? "above " : ""}${bound(from)} ${isAbove(until) ? "to" : "to below"} ${bound(until)}`;
}

const upTo = (until: number) => (isAbove(until) ? `up to ${bound(until)}` : `below ${bound(until)}`);

/** The smallest score above a figure of at most five places. */
function isAbove(score: number): boolean {
  const figure = score - MILLIONTH;
  return Math.abs(Math.round(figure * 1e5) / 1e5 - figure) < 1e-9 && !Number.isInteger(score);
}

const bound = (score: number) => formatPoints(isAbove(score) ? score - MILLIONTH : score);
