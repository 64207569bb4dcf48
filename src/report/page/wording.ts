// Pieces of sentences that several sections use.

import type { ReportedRun } from "../model.ts";
import { type Html, html } from "./html.ts";

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
const WEEKDAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

/** `Tuesday 3 March 2026` of a day, `Tuesday 3 March 2026, 14:00` of an instant; any other text stays as it is. */
export function readableDay(asOf: string): string {
  const [, date, time] = /^(\d{4}-\d\d-\d\d)(?:[ T](.+))?$/.exec(asOf) ?? [];
  const [year, month, day] = date?.split("-").map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return asOf;
  const weekday = WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
  return `${weekday} ${day} ${MONTHS[month - 1]} ${year}${time === undefined ? "" : `, ${time}`}`;
}

/** `run 30` with its day. */
export function runOf(run: ReportedRun): Html {
  return html`run ${run.run} of <bdi>${readableDay(run.asOf)}</bdi>`;
}
