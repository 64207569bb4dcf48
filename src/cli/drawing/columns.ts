// Columns that fit a terminal: what is long is cut, what is secondary is left out, bars take the room that is left. Where
// even that is too wide, each row becomes lines of its own.

import stringWidth from "fast-string-width";
import { clip, clipMiddle } from "../../values/cut-text.ts";
import { drawBar } from "./bar.ts";
import type { Cell, Column, StyledCell } from "./column.ts";
import { chooseWidths, type Widths } from "./column-widths.ts";
import type { Page } from "./page.ts";
import { plain } from "./palette.ts";
import { hangSpans, listSpans } from "./words.ts";

export interface Table {
  /** Bold; none where rows are lines of their own, or nothing has a heading. */
  readonly heading: readonly string[];
  readonly lines: (row: readonly Cell[]) => readonly string[];
}

/** Fitted to all rows that will be asked for; they are indented by so many columns. */
export function fitColumns(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  page: Page,
  indent = 0,
): Table {
  const natural = columns.map((column, place) => naturalWidth(column, place, rows));
  const widths = chooseWidths(columns, natural, page.width - indent, page.hasBlocks);
  if (widths === undefined) return { heading: [], lines: (row) => stack(columns, row, page, indent) };
  const draw = (row: readonly Cell[]) => " ".repeat(indent) + drawRow(columns, row, widths);
  const headings = columns.map(({ heading = "" }) => ({ text: heading, style: page.chalk.bold }));
  const hasHeadings = headings.some(({ text }, place) => text !== "" && widths.columns[place] !== 0);
  return { heading: hasHeadings ? [draw(headings)] : [], lines: (row) => [draw(row)] };
}

/** Zero for a column without anything below its heading. */
function naturalWidth(
  { heading = "", bar }: Column,
  place: number,
  rows: readonly (readonly Cell[])[],
): number {
  if (bar !== undefined) return 0;
  const widest = rows.reduce((most, row) => Math.max(most, stringWidth(textOf(row[place]))), 0);
  return widest === 0 ? 0 : Math.max(widest, stringWidth(heading));
}

function drawRow(columns: readonly Column[], row: readonly Cell[], { columns: widths, gap }: Widths): string {
  const shown = columns.flatMap((column, place) => {
    const width = widths[place]!;
    return width === 0 ? [] : [{ column, width, ...shownCell(column, row[place], width) }];
  });
  const end = shown.findLastIndex(({ text }) => text !== "");
  return shown
    .slice(0, end + 1)
    .map(({ column, width, text, style }, place) => {
      const blanks = " ".repeat(width - stringWidth(text));
      const shownText = place === end ? text.trimEnd() : text;
      if (column.align === "right") return blanks + style(shownText);
      return style(shownText) + (place === end ? "" : blanks);
    })
    .join(" ".repeat(gap));
}

function shownCell(column: Column, cell: Cell | undefined, width: number): Required<StyledCell> {
  const { bar, cutsMiddle = false } = column;
  const style = (typeof cell === "object" && cell.style) || plain;
  if (typeof cell === "object" && "value" in cell) {
    return { text: drawBar(cell.value, bar?.full ?? 0, width), style };
  }
  return { text: (cutsMiddle ? clipMiddle : clip)(textOf(cell), width), style };
}

function textOf(cell: Cell | undefined): string {
  if (typeof cell === "string" || cell === undefined) return cell ?? "";
  return "text" in cell ? cell.text : "";
}

/** The first cell, and below it the others, each behind its heading. */
function stack(
  columns: readonly Column[],
  row: readonly Cell[],
  { width, chalk }: Page,
  indent: number,
): readonly string[] {
  const [title = "", ...rest] = columns.flatMap(({ heading = "" }, place) => {
    const text = textOf(row[place]).trim();
    return text === "" ? [] : [`${heading} ${text}`.trim()];
  });
  const blanks = " ".repeat(indent);
  const lines = rest.length === 0 ? [] : hangSpans(`${blanks}  `, listSpans(rest), width);
  return [blanks + chalk.bold(clip(title, width - indent)), ...lines];
}
