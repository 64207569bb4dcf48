// Triggers that fired, and what they ask to be done.

import type { ActionReport, Report, TriggerReport } from "../model.ts";
import { drawChart } from "./charts/draw-chart.ts";
import { columnsOptions } from "./charts/sparkline.ts";
import { countActions } from "./count-actions.ts";
import { type Html, html, named } from "./html.ts";
import { counted, formatNumber } from "./numbers.ts";
import { fromLists, shownOrigin } from "./origin.ts";
import { DRAWN, describePast, type Past, renderPastTable } from "./past-table.ts";
import { type Column, emptyState, renderLongTable } from "./table.ts";

const SHOWN = 20;

interface Row extends TriggerReport {
  readonly firedIn: Past;
  /** From 1. */
  readonly number: number;
}

export function renderTriggers({ triggers, actions, told }: Report): Html {
  if (triggers.length === 0)
    return emptyState("The rulebook has no triggers, so there is nothing to be done.");
  const rows = triggers.map(rowOf);
  return html`<h3>Triggers</h3>
<p class="caption">How often each fired; the columns are the newest runs, the last of them this one.</p>
${renderLongTable({ label: "Triggers", columns: TRIGGER_COLUMNS, rows }, { shown: SHOWN, one: "trigger" })}
${renderPastTable(
  "Firings over the runs",
  "The columns as a table",
  rows.map(({ firedIn }) => firedIn),
)}
<h3>Actions</h3>
${renderActions(actions, told)}`;
}

function renderActions(actions: readonly ActionReport[], told: number): Html {
  if (told === 0) return emptyState("The actions of this run are told by the next one.");
  if (actions.length === 0) return emptyState("No action is to be taken.");
  return html`<p class="caption">${counted(countActions(actions), "action")}${told > 1 ? "" : " to take"}, each a line of ${fromLists("actions.csv", told)}.</p>
${renderLongTable({ label: "Actions", columns: ACTION_COLUMNS, rows: actions }, { shown: SHOWN, one: "line" })}`;
}

const TRIGGER_COLUMNS: readonly Column<Row>[] = [
  {
    head: "Trigger",
    kind: "name",
    cell: ({ trigger, origin }) => html`${named(trigger)} ${shownOrigin(origin)}`,
  },
  { head: "Over the runs", kind: "chart", cell: renderPast },
  { head: "Fired", kind: "number", cell: ({ firings }) => formatNumber(firings) },
];

function rowOf(trigger: TriggerReport, index: number): Row {
  const values = trigger.past.map(({ firings, ...run }) => ({ ...run, value: firings }));
  return { ...trigger, firedIn: { name: named(trigger.trigger), values }, number: index + 1 };
}

function renderPast({ trigger, firedIn: { values }, number }: Row): Html | undefined {
  if (values.length < 2) return html`<span class="unknown">from the next run on</span>`;
  if (number > DRAWN) return undefined;
  return drawChart({
    id: `trigger-${number}`,
    title: `Firings of ${trigger} in ${counted(values.length, "run")}`,
    description: describePast(values),
    look: "spark",
    options: columnsOptions(values.map(({ value }) => value)),
  });
}

const ACTION_COLUMNS: readonly Column<ActionReport>[] = [
  {
    head: "Action",
    kind: "name",
    cell: ({ kind, target, origin }) =>
      html`<span class="kind">${kind.replaceAll("_", " ")}</span> ${named(target)} ${shownOrigin(origin)}`,
  },
  { head: "Trigger", kind: "text", cell: ({ trigger }) => named(trigger) },
  { head: "Contacts", kind: "number", cell: ({ count }) => formatNumber(count) },
];
