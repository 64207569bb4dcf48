// A group with the lines that add up to its score.

import type { ChalkInstance } from "chalk";
import type { AwardLine, GroupExplanation, ScoreLine } from "../evaluate/explanation.ts";
import type { Calendar } from "../values/calendar.ts";
import { formatDecimal, type Micro, micro } from "../values/decimal.ts";
import { alignRowsBy, type Row, type WidthOf } from "./align-rows.ts";
import { countRefusals, eventsOfLine } from "./award-events.ts";
import { showText } from "./terminal.ts";

export interface GroupPrinting {
  readonly calendar: Calendar;
  readonly withEvents: boolean;
  readonly chalk: ChalkInstance;
  readonly widthOf: WidthOf;
}

/** The group with its lines, each ended; what did not award last. */
export function formatGroup(group: GroupExplanation, printing: GroupPrinting): string {
  const { calendar, withEvents, chalk, widthOf } = printing;
  const heading = [chalk.bold(group.group), formatDecimal(group.score), group.band ?? ""]
    .join("   ")
    .trimEnd();
  const worths = alignProducts(group.lines.map(lineWorth));
  const places = shortenPlaces(group.lines);
  const aligned = alignRowsBy(
    widthOf,
    group.lines.map((line, index): Row => [...nameAndWorth(line, worths[index]!, calendar), places[index]!]),
  );
  const lines = group.lines.flatMap((line, index) => [
    `  ${aligned[index]}`,
    ...(withEvents && line.kind === "award" ? eventLines(line, printing) : []),
  ]);
  const reasons = group.notAwarded.map(({ rule, reason }) => `${rule} (${showText(reason)})`);
  const notAwarded = reasons.length === 0 ? [] : [`  not awarded: ${reasons.join(" · ")}`];
  return `${[heading, ...lines, ...notAwarded].join("\n")}\n`;
}

/** Name, sum, why. */
function nameAndWorth(line: ScoreLine, worth: string, calendar: Calendar): readonly [string, string, string] {
  switch (line.kind) {
    case "start":
      return ["start", worth, ""];
    case "rounding":
      return ["rounding", worth, "to six places"];
    case "min":
    case "max":
      return [line.kind, worth, `kept at ${formatDecimal(line.bound)}`];
    case "reset":
      return ["reset", worth, formatReset(line, calendar)];
    case "term":
      return [line.group, worth, ""];
    case "award":
      return [line.rule, worth, showText(formatBasis(line, calendar))];
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

/** What a line gives: alone, or as a product with its factors. */
interface Worth {
  readonly factors: string;
  readonly sum: string | undefined;
  readonly cut: string;
}

function lineWorth(line: ScoreLine): Worth {
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
      return { factors: signed(line.points), sum: undefined, cut: "" };
    default:
      return line satisfies never;
  }
}

function awardWorth({ times, points, each, uncut, events }: AwardLine): Worth {
  if (events.length === 0 && times === 1) return { factors: signed(points), sum: undefined, cut: "" };
  const factors = each === undefined ? `${times} awards` : `${signed(each)} x ${times}`;
  const cut = uncut === undefined ? "" : `, cut to ${formatDecimal(points)}`;
  return { ...product(factors, uncut ?? points), cut };
}

function product(factors: string, points: Micro): Worth {
  return { factors, sum: formatDecimal(points), cut: "" };
}

/** One below the other: the equals signs, and the sums by their last digits. */
function alignProducts(worths: readonly Worth[]): readonly string[] {
  const products = worths.filter(({ sum }) => sum !== undefined);
  const width = Math.max(0, ...products.map(({ factors }) => factors.length));
  const sumWidth = Math.max(0, ...products.map(({ sum }) => sum!.length));
  return worths.map(({ factors, sum, cut }) =>
    sum === undefined ? factors : `${factors.padEnd(width)} = ${sum.padStart(sumWidth)}${cut}`,
  );
}

/** File and line; the file only where it is another than in the line before. */
function shortenPlaces(lines: readonly ScoreLine[]): readonly string[] {
  let file = "";
  return lines.map((line) => {
    if (line.kind !== "award") return "";
    const { location } = line;
    const shown = location.file === file ? "" : showText(location.file);
    file = location.file;
    return `${shown}:${location.line}`;
  });
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

function eventLines(line: AwardLine, { calendar, widthOf }: GroupPrinting): readonly string[] {
  const rows = eventsOfLine(line).map(({ id, type, at, points, remark }) => [
    calendar.format(at),
    points === undefined ? "0" : signed(points),
    showText(type),
    showText(id),
    showText(remark),
  ]);
  return alignRowsBy(widthOf, rows, ["left", "right"]).map((text) => `      ${text}`);
}

function signed(points: Micro): string {
  return points > 0n ? `+${formatDecimal(points)}` : formatDecimal(points);
}
