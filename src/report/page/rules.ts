// Which rules gave the points of each group, and which gave none.

import type { Report, RuleReport } from "../model.ts";
import { renderSignedBar } from "./bar.ts";
import { changeColumn } from "./change-column.ts";
import { type Html, html, named } from "./html.ts";
import { counted, formatNumber, formatPoints, formatShare, shareOf } from "./numbers.ts";
import { shownOrigin } from "./origin.ts";
import { lead } from "./section.ts";
import { type Column, emptyState, renderFold, renderLongTable } from "./table.ts";

const SHOWN = 15;
const SILENT_SHOWN = 40;

export function renderRules({ rules, groups }: Report): Html {
  if (rules.length === 0) return emptyState("The rulebook has no rules.");
  const giving = rules.filter((rule) => !isSilent(rule));
  const silent = rules.filter(isSilent);
  const titles = new Map(groups.map(({ group, title }) => [group, title]));
  const byGroup = [...new Set(giving.map(({ group }) => group))];
  return html`${lead("What the points of all contacts come from. Shares are of the points a group's rules gave and took, without regard to their sign.")}
${byGroup.map((group) => renderGroupRules(group, titles.get(group), giving))}
<h3>Rules that gave nothing</h3>
${renderSilent(silent)}`;
}

const isSilent = ({ contacts, times, points }: RuleReport) =>
  (contacts === 0 && times === 0) || Number(points) === 0;

function renderGroupRules(group: string, title: string | undefined, rules: readonly RuleReport[]): Html {
  const rows = rules
    .filter((rule) => rule.group === group)
    .toSorted((a, b) => Math.abs(Number(b.points)) - Math.abs(Number(a.points)));
  return html`<h3>${named(title ?? group)}</h3>
${renderLongTable({ label: `Points by rule in ${title ?? group}`, columns: columns(rows), rows }, { shown: SHOWN, one: "rule" })}`;
}

function columns(rows: readonly RuleReport[]): readonly Column<RuleReport>[] {
  const points = rows.map((rule) => Number(rule.points));
  const range = { lowest: Math.min(...points), highest: Math.max(...points) };
  const all = points.reduce((sum, value) => sum + Math.abs(value), 0);
  return [
    {
      head: "Rule",
      kind: "name",
      cell: ({ rule, note, origin }) =>
        html`${named(rule)} ${shownOrigin(origin)}${note === undefined ? undefined : html`<span class="note">${named(note)}</span>`}`,
    },
    { head: "Points", kind: "chart", cell: (rule) => renderSignedBar(Number(rule.points), range) },
    { head: "Points", kind: "number", cell: ({ points }) => formatPoints(points) },
    {
      head: "Share",
      kind: "number",
      cell: ({ points }) => formatShare(shareOf(Math.abs(Number(points)), all)),
    },
    ...changeColumn(rows, pointsOf, formatPoints),
    {
      head: "Contacts",
      kind: "number",
      cell: ({ contacts, times }) =>
        html`${formatNumber(contacts)} <span class="kind">${counted(times, "time")}</span>`,
    },
  ];
}

const pointsOf = ({ points, pointsBefore }: RuleReport) => ({
  now: Number(points),
  before: pointsBefore === undefined ? undefined : Number(pointsBefore),
});

function renderSilent(rules: readonly RuleReport[]): Html {
  if (rules.length === 0) return emptyState("Every rule gave points to somebody.");
  const rest = rules.slice(SILENT_SHOWN);
  return html`<p class="caption">${counted(rules.length, "rule")} gave no points: nobody did what they look for, or not in time.</p>
${listRules(rules.slice(0, SILENT_SHOWN))}${rest.length === 0 ? undefined : renderFold(rest.length, { one: "rule" }, listRules(rest))}`;
}

function listRules(rules: readonly RuleReport[]): Html {
  return html`<ul class="silent">${rules.map(({ rule, group, origin }) => html`<li>${named(rule)} <span class="kind">${named(group)}</span> ${shownOrigin(origin)}</li>\n`)}</ul>`;
}
