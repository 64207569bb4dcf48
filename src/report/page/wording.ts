// Pieces of sentences that several sections use.

import type { ReportedRun } from "../model.ts";
import { type Html, html } from "./html.ts";

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
const WEEKDAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

/** A day, or an instant; seconds and the offset say nothing to those who read the page. */
const WRITTEN = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d).*)?$/;

/** `Tuesday 3 March 2026` of a day, `Tuesday 3 March 2026, 14:00` of an instant; any other text stays as it is. */
export function readableDay(asOf: string): string {
  const [, date, time] = WRITTEN.exec(asOf) ?? [];
  const [year, month, day] = date?.split("-").map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return asOf;
  const weekday = WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
  return `${weekday} ${day} ${MONTHS[month - 1]} ${year}${time === undefined ? "" : `, ${time}`}`;
}

/** `2026-03-03` of a day, `2026-03-03 14:00` of an instant: for tables. */
export const shortDay = (asOf: string): string =>
  asOf.replace(WRITTEN, (_, date, time) => (time === undefined ? date : `${date} ${time}`));

/** `run 30` with its day. */
export function runOf(run: ReportedRun): Html {
  return html`run ${run.run} of <bdi>${readableDay(run.asOf)}</bdi>`;
}
