// The report as one page that needs nothing else: no scripts, no network, one style whose hash the policy names.

import { createHash } from "node:crypto";
import type { Report } from "../model.ts";
import { renderCollections } from "./collections.ts";
import { renderFunnel } from "./funnel.ts";
import { renderGroups } from "./groups.ts";
import { type Html, html, trusted } from "./html.ts";
import { renderHeadline, renderMasthead } from "./masthead.ts";
import { renderPlaces } from "./places.ts";
import { renderQuality } from "./quality.ts";
import { renderRules } from "./rules.ts";
import { renderSection, type Section } from "./section.ts";
import { STYLE } from "./style.ts";
import { pageTitle } from "./summary.ts";
import { renderTriggers } from "./triggers.ts";

/** A whole HTML document; the same report gives the same bytes. */
export function renderPage(report: Report): string {
  const sections = sectionsOf(report);
  return html`<!doctype html>
<html lang="en">
${renderHead(report)}
<body>
<a class="skip" href="#report">Skip to the report</a>
<div class="frame">
${renderMasthead(report)}
<nav aria-label="Sections"><ol>${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ol></nav>
<main id="report">
${sections.map(renderSection)}
</main>
${FOOTER}
</div>
</body>
</html>
`.markup;
}

function sectionsOf(report: Report): readonly Section[] {
  return [
    {
      id: "changes",
      title: report.compared === undefined ? "At a glance" : "What changed",
      content: html`${renderHeadline(report)}${renderPlaces(report)}`,
    },
    { id: "groups", title: "Groups", content: renderGroups(report) },
    { id: "funnel", title: "Funnel", content: renderFunnel(report.funnel) },
    { id: "collections", title: "Segments and labels", content: renderCollections(report) },
    { id: "rules", title: "Rules", content: renderRules(report) },
    { id: "triggers", title: "Triggers and actions", content: renderTriggers(report) },
    { id: "quality", title: "Data quality", content: renderQuality(report.quality) },
  ];
}

function renderHead(report: Report): Html {
  return html`<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${pageTitle(report)}</title>
<link rel="icon" href="data:,">
<style>${trusted(STYLE)}</style>
</head>`;
}

const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");
/** An empty icon is all the page may load: otherwise browsers would ask a server for one. */
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; img-src data:; base-uri 'none'; form-action 'none'`;

const FOOTER = html`<footer><p>A name like <code>rulebook.yaml:12</code> beside a figure is the line of the rulebook that it follows from; a name without a line is a file that was read, or one of the output folder. Points and scores are rounded; the exact ones are in <code>scores.csv</code>.</p></footer>`;
