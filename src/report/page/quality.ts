// What came in: rows, duplicates, rejects, and how fresh each source is.

import type { InputReport, Quality, RejectReport, SourceReport } from "../model.ts";
import { renderBar } from "./bar.ts";
import { type Html, html, joined, named } from "./html.ts";
import { counted, formatNumber, formatShare, shareOf } from "./numbers.ts";
import { fromFile, shownOrigin } from "./origin.ts";
import { type Column, emptyState, renderLongTable } from "./table.ts";
import { readableDay, shortDay } from "./wording.ts";

const SHOWN = 20;

export function renderQuality(quality: Quality): Html {
  return html`<h3>Rows</h3>
${renderRows(quality.inputs)}
<h3>Rejects</h3>
${renderRejects(quality)}
<h3>Sources</h3>
${renderSources(quality.sources)}
<h3>People</h3>
${renderPeople(quality)}`;
}

function renderRows(inputs: readonly InputReport[]): Html {
  if (inputs.length === 0) return emptyState("This run was given no files.");
  const total = (of: (input: InputReport) => number) => inputs.reduce((sum, input) => sum + of(input), 0);
  const rows = total((input) => input.rows);
  const parts = [
    [total((input) => input.accepted), "taken in"],
    [total((input) => input.duplicates), "known already"],
    [total((input) => input.rejected), "rejected"],
  ] as const;
  return html`<p class="sum"><b>${formatNumber(rows)}</b> rows read = ${joined(
    parts.map(([number, words]) => html`<b>${formatNumber(number)}</b> ${words}`),
    " + ",
  )}</p>
${renderLongTable({ label: "Rows by file", columns: INPUT_COLUMNS, rows: inputs }, { shown: SHOWN, one: "file" })}`;
}

const INPUT_COLUMNS: readonly Column<InputReport>[] = [
  {
    head: "File",
    kind: "name",
    cell: ({ file, kind, source, skipped }) =>
      html`<code class="file">${named(file)}</code> <span class="kind">${kind}${ofSource(kind, source)}${skipped ? ", known already and not read again" : ""}</span>`,
  },
  { head: "Rows", kind: "number", cell: ({ rows }) => formatNumber(rows) },
  { head: "Taken in", kind: "number", cell: ({ accepted }) => formatNumber(accepted) },
  { head: "Duplicates", kind: "number", cell: ({ duplicates }) => formatNumber(duplicates) },
  {
    head: "Rejected",
    kind: "number",
    cell: ({ rejected, rows }) =>
      rejected === 0
        ? "0"
        : html`<b>${formatNumber(rejected)}</b> <span class="kind">${formatShare(shareOf(rejected, rows))}</span>`,
  },
];

/** Sources that no rulebook names are called as what they bring. */
const ofSource = (kind: string, source: string): Html | undefined =>
  source === kind ? undefined : html` of ${named(source)}`;

function renderRejects({ rejects }: Quality): Html {
  if (rejects.length === 0) return emptyState("All rows were taken in.");
  const most = Math.max(...rejects.map(({ rows }) => rows));
  const columns: readonly Column<RejectReport>[] = [
    {
      head: "Reason",
      kind: "name",
      cell: ({ reason, code, source }) =>
        html`${named(reason)} <span class="kind">${named(source)}, <code>${code}</code></span>`,
    },
    { head: "Rows", kind: "chart", cell: ({ rows }) => renderBar(0, rows / most, "negative") },
    { head: "Rows", kind: "number", cell: ({ rows }) => formatNumber(rows) },
    { head: "First at", kind: "text", cell: ({ example }) => shownOrigin(example) },
  ];
  return html`<p class="caption">Rows that could not be read, by what was wrong with the first of them. All of them: ${fromFile("rejects.csv")}.</p>
${renderLongTable({ label: "Rejected rows by reason", columns, rows: rejects }, { shown: SHOWN, one: "reason" })}`;
}

function renderSources(sources: readonly SourceReport[]): Html {
  if (sources.length === 0) return emptyState("No source has brought any data yet.");
  return html`<p class="caption">How fresh each source is.</p>
${renderLongTable({ label: "Freshness of sources", columns: SOURCE_COLUMNS, rows: sources }, { shown: SHOWN, one: "source" })}`;
}

const SOURCE_COLUMNS: readonly Column<SourceReport>[] = [
  {
    head: "Source",
    kind: "name",
    cell: ({ source, kind, file }) =>
      html`${named(source)} ${source === kind ? undefined : html`<span class="kind">${kind}</span> `}${shownOrigin({ file })}`,
  },
  {
    head: "Newest event",
    kind: "text",
    cell: ({ newestEvent }) =>
      newestEvent === undefined
        ? "–"
        : html`<bdi>${shortDay(newestEvent.at)}</bdi> <span class="kind">${ago(newestEvent.days)}</span>`,
  },
  {
    head: "Last brought rows",
    kind: "text",
    cell: ({ lastRun, lastAsOf }) =>
      html`run ${lastRun} <span class="kind"><bdi>${readableDay(lastAsOf)}</bdi></span>`,
  },
];

const ago = (days: number) => (days <= 0 ? "on the day" : `${counted(days, "day")} before`);

function renderPeople({ conflicts, eventsWithoutContact, incompleteSources }: Quality): Html {
  return html`<ul class="plain">
<li>${conflicts === 0 ? "No identity leads to more than one contact." : html`${counted(conflicts, "identity", "identities")} linked to several contacts. ${fromFile("conflicts.csv")}`}</li>
<li>${eventsWithoutContact === 0 ? "Every event belongs to a known contact." : html`${counted(eventsWithoutContact, "event")} of people whom no contacts file has named yet. ${fromFile("run.json")}`}</li>
${incompleteSources.length === 0 ? undefined : html`<li>Nobody was retired for ${joined(incompleteSources.map(named), ", ")}: files said to be complete had no rows, or rejected ones. ${fromFile("run.json")}</li>`}
</ul>`;
}
