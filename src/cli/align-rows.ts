// Aligned columns, without what it takes to know how wide all the characters of the world are: that takes as long to load
// as the rest of a command.

import { stripVTControlCharacters } from "node:util";

/** Columns that a text takes on a terminal. */
export type WidthOf = (text: string) => number;

export type Alignment = "left" | "right";

export type Row = readonly string[];

const GAP = "   ";

/** Every row with its cells padded to the width of their column; no blanks at line ends. */
export function alignRowsBy(
  widthOf: WidthOf,
  rows: readonly Row[],
  alignments: readonly Alignment[] = [],
): string[] {
  const widths = columnWidths(widthOf, rows);
  return rows.map((row) =>
    row
      .map((cell, column) => pad(cell, (widths[column] ?? 0) - widthOf(cell), alignments[column] ?? "left"))
      .join(GAP)
      .trimEnd(),
  );
}

function columnWidths(widthOf: WidthOf, rows: readonly Row[]): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, widthOf(cell));
    }
  }
  return widths;
}

function pad(text: string, blanks: number, alignment: Alignment): string {
  const padding = " ".repeat(Math.max(0, blanks));
  return alignment === "left" ? text + padding : padding + text;
}

/** Characters of one column each, whatever stands beside them: Latin letters, and signs that tables are made with. */
const PLAIN = /^[ -~\u{a1}-\u{ac}\u{ae}-\u{24f}–—…]*$/u;

/** What `format` makes of the widths of texts. It is pure, for it may be called twice: most tables are plain. */
export async function formatByWidth(format: (widthOf: WidthOf) => string): Promise<string> {
  let isPlain = true;
  const formatted = format((text) => {
    const shown = stripVTControlCharacters(text);
    isPlain &&= PLAIN.test(shown);
    return shown.length;
  });
  if (isPlain) return formatted;
  const { default: stringWidth } = await import("string-width");
  return format(stringWidth);
}
