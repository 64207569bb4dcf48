// A group with the lines that add up to its score.

import type { AwardLine, GroupExplanation } from "../../evaluate/explain/explanation.ts";
import type { Calendar } from "../../values/calendar.ts";
import { formatDecimal } from "../../values/decimal.ts";
import { plain, type Style } from "../drawing/palette.ts";
import { eventsOfLine } from "../facts/award-events.ts";
import { showText } from "../terminal.ts";
import {
  lineWorth,
  nameOfLine,
  shortenPlaces,
  type Worth,
  whyOfLine,
} from "../wording/score-line-wording.ts";
import { formatSigned } from "../wording/signed.ts";
import { alignRows, type Row } from "./table.ts";

/** The group with its lines, each ended; what did not award last. */
export function formatGroup(
  group: GroupExplanation,
  calendar: Calendar,
  withEvents: boolean,
  bold: Style = plain,
): string {
  const heading = [bold(group.group), formatDecimal(group.score), group.band ?? ""].join("   ").trimEnd();
  const worths = alignProducts(group.lines.map(lineWorth));
  const places = shortenPlaces(group.lines);
  const aligned = alignRows(
    group.lines.map(
      (line, index): Row => [nameOfLine(line), worths[index]!, whyOfLine(line, calendar), places[index]!],
    ),
  );
  const lines = group.lines.flatMap((line, index) => [
    `  ${aligned[index]}`,
    ...(withEvents && line.kind === "award" ? eventLines(line, calendar) : []),
  ]);
  const reasons = group.notAwarded.map(({ rule, reason }) => `${rule} (${showText(reason)})`);
  const notAwarded = reasons.length === 0 ? [] : [`  not awarded: ${reasons.join(" · ")}`];
  return `${[heading, ...lines, ...notAwarded].join("\n")}\n`;
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

function eventLines(line: AwardLine, calendar: Calendar): readonly string[] {
  const rows = eventsOfLine(line).map(({ id, type, at, points, remark }) => [
    calendar.format(at),
    points === undefined ? "0" : formatSigned(points),
    showText(type),
    showText(id),
    showText(remark),
  ]);
  return alignRows(rows, ["left", "right"]).map((text) => `      ${text}`);
}
