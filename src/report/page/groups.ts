// Each group: how its scores are distributed, its bands, who moved between them, and who is hottest.

import type { GroupReport, Report } from "../model.ts";
import { renderBands } from "./group-bands.ts";
import { groupName, renderGroupChart } from "./group-chart.ts";
import { renderHottest } from "./group-hottest.ts";
import { renderMovements } from "./group-movements.ts";
import { type Html, html, named } from "./html.ts";
import { counted } from "./numbers.ts";
import { shownOrigin } from "./origin.ts";
import { lead } from "./section.ts";
import { emptyState } from "./table.ts";

export function renderGroups(report: Report): Html {
  if (report.groups.length === 0) return emptyState("The rulebook has no groups, so nothing is scored.");
  return html`${lead("Each group is a score of its own. Colours run from the lowest band to the highest.")}
${report.groups.map((group, i) => renderGroup(group, `group-${i + 1}`, report))}`;
}

function renderGroup(group: GroupReport, id: string, { compared, rules }: Report): Html {
  return html`<article class="group" aria-labelledby="${id}">
<h3 id="${id}">${groupName(group)}</h3>
<p class="facts">${group.title === undefined ? undefined : html`group ${named(group.group)}, `}${counted(group.contacts, "contact")} ${shownOrigin(group.origin)}</p>
${renderGroupChart(group, id, compared)}
<div class="columns">
<div><h4>Bands</h4>${renderBands(group)}</div>
<div><h4>Movements</h4>${renderMovements(group, compared)}</div>
</div>
<h4>Hottest contacts</h4>
${renderHottest(group, rules)}
</article>
`;
}
