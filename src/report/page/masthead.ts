// The top of the page: whose report this is, the sentence that sums it up, and five figures.

import type { Changes, Report } from "../model.ts";
import { MARKS, shownChange } from "./change.ts";
import { countActions } from "./count-actions.ts";
import { type Html, html, named, type Part } from "./html.ts";
import { counted, formatNumber, formatShare, formatShort, shareOf } from "./numbers.ts";
import { fromFile, fromLists, shownOrigin } from "./origin.ts";
import { renderSummary } from "./summary.ts";
import { readableDay, runOf } from "./wording.ts";

interface HeadlineFigure {
  readonly label: string;
  readonly number: number;
  readonly mark?: "up" | "down";
  readonly context: Part;
  readonly origin: Html;
}

export function renderMasthead(report: Report): Html {
  const { rulebook, run } = report;
  return html`<header class="masthead">
<p class="kicker"><span class="brand">Tallybook</span> <span>Report of run ${run.run}</span></p>
<h1>${named(rulebook.id)}</h1>
${rulebook.description === undefined ? undefined : html`<p class="description">${named(rulebook.description)}</p>`}
<dl class="run">
<div><dt>As of</dt><dd><bdi>${readableDay(run.asOf)}</bdi> <span class="quiet">${run.timezone}</span></dd></div>
<div><dt>Compared with</dt><dd>${comparedWith(report)}</dd></div>
<div><dt>Rulebook</dt><dd>${shownOrigin({ file: rulebook.file })}</dd></div>
</dl>
<p class="summary">${renderSummary(report)}</p>
</header>
`;
}

function comparedWith({ compared, told }: Report): Part {
  if (compared !== undefined) return runOf(compared);
  return told === 0 ? "nothing: the next run tells what moved" : "nothing: this is the first run";
}

export function renderHeadline(report: Report): Html {
  const { changes } = report;
  const figures = changes === undefined ? firstFigures(report) : changeFigures(report, changes);
  return html`<dl class="headline">${figures.map(renderHeadlineFigure)}</dl>
${renderBase(report)}`;
}

function renderHeadlineFigure({ label, number, mark, context, origin }: HeadlineFigure): Html {
  return html`<div><dt>${label}</dt><dd class="figure">${mark === undefined ? undefined : MARKS[mark]}${number < 1e6 ? formatNumber(number) : formatShort(number)}</dd><dd class="context">${context} ${origin}</dd></div>\n`;
}

function changeFigures(
  { told, totals, actions }: Report,
  { entered, left, movedUp, movedDown, fired }: Changes,
): readonly HeadlineFigure[] {
  const ofAll = (contacts: number) => `${formatShare(shareOf(contacts, totals.scored))} of all contacts`;
  const origin = fromLists("changes.csv", told);
  return [
    {
      label: "Moved up",
      number: movedUp,
      mark: "up",
      context: `to a higher band, ${ofAll(movedUp)}`,
      origin,
    },
    {
      label: "Moved down",
      number: movedDown,
      mark: "down",
      context: `to a lower band, ${ofAll(movedDown)}`,
      origin,
    },
    { label: "Entered", number: entered, context: "a segment, or got a label", origin },
    { label: "Left", number: left, context: "a segment, or lost a label", origin },
    {
      label: "Fired",
      number: fired,
      context: `triggers, for ${counted(countActions(actions), "action")}`,
      origin: fromLists("actions.csv", told),
    },
  ];
}

function firstFigures({ told, totals, triggers, actions, groups }: Report): readonly HeadlineFigure[] {
  const fired = triggers.reduce((sum, { firings }) => sum + firings, 0);
  return [
    {
      label: "Contacts",
      number: totals.scored,
      context: `scored in ${counted(groups.length, "group")}`,
      origin: fromFile("scores.csv"),
    },
    { label: "Events", number: totals.events, context: "taken into account", origin: fromFile("run.json") },
    {
      label: "Excluded",
      number: totals.excluded,
      context: "by the rulebook, and in no list",
      origin: fromFile("run.json"),
    },
    { label: "Fired", number: fired, context: "triggers", origin: fromFile("actions.csv") },
    ...(told === 0
      ? []
      : [
          {
            label: "Actions",
            number: countActions(actions),
            context: "to be done",
            origin: fromFile("actions.csv"),
          },
        ]),
  ];
}

/** Of how many contacts and events all of this speaks; the figures of a first run say so themselves. */
function renderBase({ totals, compared }: Report): Html | undefined {
  const apart: readonly (readonly [number, string])[] = [
    [compared === undefined ? 0 : totals.excluded, "excluded by the rulebook"],
    [totals.retired, "retired"],
    [totals.anonymous, "anonymous"],
  ];
  const others = apart.filter(([number]) => number > 0);
  if (compared === undefined && others.length === 0) return undefined;
  const all =
    compared === undefined
      ? undefined
      : html`${counted(totals.scored, "contact")} scored (${shownChange(totals.scored, totals.scoredBefore)}) from ${counted(totals.events, "event")} (${shownChange(totals.events, totals.eventsBefore)}). `;
  return html`<p class="base">${all}${others.map(([number, words]) => html`${formatNumber(number)} ${words}. `)}${fromFile("run.json")}</p>`;
}
