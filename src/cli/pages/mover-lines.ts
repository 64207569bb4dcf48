// The contacts that move most, on a terminal: what their scores were and are, by which rules, and where they go.

import type { Mover } from "../../diff/biggest-movers.ts";
import type { ScoreMove } from "../../diff/contact-moves.ts";
import { clip } from "../../values/cut-text.ts";
import { formatDecimal, type Micro, micro, ZERO } from "../../values/decimal.ts";
import type { Cell, Column } from "../drawing/column.ts";
import { fitColumns } from "../drawing/columns.ts";
import { alignPoints } from "../drawing/decimals.ts";
import type { Page } from "../drawing/page.ts";
import { hangSpans } from "../drawing/words.ts";
import { showText } from "../terminal.ts";
import * as wording from "../wording/rulebook-diff-wording.ts";
import { formatSigned } from "../wording/signed.ts";

/** A score, or below it a rule that has moved it. */
interface Figure {
  readonly name: string;
  readonly isCause: boolean;
  /** Absent where only the difference is known. */
  readonly before?: Micro;
  readonly after?: Micro;
  readonly change: Micro;
}

/** All movers in the same columns: name, before, after, signed difference. */
export function moverLines(movers: readonly Mover[], page: Page): readonly string[] {
  const figures = movers.map(({ moves }) => moves.scores.flatMap(figuresOf));
  const rows = drawFigures(figures.flat(), page);
  const columns: readonly Column[] = [
    { cutTo: 18, cutsMiddle: true },
    { align: "right", drop: 1 },
    { align: "right", drop: 1 },
    { align: "right" },
  ];
  const table = fitColumns(columns, rows, page, 4);
  let next = 0;
  return movers.flatMap((mover, index) => {
    const own = rows.slice(next, next + figures[index]!.length);
    next += own.length;
    return [nameLine(mover, page), ...own.flatMap(table.lines), ...placeLines(mover, page)];
  });
}

function figuresOf({ group, before, after, rules, rest }: ScoreMove): readonly Figure[] {
  const score = { name: group, isCause: false, before, after, change: micro(after - before) };
  const causes = rules.map((move) => ({
    ...{ name: move.rule, isCause: true, before: move.before, after: move.after },
    change: micro(move.after - move.before),
  }));
  return [
    score,
    ...causes,
    ...(rest === ZERO ? [] : [{ name: "start, min and max", isCause: true, change: rest }]),
  ];
}

function drawFigures(figures: readonly Figure[], { chalk }: Page): readonly (readonly Cell[])[] {
  const format = (points: Micro | undefined) => (points === undefined ? "" : formatDecimal(points));
  const before = alignPoints(figures.map((figure) => format(figure.before)));
  const after = alignPoints(figures.map((figure) => format(figure.after)));
  const changes = alignPoints(figures.map(({ change }) => formatSigned(change)));
  return figures.map(({ name, isCause }, index) => {
    const style = isCause ? { style: chalk.dim } : {};
    return [
      { text: isCause ? `  ${name}` : name, ...style },
      { text: before[index]!, ...style },
      { text: after[index] === "" ? "" : `→ ${after[index]}`, ...style },
      { text: changes[index]!, style: isCause ? chalk.dim : chalk.cyan },
    ];
  });
}

function nameLine(mover: Mover, { chalk, width }: Page): string {
  return `  ${chalk.bold(clip(showText(wording.formatMover(mover)), width - 2))}`;
}

function placeLines({ moves }: Mover, { width }: Page): readonly string[] {
  const lines = [
    ...wording.formatListingMove(moves),
    ...moves.places.map(wording.formatPlaceMove),
    ...moves.actions.map(wording.formatActionMove),
  ];
  return lines.flatMap((line) => hangSpans("    ", [{ text: showText(line) }], width));
}
