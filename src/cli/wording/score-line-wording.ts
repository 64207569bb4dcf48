// What the lines of a group say, on a terminal and elsewhere.

import type { AwardLine, ScoreLine } from "../../evaluate/explain/explanation.ts";
import type { Calendar } from "../../values/calendar.ts";
import { formatDecimal, type Micro, micro } from "../../values/decimal.ts";
import { countRefusals } from "../facts/award-events.ts";
import { showText } from "../terminal.ts";
import { formatSigned } from "./signed.ts";

export function nameOfLine(line: ScoreLine): string {
  switch (line.kind) {
    case "award":
      return line.rule;
    case "term":
      return line.group;
    case "start":
    case "rounding":
    case "min":
    case "max":
    case "reset":
      return line.kind;
    default:
      return line satisfies never;
  }
}

export function whyOfLine(line: ScoreLine, calendar: Calendar): string {
  switch (line.kind) {
    case "start":
    case "term":
      return "";
    case "rounding":
      return "to six places";
    case "min":
    case "max":
      return `kept at ${formatDecimal(line.bound)}`;
    case "reset":
      return formatReset(line, calendar);
    case "award":
      return showText(formatBasis(line, calendar));
    default:
      return line satisfies never;
  }
}

function formatReset(
  { at, event, outdated }: Extract<ScoreLine, { kind: "reset" }>,
  calendar: Calendar,
): string {
  const events = outdated === 1 ? "1 earlier event counts" : `${outdated || ""} earlier events count`.trim();
  return `${calendar.formatDay(at)} ${showText(event.type)}: ${events} no more`;
}

/** When the events were, or why the condition holds; what became of them; the rule's note. */
function formatBasis(line: AwardLine, calendar: Calendar): string {
  const { events, reason, note, decay, worthless } = line;
  const days = new Set([events.at(0), events.at(-1)].flatMap((e) => (e ? [calendar.formatDay(e.at)] : [])));
  const undecayed = micro(events.reduce((sum, event) => sum + event.undecayed, 0n));
  const parts = [
    days.size > 0 ? [...days].join(" … ") : (reason ?? ""),
    ...(decay === undefined ? [] : [`decayed from ${formatDecimal(undecayed)} (${decay})`]),
    ...countRefusals(line).map(({ limits, events: refused }) => `${refused} refused (${limits.join(", ")})`),
    ...(worthless.length === 0 ? [] : [`${worthless.length} without points`]),
  ];
  return `${parts.join(", ")}${note === undefined ? "" : ` (${note})`}`;
}

/** What a line gives: alone, or as a product with its factors. */
export interface Worth {
  readonly factors: string;
  readonly sum: string | undefined;
  readonly cut: string;
}

export function lineWorth(line: ScoreLine): Worth {
  switch (line.kind) {
    case "award":
      return awardWorth(line);
    case "term":
      return product(`${formatDecimal(line.score)} x ${formatDecimal(line.weight)}`, line.points);
    case "reset":
      return { factors: "", sum: undefined, cut: "" };
    case "start":
    case "rounding":
    case "min":
    case "max":
      return { factors: formatSigned(line.points), sum: undefined, cut: "" };
    default:
      return line satisfies never;
  }
}

function awardWorth({ times, points, each, uncut, events }: AwardLine): Worth {
  if (events.length === 0 && times === 1) return { factors: formatSigned(points), sum: undefined, cut: "" };
  const factors = each === undefined ? `${times} awards` : `${formatSigned(each)} x ${times}`;
  const cut = uncut === undefined ? "" : `, cut to ${formatDecimal(points)}`;
  return { ...product(factors, uncut ?? points), cut };
}

function product(factors: string, points: Micro): Worth {
  return { factors, sum: formatDecimal(points), cut: "" };
}

/** File and line; the file only where it is another than in the line before. */
export function shortenPlaces(lines: readonly ScoreLine[]): readonly string[] {
  let file = "";
  return lines.map((line) => {
    if (line.kind !== "award") return "";
    const { location } = line;
    const shown = location.file === file ? "" : showText(location.file);
    file = location.file;
    return `${shown}:${location.line}`;
  });
}
