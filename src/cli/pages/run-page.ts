// What a run did, on a terminal: the same as elsewhere, with bars by share and what changed since the run before.

import type { RunSummary } from "../../output/run-summary.ts";
import type { Rulebook } from "../../rulebook/model.ts";
import { formatAsOf } from "../../values/as-of.ts";
import { createCalendar } from "../../values/calendar.ts";
import { formatCountOf } from "../../values/count.ts";
import type { Column } from "../drawing/column.ts";
import { fitColumns } from "../drawing/columns.ts";
import type { Page } from "../drawing/page.ts";
import { hangSpans, spaceSpans, wrapSpans } from "../drawing/words.ts";
import type { DoneRun, WrittenLists } from "../facts/done-run.ts";
import type { RunBefore } from "../facts/run-before.ts";
import { formatEnd, formatLeftOut, inputRow } from "../print/run.ts";
import { showText } from "../terminal.ts";
import { joinParts } from "../wording/join-parts.ts";
import { findWarnings } from "../wording/run-warnings.ts";
import { figureParts } from "./run-figures.ts";

export function drawRun(
  run: DoneRun,
  rulebook: Rulebook,
  lists: WrittenLists,
  before: RunBefore | undefined,
  page: Page,
): string {
  const { chalk, width } = page;
  const warnings = findWarnings(run.summary).map((text) =>
    hangSpans(chalk.yellow("warning: "), [{ text: showText(text) }], width),
  );
  return joinParts([
    headingLines(run, rulebook, page),
    before === undefined ? [] : wrapSpans([{ text: formatBefore(before), style: chalk.dim }], width),
    inputLines(run.summary, page),
    ...figureParts(run.summary, rulebook, before?.summary, page),
    warnings.flat(),
    wrapSpans([{ text: formatEnd(run, lists) }], width),
  ]);
}

function headingLines({ asOf, summary }: DoneRun, rulebook: Rulebook, { chalk, width }: Page) {
  const { scored, events } = summary.totals;
  const facts = [
    `as of ${formatAsOf(asOf, createCalendar(rulebook.timezone))}`,
    `${formatCountOf(scored, "contact")}${formatLeftOut(summary)}`,
    formatCountOf(events, "event"),
  ];
  return spaceSpans([{ text: rulebook.id, style: chalk.bold }, ...facts.map((text) => ({ text }))], width);
}

/** `3 contacts moved since run 4, as of 2026-11-01`. */
function formatBefore({ run, asOf, moved }: RunBefore): string {
  const since = `since run ${run}, as of ${asOf}`;
  return moved === undefined ? `changes ${since}` : `${formatCountOf(moved, "contact")} moved ${since}`;
}

function inputLines({ inputs }: RunSummary, page: Page): readonly string[] {
  const rows = inputs.map((input) => {
    const [path = "", ...texts] = inputRow(input);
    return texts.length === 1 ? [path, "", ...texts] : [path, ...texts];
  });
  const columns: readonly Column[] = [{ cutTo: 12, cutsMiddle: true }, { align: "right" }, {}];
  return rows.flatMap(fitColumns(columns, rows, page).lines);
}
