// A group of an explanation on a terminal: name, points, what they are of its total, how often, why.

import type { AwardLine, GroupExplanation, ScoreLine } from "../../evaluate/explain/explanation.ts";
import type { Rulebook } from "../../rulebook/model.ts";
import type { Calendar, Instant } from "../../values/calendar.ts";
import { formatDecimal, type Micro, ZERO } from "../../values/decimal.ts";
import type { Cell, Column } from "../drawing/column.ts";
import { fitColumns } from "../drawing/columns.ts";
import { alignPoints } from "../drawing/decimals.ts";
import type { Page } from "../drawing/page.ts";
import { bandStyle } from "../drawing/palette.ts";
import { besideOrBelow, hangSpans, listSpans, padLines, type Span, spaceSpans } from "../drawing/words.ts";
import { eventsOfLine } from "../facts/award-events.ts";
import { showText } from "../terminal.ts";
import { lineWorth, nameOfLine, shortenPlaces, whyOfLine } from "../wording/score-line-wording.ts";
import { formatSigned } from "../wording/signed.ts";

interface GroupOptions {
  readonly rulebook: Rulebook;
  readonly calendar: Calendar;
  /** Each event behind an award on a line of its own. */
  readonly withEvents: boolean;
}

/** Each as lines of its own, all in the same columns. */
export function drawGroups(
  groups: readonly GroupExplanation[],
  options: GroupOptions,
  page: Page,
): readonly (readonly string[])[] {
  const figures = drawFigures(groups, page);
  return groups.map((group, index) => {
    const places = shortenPlaces(group.lines);
    const lines = group.lines.flatMap((line, order) => [
      ...besideOrBelow(
        figures[index]![order]!,
        whyOf(line, places[order]!, options.calendar, page),
        page.width,
        LEAST_REASON,
      ),
      ...(options.withEvents && line.kind === "award" ? eventLines(line, options.calendar, page) : []),
    ]);
    return [...headingLines(group, options.rulebook, page), ...lines, ...notAwardedLines(group, page)];
  });
}

function headingLines(
  { group, score, band }: GroupExplanation,
  { groups }: Rulebook,
  { chalk, width }: Page,
): readonly string[] {
  const bands = groups.find(({ id }) => id === group)?.bands ?? [];
  const spans = [
    { text: group, style: chalk.bold },
    { text: formatDecimal(score), style: chalk.bold },
    { text: band ?? "", style: bandStyle(bands, band, chalk) },
  ];
  return spaceSpans(spans, width);
}

function notAwardedLines({ notAwarded }: GroupExplanation, { chalk, width }: Page): readonly string[] {
  if (notAwarded.length === 0) return [];
  const reasons = notAwarded.map(({ rule, reason }) => `${rule} (${showText(reason)})`);
  const spans = [{ text: "not awarded:", style: chalk.dim }, ...listSpans(reasons, chalk.dim)];
  return hangSpans("  ", spans, width);
}

/** By group and line, what stands before the reasons: all of one width. */
function drawFigures(groups: readonly GroupExplanation[], page: Page): readonly (readonly string[])[] {
  const points = alignPoints(groups.flatMap(({ lines }) => lines.map(pointsOf)));
  const cells = groups.flatMap(({ lines }) =>
    lines.map((line) => figureCells(line, shareOf(line, lines), page)),
  );
  const rows = cells.map(([name, bar, times], index): readonly Cell[] => [name, points[index]!, bar, times]);
  const columns: readonly Column[] = [
    { cutTo: 10, cutsMiddle: true },
    { align: "right" },
    { bar: { full: 1, most: 8 } },
    {},
  ];
  const width = page.width < NARROW ? page.width : page.width - LEAST_REASON - 3;
  const table = fitColumns(columns, rows, { ...page, width }, 2);
  const padded = padLines(rows.map((row) => table.lines(row).join(" ")));
  return groups.map(({ lines }, index) => {
    const start = groups.slice(0, index).reduce((sum, group) => sum + group.lines.length, 0);
    return padded.slice(start, start + lines.length);
  });
}

/** Below that, reasons stand under the figures. */
const NARROW = 72;
/** From here on how often a rule awarded is a column of its own. */
const WIDE = 110;
const LEAST_REASON = 25;

/** Name, bar, how often. */
function figureCells(line: ScoreLine, share: number, { chalk, width }: Page): readonly [Cell, Cell, Cell] {
  return [
    nameOfLine(line),
    { value: share, style: line.points < ZERO ? chalk.dim : chalk.cyan },
    { text: width < WIDE ? "" : timesOf(line), style: chalk.dim },
  ];
}

/** `+5 x 3`; nothing where the points say it all. */
function timesOf(line: ScoreLine): string {
  const { factors, sum } = lineWorth(line);
  const isPlain =
    sum === undefined || (line.kind === "award" && line.times === 1 && line.uncut === undefined);
  return isPlain ? "" : factors;
}

/** Of all that lines give and take. */
function shareOf({ points }: ScoreLine, lines: readonly ScoreLine[]): number {
  const total = lines.reduce((sum, line) => sum + size(line.points), 0);
  return total === 0 ? 0 : size(points) / total;
}

function pointsOf(line: ScoreLine): string {
  return line.kind === "reset" ? "" : formatSigned(line.points);
}

/** Only for the length of a bar. */
function size(points: Micro): number {
  return Math.abs(Number(points));
}

/** How often, where that is no column; when, or why; where the rule is. */
function whyOf(line: ScoreLine, place: string, calendar: Calendar, { chalk, width }: Page): readonly Span[] {
  const why = whyOfLine(line, calendar);
  const times = width < WIDE ? timesOf(line) : "";
  const lead = { text: times === "" || why === "" ? times : `${times},`, style: chalk.dim };
  if (line.kind !== "award") return [lead, { text: why }];
  const { uncut } = line;
  const cut = uncut === undefined ? [] : [`cut from ${formatDecimal(uncut)}`];
  return [
    lead,
    { text: [why, ...cut].filter((text) => text !== "").join(", ") },
    { text: place, style: chalk.dim },
  ];
}

function eventLines(line: AwardLine, calendar: Calendar, page: Page): readonly string[] {
  const events = eventsOfLine(line);
  const points = alignPoints(
    events.map((event) => (event.points === undefined ? "0" : formatSigned(event.points))),
  );
  const rows = events.map(({ id, type, at, remark }, index) =>
    [formatMinute(at, calendar), points[index]!, showText(type), showText(id), showText(remark)].map(
      (text) => ({
        text,
        style: page.chalk.dim,
      }),
    ),
  );
  const columns: readonly Column[] = [
    {},
    { align: "right" },
    { cutTo: 8, drop: 2 },
    { cutTo: 6, cutsMiddle: true, drop: 1 },
    { cutTo: 10 },
  ];
  const table = fitColumns(columns, rows, page, 4);
  return rows.flatMap(table.lines);
}

/** `2026-02-24 07:10`, in the rulebook's zone. */
function formatMinute(at: Instant, calendar: Calendar): string {
  return calendar.format(at).replace(/T(\d\d:\d\d).*$/, " $1");
}
