// The report in one sentence.

import type { ActionReport, Report } from "../model.ts";
import { countActions } from "./count-actions.ts";
import { type Html, html, named } from "./html.ts";
import { counted, formatNumber } from "./numbers.ts";
import { readableDay, shortDay } from "./wording.ts";

export function renderSummary(report: Report): Html {
  if (report.compared === undefined || report.changes === undefined) {
    const { scored, events } = report.totals;
    if (report.told === 0) return untold(report);
    if (scored === 0) return html`First run: there are no contacts to score yet.`;
    return html`First run: ${strong(counted(scored, "contact"))} scored from ${counted(events, "event")}; ${actionsDue(report.actions)}.`;
  }
  const same = report.compared.asOf === report.run.asOf;
  const day = same ? html`run ${report.compared.run}` : named(readableDay(report.compared.asOf));
  const due = report.told > 1 ? actionsBetween(report) : actionsDue(report.actions);
  return html`Since ${day}, ${moved(report.changes.movedUp, report.changes.movedDown)}; ${due}.`;
}

function untold({ totals: { scored, events } }: Report): Html {
  return html`${strong(counted(scored, "contact"))} scored from ${counted(events, "event")}. The folder of this run was never written: the next run tells what moved, and what is to be done.`;
}

const strong = (text: string): Html => html`<b>${text}</b>`;

function moved(up: number, down: number): Html {
  if (up === 0 && down === 0) return html`no contact has moved to another band`;
  if (down === 0) return html`${strong(counted(up, "contact"))} moved up and none down`;
  if (up === 0) return html`${strong(counted(down, "contact"))} moved down and none up`;
  return html`${strong(counted(up, "contact"))} moved up and ${strong(formatNumber(down))} down`;
}

function actionsDue(actions: readonly ActionReport[]): Html {
  const emails = countActions(actions.filter(({ kind }) => kind === "email"));
  const others = countActions(actions) - emails;
  if (emails === 0 && others === 0) return html`nothing is to be done`;
  if (emails === 0) return html`${strong(counted(others, "action"))} to take`;
  const toSend = html`${strong(counted(emails, "e-mail"))} to send`;
  return others === 0 ? toSend : html`${toSend} and ${strong(counted(others, "other action"))} to take`;
}

/** Most of them have been taken since. */
function actionsBetween({ actions, told }: Report): Html {
  const sum = countActions(actions);
  if (sum === 0) return html`nothing was to be done`;
  return html`${strong(counted(sum, "action"))} in ${counted(told, "run")}`;
}

/** Of the page, as browsers and screen readers name it. */
export function pageTitle({ rulebook, run }: Report): string {
  return `${rulebook.id}, run ${run.run} of ${shortDay(run.asOf)} · Tallybook`;
}
