// The report in one sentence.

import type { ActionReport, Report } from "../model.ts";
import { type Html, html } from "./html.ts";
import { counted, formatNumber } from "./numbers.ts";
import { capitalised, readableDay } from "./wording.ts";

export function renderSummary(report: Report): Html {
  const { scored, events } = report.totals;
  const due = actionsDue(report.actions);
  if (report.compared === undefined || report.changes === undefined) {
    return html`First run: ${counted(scored, "contact")} scored from ${counted(events, "event")}; ${due}.`;
  }
  const same = report.compared.asOf === report.run.asOf;
  const since = same
    ? html`run ${report.compared.run}`
    : html`<bdi>${readableDay(report.compared.asOf)}</bdi>`;
  return html`Since ${since}, ${moved(report.changes.movedUp, report.changes.movedDown)}; ${due}.`;
}

function moved(up: number, down: number): string {
  if (up === 0 && down === 0) return "no contact has moved to another band";
  if (down === 0) return `${counted(up, "contact")} moved up and none down`;
  if (up === 0) return `${counted(down, "contact")} moved down and none up`;
  return `${counted(up, "contact")} moved up and ${formatNumber(down)} down`;
}

function actionsDue(actions: readonly ActionReport[]): string {
  const total = (ofKind: (kind: string) => boolean) =>
    actions.reduce((sum, { kind, count }) => sum + (ofKind(kind) ? count : 0), 0);
  const emails = total((kind) => kind === "email");
  const others = total((kind) => kind !== "email");
  if (emails === 0 && others === 0) return "nothing is to be done";
  if (emails === 0) return `${counted(others, "action")} to take`;
  const toSend = `${counted(emails, "e-mail")} to send`;
  return others === 0 ? toSend : `${toSend} and ${counted(others, "other action")} to take`;
}

/** Of the page, as browsers and screen readers name it. */
export function pageTitle({ rulebook, run }: Report): string {
  return `${capitalised(rulebook.id)}, run ${run.run} of ${run.asOf} · Tallybook`;
}
