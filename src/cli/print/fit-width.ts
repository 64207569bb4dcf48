// Text that has to fit the width of a terminal.

import type { ChalkInstance } from "chalk";
import stringWidth from "fast-string-width";
import { clip } from "../../values/cut-text.ts";
import { alignRows } from "./table.ts";

/** Parts on as many lines as it takes; those after the first are indented. A part is never broken. */
export function wrapParts(
  start: string,
  parts: readonly string[],
  separator: string,
  width: number,
  indent = "  ",
): readonly string[] {
  const lines: string[] = [];
  let line = start;
  for (const [index, part] of parts.entries()) {
    const piece = index < parts.length - 1 ? part + separator : part;
    const isFirst = line === start || line === indent;
    if (!isFirst && stringWidth(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}

/** A row of a table: cells, and behind them lists, of which fewer items are shown where room is short. */
export interface FittedRow {
  readonly cells: readonly string[];
  /** Further lines of the last cell. */
  readonly below?: readonly string[];
  readonly lists: readonly (readonly string[])[];
}

/** Lists narrower than that say too little. */
const NARROWEST_LIST = 20;
const GAP = 3;

/** Aligned, if need be with fewer items in the lists; else each row as lines of its own. */
export function fitTable(
  headings: readonly string[],
  rows: readonly FittedRow[],
  width: number,
  chalk: ChalkInstance,
): readonly string[] {
  const whole = alignAll(headings, rows, Number.POSITIVE_INFINITY);
  if (isWithin(whole, width)) return embolden(whole, chalk);
  const room = width - widthOfCells(headings, rows);
  const lists = Math.max(0, ...rows.map(({ lists }) => lists.filter(({ length }) => length > 0).length));
  const narrow = Math.floor(room / lists) - GAP;
  const fitted = narrow < NARROWEST_LIST ? undefined : alignAll(headings, rows, narrow);
  if (fitted !== undefined && isWithin(fitted, width)) return embolden(fitted, chalk);
  return rows.flatMap((row) => stack(row, width, chalk));
}

function alignAll(
  headings: readonly string[],
  rows: readonly FittedRow[],
  widest: number,
): readonly string[] {
  const lines = rows.flatMap(({ cells, lists, below = [] }) => [
    [...cells, ...joinLists(lists, widest)],
    ...below.map((cell) => [...cells.slice(1).map(() => ""), cell]),
  ]);
  return alignRows([headings, ...lines]);
}

/** The first items, one at least; of every list that has any, as many. */
function joinLists(lists: FittedRow["lists"], widest: number): readonly string[] {
  const fits = (count: number) => lists.every((list) => stringWidth(joinAll(list.slice(0, count))) <= widest);
  let count = Math.max(1, ...lists.map(({ length }) => length));
  while (count > 1 && !fits(count)) count--;
  return lists.map((list) => clip(joinAll(list.slice(0, count)), widest));
}

const joinAll = (items: readonly string[]) => items.join(" · ");

function isWithin(lines: readonly string[], width: number): boolean {
  return lines.every((line) => stringWidth(line) <= width);
}

function embolden([heading = "", ...lines]: readonly string[], chalk: ChalkInstance): readonly string[] {
  return [chalk.bold(heading), ...lines];
}

function widthOfCells(headings: readonly string[], rows: readonly FittedRow[]): number {
  const named = headings.slice(0, rows[0]?.cells.length ?? 0);
  const lines = alignAll(
    named,
    rows.map((row) => ({ ...row, lists: [] })),
    0,
  );
  return Math.max(...lines.map((line) => stringWidth(line)));
}

function stack(
  { cells, below = [], lists }: FittedRow,
  width: number,
  chalk: ChalkInstance,
): readonly string[] {
  const [name = "", ...rest] = cells;
  const lines = [...rest, ...below, ...joinLists(lists, width - 2)];
  const filled = lines.filter((line) => line !== "").map((line) => clip(`  ${line}`, width));
  return [chalk.bold(clip(name, width)), ...filled];
}
