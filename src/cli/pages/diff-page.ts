// A comparison of two rulebooks on a terminal: bars for who goes where, and the movers' points one below the other.

import { hasDifference, type RulebookDifference } from "../../diff/diff-rulebooks.ts";
import { drawBar } from "../drawing/bar.ts";
import { fitColumns } from "../drawing/columns.ts";
import type { Page } from "../drawing/page.ts";
import { besideOrBelow, hangSpans, padLines, spaceSpans, wrapSpans } from "../drawing/words.ts";
import { showText } from "../terminal.ts";
import { joinParts } from "../wording/join-parts.ts";
import * as wording from "../wording/rulebook-diff-wording.ts";
import { actionLines, placeLines, scoreLines } from "./diff-tables.ts";
import { moverLines } from "./mover-lines.ts";

export function drawRulebookDiff(difference: RulebookDifference, page: Page): string {
  const { totals, movers } = difference;
  const { chalk, width } = page;
  const warnings = wording.formatOverruns(difference);
  return joinParts([
    headingLines(difference, page),
    changeLines(difference, page),
    verdictLines(difference, page),
    scoreLines(totals, page),
    placeLines(totals, page),
    actionLines(totals, page),
    warnings.flatMap((text) => hangSpans(chalk.yellow("warning: "), [{ text: showText(text) }], width)),
    movers.length === 0 ? [] : [chalk.bold("biggest movers"), ...moverLines(movers, page)],
  ]);
}

function headingLines(difference: RulebookDifference, { chalk, width }: Page): readonly string[] {
  const [from, to] = [difference.before, difference.after].map(({ rulebook }) => wording.fileOf(rulebook));
  const names = { text: showText(`${from} → ${to}`), style: chalk.bold };
  return spaceSpans([names, { text: wording.formatAsOfs(difference) }], width);
}

const LEAST_DETAIL = 30;

function changeLines({ changes }: RulebookDifference, page: Page): readonly string[] {
  if (changes.length === 0) return [];
  const { chalk, width } = page;
  const rows = changes.map((change) => [change.change, showText(wording.formatSubject(change))]);
  const table = fitColumns([{}, { cutTo: 12, cutsMiddle: true }], rows, page, 2);
  const figures = padLines(rows.map((row) => table.lines(row).join(" ")));
  const lines = changes.flatMap(({ before, after, details }, index) => {
    const place = after ?? before;
    const spans = [
      { text: showText(details.map(wording.formatDetail).join(" · ")) },
      { text: place === undefined ? "" : showText(wording.formatPlace(place)), style: chalk.dim },
    ];
    return besideOrBelow(figures[index]!, spans, width, LEAST_DETAIL);
  });
  return [chalk.bold("rulebook"), ...lines];
}

const SHARE_BAR = 24;

/** How many move, with their share as a bar. */
function verdictLines(difference: RulebookDifference, { chalk, width, hasBlocks }: Page): readonly string[] {
  if (!hasDifference(difference)) return ["nothing differs"];
  const { totals } = difference;
  const text = wording.formatVerdict(totals);
  const bar = hasBlocks ? drawBar(totals.moved, totals.contacts, SHARE_BAR) : "";
  const lines = wrapSpans([{ text }], width - (bar === "" ? 0 : bar.length + 3));
  if (bar === "" || lines.length > 1) return wrapSpans([{ text }], width);
  return [`${text}   ${chalk.cyan(bar)}`];
}
