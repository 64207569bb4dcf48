// The page that a report becomes: one HTML file that needs nothing beside it.

import type { Origin, Report } from "../model.ts";

/** Begins with "<!doctype html>" and ends with a line end. */
export function renderPage(report: Report): string {
  const { rulebook, run, compared, totals, groups, collections, rules, triggers, quality } = report;
  const heading = `${rulebook.id}, run ${run.run} as of ${run.asOf}`;
  const since = compared === undefined ? "" : `, compared with run ${compared.run} as of ${compared.asOf}`;
  const parts = [
    `<h1>${escapeText(heading)}</h1>`,
    `<p>${totals.scored} contacts, ${totals.events} events${escapeText(since)}</p>`,
    ...groups.map(({ group, origin, bands }) =>
      table(
        `${group} (${shown(origin)})`,
        bands.map(({ band, contacts, before }) => [band, contacts, before]),
      ),
    ),
    table(
      "Segments and labels",
      collections.map(({ id, origin, contacts, before }) => [id, contacts, before, shown(origin)]),
    ),
    table(
      "Rules",
      rules.map(({ rule, group, origin, times, points }) => [rule, group, times, points, shown(origin)]),
    ),
    table(
      "Triggers",
      triggers.map(({ trigger, origin, firings }) => [trigger, firings, shown(origin)]),
    ),
    table(
      "Data",
      quality.inputs.map(({ file, rows, accepted, rejected }) => [file, rows, accepted, rejected]),
    ),
  ];
  const head = `<meta charset="utf-8"><title>${escapeText(heading)}</title>`;
  return `<!doctype html>\n<html lang="en"><head>${head}</head>\n<body>\n${parts.join("\n")}\n</body></html>\n`;
}

const shown = ({ file, line }: Origin) => (line === undefined ? file : `${file}:${line}`);

function table(title: string, rows: readonly (readonly (string | number | undefined)[])[]): string {
  const lines = rows.map(
    (row) => `<tr>${row.map((cell) => `<td>${escapeText(cell ?? "")}</td>`).join("")}</tr>`,
  );
  return `<h2>${escapeText(title)}</h2>\n<table>\n${lines.join("\n")}\n</table>`;
}

function escapeText(text: string | number): string {
  return String(text).replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
