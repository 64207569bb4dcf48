// The report in one sentence.

import type { ActionReport, Report } from "../model.ts";
import { type Html, html, named } from "./html.ts";
import { counted, formatNumber } from "./numbers.ts";
import { readableDay } from "./wording.ts";

export function renderSummary(report: Report): Html {
  const due = actionsDue(report.actions);
  if (report.compared === undefined || report.changes === undefined) {
    const { scored, events } = report.totals;
    const lead = report.isFirst ? "First run: " : "";
    if (scored === 0) return html`${lead}${report.isFirst ? "there" : "There"} are no contacts to score yet.`;
    return html`${lead}${strong(counted(scored, "contact"))} scored from ${counted(events, "event")}; ${due}.`;
  }
  const same = report.compared.asOf === report.run.asOf;
  const day = same ? html`run ${report.compared.run}` : named(readableDay(report.compared.asOf));
  return html`Since ${day}, ${moved(report.changes.movedUp, report.changes.movedDown)}; ${due}.`;
}

const strong = (text: string): Html => html`<b>${text}</b>`;

function moved(up: number, down: number): Html {
  if (up === 0 && down === 0) return html`no contact has moved to another band`;
  if (down === 0) return html`${strong(counted(up, "contact"))} moved up and none down`;
  if (up === 0) return html`${strong(counted(down, "contact"))} moved down and none up`;
  return html`${strong(counted(up, "contact"))} moved up and ${strong(formatNumber(down))} down`;
}

function actionsDue(actions: readonly ActionReport[]): Html {
  const total = (ofKind: (kind: string) => boolean) =>
    actions.reduce((sum, { kind, count }) => sum + (ofKind(kind) ? count : 0), 0);
  const emails = total((kind) => kind === "email");
  const others = total((kind) => kind !== "email");
  if (emails === 0 && others === 0) return html`nothing is to be done`;
  if (emails === 0) return html`${strong(counted(others, "action"))} to take`;
  const toSend = html`${strong(counted(emails, "e-mail"))} to send`;
  return others === 0 ? toSend : html`${toSend} and ${strong(counted(others, "other action"))} to take`;
}

/** Of the page, as browsers and screen readers name it. */
export function pageTitle({ rulebook, run }: Report): string {
  return `${rulebook.id}, run ${run.run} of ${run.asOf} · Tallybook`;
}
