// Each group: how its scores are distributed, its bands, who moved between them, and who is hottest.

import type { GroupReport, Report } from "../model.ts";
import { renderBands } from "./group-bands.ts";
import { renderGroupChart } from "./group-chart.ts";
import { renderHottest } from "./group-hottest.ts";
import { renderMovements } from "./group-movements.ts";
import { type Html, html, named } from "./html.ts";
import { counted, formatNumber, formatPoints } from "./numbers.ts";
import { shownOrigin } from "./origin.ts";
import { lead } from "./section.ts";
import { type Column, emptyState, renderLongTable } from "./table.ts";

/** As many are drawn; of more, only the figures are given. */
const DRAWN = 12;

export function renderGroups(report: Report): Html {
  const { groups } = report;
  if (groups.length === 0) return emptyState("The rulebook has no groups, so nothing is scored.");
  return html`${lead("Each group is a score of its own. Its bands run from sand, the lowest, to teal, the highest.")}
${groups.slice(0, DRAWN).map((group, i) => renderGroup(group, `group-${i + 1}`, report))}
${renderFurther(groups.slice(DRAWN))}`;
}

function renderGroup(group: GroupReport, id: string, report: Report): Html {
  const key = group.title === undefined ? undefined : html`group ${named(group.group)}, `;
  return html`<article class="group" aria-labelledby="${id}">
<h3 id="${id}">${named(group.title ?? group.group)}</h3>
<p class="facts">${key}${counted(group.contacts, "contact")} ${shownOrigin(group.origin)}</p>
${renderGroupChart(group, id, report.compared)}
${group.bands.length === 0 ? emptyState("This group has no bands, so nobody moves between them.") : renderColumns(group, report)}
<h4>Hottest contacts</h4>
${renderHottest(group, report.rules)}
</article>
`;
}

function renderColumns(group: GroupReport, report: Report): Html {
  return html`<div class="columns">
<div><h4>Bands</h4>${renderBands(group)}</div>
<div><h4>Movements</h4>${renderMovements(group, report)}</div>
</div>`;
}

function renderFurther(groups: readonly GroupReport[]): Html | undefined {
  if (groups.length === 0) return undefined;
  return html`<h3>Further groups</h3>
<p class="caption">Charts are drawn for the first ${DRAWN} groups of the rulebook.</p>
${renderLongTable({ label: "Further groups", columns: COLUMNS, rows: groups }, { shown: 20, one: "group" })}`;
}

const COLUMNS: readonly Column<GroupReport>[] = [
  {
    head: "Group",
    kind: "name",
    cell: ({ title, group, origin }) => html`${named(title ?? group)} ${shownOrigin(origin)}`,
  },
  { head: "Contacts", kind: "number", cell: ({ contacts }) => formatNumber(contacts) },
  ...(["lowest", "median", "highest"] as const).map((measure) => ({
    head: `${measure.charAt(0).toUpperCase()}${measure.slice(1)}`,
    kind: "number" as const,
    cell: ({ distribution }: GroupReport) =>
      distribution === undefined ? "–" : formatPoints(distribution[measure]),
  })),
];
