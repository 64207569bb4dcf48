// A terminal to draw on. What goes elsewhere is printed as plain rows, which programs and diffs rely on.

import type { ChalkInstance } from "chalk";
import type { Terminal } from "../terminal.ts";

export interface Page {
  readonly chalk: ChalkInstance;
  /** Columns; no line is longer. */
  readonly width: number;
  /** Bars and sparklines can be shown. */
  readonly hasBlocks: boolean;
}

/** Narrower terminals get lines for this width. */
const NARROWEST = 30;

/** Absent where data goes elsewhere. */
export function pageOf({
  outChalk,
  outWidth,
  outHasBlocks,
}: Pick<Terminal, "outChalk" | "outWidth" | "outHasBlocks">): Page | undefined {
  if (outWidth === undefined) return undefined;
  return { chalk: outChalk, width: Math.max(outWidth, NARROWEST), hasBlocks: outHasBlocks };
}
