// The runs of a database, on a terminal: a table, and below it how the figures went.

import stringWidth from "fast-string-width";
import { formatCount, formatCountOf } from "../../values/count.ts";
import { clip } from "../../values/cut-text.ts";
import type { Cell, Column } from "../drawing/column.ts";
import { fitColumns } from "../drawing/columns.ts";
import type { Page } from "../drawing/page.ts";
import { plain } from "../drawing/palette.ts";
import { drawSparkline } from "../drawing/sparkline.ts";
import { hangSpans, listSpans } from "../drawing/words.ts";
import type { ShownRun } from "../facts/shown-run.ts";
import { showText } from "../terminal.ts";

/** The newest first. */
export function drawRuns(runs: readonly ShownRun[], page: Page): string {
  const rows = runs.map((run) => runCells(run, page));
  const columns: readonly Column[] = [
    { heading: "run", align: "right" },
    { heading: "as of" },
    { heading: "rulebook", cutTo: 12, cutsMiddle: true, drop: 2 },
    { heading: "contacts", align: "right" },
    { heading: "moved", align: "right" },
    { heading: "fired", align: "right" },
    { cutTo: 16, drop: 1 },
  ];
  const table = fitColumns(columns, rows, page);
  const lines = [
    ...table.heading,
    ...rows.flatMap(table.lines),
    ...unwrittenLines(runs, page),
    ...trendLines(runs, page),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function runCells({ run, asOf, rulebook, contacts, moved, fired, triggers }: ShownRun, { chalk }: Page) {
  const count = (figure: number): Cell => ({
    text: formatCount(figure),
    style: figure === 0 ? chalk.dim : plain,
  });
  return [
    run,
    asOf,
    { text: showText(rulebook), style: chalk.dim },
    formatCount(contacts),
    count(moved),
    count(fired),
    { text: showText(triggers.join(" · ")), style: chalk.dim },
  ];
}

function unwrittenLines(runs: readonly ShownRun[], { chalk, width }: Page): readonly string[] {
  const unwritten = runs.filter(({ isWritten }) => !isWritten).map(({ run }) => run);
  if (unwritten.length === 0) return [];
  const lead = chalk.yellow("not written yet: ");
  return ["", ...hangSpans(lead, listSpans(unwritten.map((run) => `run ${run}`)), width)];
}

/** The oldest on the left. One run is no trend, and as many are shown as there is room for. */
function trendLines(runs: readonly ShownRun[], page: Page): readonly string[] {
  const { chalk, width, hasBlocks } = page;
  if (runs.length < 2 || !hasBlocks) return [];
  const figures = [
    { name: "contacts", values: runs.map(({ contacts }) => contacts), floor: lowestOf },
    { name: "moved", values: runs.map(({ moved }) => moved), floor: () => 0 },
    { name: "fired", values: runs.map(({ fired }) => fired), floor: () => 0 },
  ];
  const ranges = figures.map(({ values }) => rangeOf(values).length);
  const most = Math.min(runs.length, MOST_SHOWN, width - INDENT - NAME - GAP - Math.max(...ranges));
  const title = `the last ${formatCountOf(most, "run")}, the newest on the right`;
  const lines = figures.map(({ name, values, floor }) => {
    const shown = values.slice(0, most).toReversed();
    const line = chalk.cyan(drawSparkline(shown, floor(shown)));
    return `${" ".repeat(INDENT)}${name.padEnd(NAME)}${line}${" ".repeat(GAP)}${chalk.dim(rangeOf(shown))}`;
  });
  return ["", chalk.bold(clip(title, width)), ...lines.filter((line) => stringWidth(line) <= width)];
}

const INDENT = 2;
const NAME = 10;
const GAP = 3;
const MOST_SHOWN = 60;

/** A number of contacts changes by little: its lowest is the floor, which the range says. */
function lowestOf(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value));
}

function rangeOf(values: readonly number[]): string {
  const lowest = lowestOf(values);
  const highest = values.reduce((most, value) => Math.max(most, value));
  return lowest === highest ? formatCount(highest) : `${formatCount(lowest)} … ${formatCount(highest)}`;
}
