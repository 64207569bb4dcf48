// Aligned columns, by the width that characters have on a terminal.

import stringWidth from "string-width";
import { type Alignment, alignRowsBy, type Row } from "./align-rows.ts";

export type { Row };

/** Every row with its cells padded to the width of their column; no blanks at line ends. */
export function alignRows(rows: readonly Row[], alignments: readonly Alignment[] = []): string[] {
  return alignRowsBy(stringWidth, rows, alignments);
}
