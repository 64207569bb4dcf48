// Pieces of sentences that several sections use.

import type { ReportedRun } from "../model.ts";
import { type Html, html } from "./html.ts";

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
const WEEKDAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

/** `Tuesday 3 March 2026` of a day; an instant stays as it is. */
export function readableDay(asOf: string): string {
  const [year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(asOf)?.slice(1).map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return asOf;
  const weekday = WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()]!;
  return `${weekday} ${day} ${MONTHS[month - 1] ?? month} ${year}`;
}

/** `run 30` with its day. */
export function runOf(run: ReportedRun): Html {
  return html`run ${run.run} of <bdi>${readableDay(run.asOf)}</bdi>`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(texts: readonly string[]): string {
  if (texts.length <= 1) return texts.join("");
  return `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
