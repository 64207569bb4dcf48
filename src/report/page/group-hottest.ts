// The contacts with the highest scores of a group, and what gave them.

import type { GroupReport, HotContact, Report } from "../model.ts";
import { type Html, html, joined, named } from "./html.ts";
import { formatPoints, formatSigned } from "./numbers.ts";
import { shownOrigin } from "./origin.ts";
import { emptyState } from "./table.ts";

export function renderHottest(group: GroupReport, rules: Report["rules"]): Html {
  const { hottest } = group;
  if (hottest === undefined) return emptyState("The scores of a run that others have followed are not kept.");
  if (hottest.length === 0) return emptyState("No contact has a score here yet.");
  const anyHidden = hottest.some(({ contact }) => contact === undefined);
  return html`<p class="caption">The highest scores, with the rules that gave most of them.${
    anyHidden
      ? html` Contacts whose key is an e-mail address are named only with <code>--include-contacts</code>.`
      : undefined
  } ${shownOrigin({ file: "scores.csv" })}</p>
<ol class="hottest">${hottest.map(renderContact)}</ol>
${renderRuleOrigins(group, rules)}`;
}

function renderContact({ contact, name, email, points, band, rules }: HotContact): Html {
  const more = [name === undefined ? undefined : contact, email].filter((text) => text !== undefined);
  return html`<li><div class="who">${
    contact === undefined && name === undefined
      ? html`<span class="quiet">not named</span>`
      : html`<b>${named(name ?? contact ?? "")}</b>`
  }${more.map((text) => html` <span class="kind">${named(text)}</span>`)}</div>
<div class="score"><b>${formatPoints(points)}</b>${band === undefined ? undefined : html` <span class="kind">${named(band)}</span>`}</div>
<div class="why">${joined(
    rules.map(
      ({ rule, points }) => html`<span>${named(rule)} ${formatSigned(Number(points), formatPoints)}</span>`,
    ),
    " ",
  )}</div></li>\n`;
}

function renderRuleOrigins({ hottest = [] }: GroupReport, rules: Report["rules"]): Html | undefined {
  const used = new Set(hottest.flatMap(({ rules }) => rules.map(({ rule }) => rule)));
  // In a combined group they stand with the groups that it sums up; a rule may feed several.
  const known = [
    ...new Map(rules.filter(({ rule }) => used.has(rule)).map((one) => [one.rule, one])).values(),
  ];
  if (known.length === 0) return undefined;
  return html`<p class="origins">${known.map(({ rule, origin }) => html`<span>${named(rule)} ${shownOrigin(origin)}</span> `)}</p>`;
}
