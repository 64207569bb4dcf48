// The stages as a funnel: how many reached each, and which share went on to the next.

import type { Funnel, StageReport } from "../model.ts";
import { shownChange } from "./change.ts";
import { changeColumn, ofContacts } from "./change-column.ts";
import { type Html, html, named } from "./html.ts";
import { counted, formatNumber, formatPoints, formatShare, shareOf } from "./numbers.ts";
import { shownOrigin } from "./origin.ts";
import { lead } from "./section.ts";
import { type Column, emptyState, renderTable } from "./table.ts";

export function renderFunnel(funnel: Funnel | undefined): Html {
  if (funnel === undefined) return emptyState("How many were at which stage has not been kept for this run.");
  const { stages } = funnel;
  if (stages.length === 0) return emptyState("The rulebook has no stages.");
  const widest = Math.max(...stages.map(({ reached }) => reached), 1);
  return html`${lead("How far contacts have come. A bar is everybody who is at a stage or further along; between two bars stands who went on.")}
<figure class="funnel-figure"><ol class="funnel">${stages.map((stage, i) => renderStage(stage, stages[i - 1], widest))}</ol>
<details class="figures"><summary>The funnel as a table</summary>
${renderTable({ label: "The funnel as a table", columns: columns(stages), rows: stages })}</details></figure>`;
}

function renderStage(stage: StageReport, previous: StageReport | undefined, widest: number): Html {
  return html`<li>${previous === undefined ? undefined : renderStep(stage, shareOf(previous.reached, widest), shareOf(stage.reached, widest))}
<div class="stage"><div class="stage-name"><b>${named(stage.title ?? stage.stage)}</b> ${shownOrigin(stage.origin)}</div>
<svg class="stage-bar" aria-hidden="true" focusable="false"><rect width="${percent(shareOf(stage.reached, widest))}%" height="100%"/></svg>
<div class="stage-figures"><b>${formatNumber(stage.reached)}</b> <span class="kind below">${formatNumber(stage.contacts)} here now${stage.before === undefined ? undefined : html`, ${shownChange(stage.contacts, stage.before)}`}</span></div></div></li>\n`;
}

/** What narrows between two bars. */
function renderStep({ conversion, days }: StageReport, from: number, to: number): Html {
  const went = conversion === undefined ? "" : `↓ ${formatShare(conversion)} went on`;
  const took =
    days === undefined
      ? ""
      : `median ${counted(days.median, "day")}, of ${counted(days.contacts, "contact")}`;
  return html`<div class="step"><svg class="stage-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path d="M0,0H${percent(from)}L${percent(to)},10H0Z"/></svg>
<div class="step-text"><b>${went}</b> <span class="kind below">${took}</span></div></div>`;
}

const percent = (share: number) => Math.round(share * 10000) / 100;

const columns = (stages: readonly StageReport[]): readonly Column<StageReport>[] => [
  { head: "Stage", kind: "name", cell: ({ stage, origin }) => html`${named(stage)} ${shownOrigin(origin)}` },
  { head: "Reached", kind: "number", cell: ({ reached }) => formatNumber(reached) },
  { head: "There now", kind: "number", cell: ({ contacts }) => formatNumber(contacts) },
  ...changeColumn(stages, ofContacts),
  {
    head: "Conversion",
    kind: "number",
    cell: ({ conversion }) => (conversion === undefined ? "–" : formatShare(conversion)),
  },
  {
    head: "Median days",
    kind: "number",
    cell: ({ days }) => (days === undefined ? "–" : formatPoints(days.median)),
  },
];
