// What moved most: the bands, stages, segments and labels that most contacts came to or went from.

import type { PlaceChange, Report } from "../model.ts";
import { renderBar } from "./bar.ts";
import { shownDifference } from "./change.ts";
import { type Html, html, named } from "./html.ts";
import { formatSigned } from "./numbers.ts";
import { shownOrigin } from "./origin.ts";
import { type Column, emptyState, renderLongTable } from "./table.ts";
import { runOf } from "./wording.ts";

const SHOWN = 8;

export function renderPlaces(report: Report): Html {
  if (report.told === 0) return emptyState("What moved in this run is told by the next one.");
  if (report.changes === undefined || report.compared === undefined) {
    return emptyState(
      "There is no earlier run to compare with: from the next run on, what changed stands here.",
    );
  }
  const { places } = report.changes;
  if (places.length === 0) return emptyState(html`Nothing has moved since ${runOf(report.compared)}.`);
  return html`<h3>What moved most</h3>
<p class="caption">Contacts that went from a place, to the left, and that came to it, to the right, since ${runOf(report.compared)}.</p>
${renderLongTable({ label: "What moved most", columns: columns(report, places), rows: places }, { shown: SHOWN, one: "place" })}`;
}

function columns(report: Report, places: readonly PlaceChange[]): readonly Column<PlaceChange>[] {
  const most = Math.max(...places.map(({ entered, left }) => Math.max(entered, left)), 1);
  return [
    {
      head: "Place",
      kind: "name",
      cell: (place) => html`${placeName(place, report)} ${shownOrigin(place.origin)}`,
    },
    { head: "Left", kind: "number", cell: ({ left }) => formatSigned(-left) },
    {
      head: "Who left and who entered",
      kind: "chart",
      cell: ({ entered, left }) =>
        html`<span class="both">${renderBar(1 - left / most, 1, "negative")}${renderBar(0, entered / most, "positive")}</span>`,
    },
    { head: "Entered", kind: "number", cell: ({ entered }) => formatSigned(entered) },
    { head: "Change", kind: "number", cell: ({ entered, left }) => shownDifference(entered - left) },
  ];
}

function placeName({ kind, name, value }: PlaceChange, report: Report): Html {
  if (value === undefined) {
    const known = report.collections.find((one) => one.kind === kind && one.id === name);
    return html`${named(known?.title ?? name)} <span class="kind">${kind}</span>`;
  }
  if (kind === "stage") {
    const known = report.funnel?.stages.find(({ stage }) => stage === value);
    return html`${named(known?.title ?? value)} <span class="kind">stage</span>`;
  }
  const group = kind === "band" ? report.groups.find((one) => one.group === name) : undefined;
  return html`${named(value)} <span class="kind">${kind} of ${named(group?.title ?? name)}</span>`;
}
