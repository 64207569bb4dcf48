// Aligned columns, by the width that characters have on a terminal.

import stringWidth from "fast-string-width";

export type Alignment = "left" | "right";

export type Row = readonly string[];

const GAP = "   ";

/** Every row with its cells padded to the width of their column; no blanks at line ends. */
export function alignRows(rows: readonly Row[], alignments: readonly Alignment[] = []): string[] {
  const widths = columnWidths(rows);
  return rows.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0, alignments[column] ?? "left"))
      .join(GAP)
      .trimEnd(),
  );
}

function columnWidths(rows: readonly Row[]): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, stringWidth(cell));
    }
  }
  return widths;
}

function pad(text: string, width: number, alignment: Alignment): string {
  const blanks = " ".repeat(Math.max(0, width - stringWidth(text)));
  return alignment === "left" ? text + blanks : blanks + text;
}
