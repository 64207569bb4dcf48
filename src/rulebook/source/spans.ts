// From offsets in a text to lines and columns.

import type { LineCounter } from "yaml";
import type { Span } from "../../diagnostics/location.ts";
import type { RulebookFile } from "../model.ts";

/** The span of the offsets `start` until before `end`; what goes on over the end of the line is cut there. */
export type SpanOf = (start: number, end: number) => Span;

export function createSpans(file: RulebookFile, lines: LineCounter): SpanOf {
  return (start, end) => {
    const { line, col } = lines.linePos(Math.min(start, file.text.length));
    const stretch = file.text
      .slice(start, Math.max(start, end))
      .split(/[\r\n]/, 1)[0]!
      .trimEnd();
    const column = Math.max(1, col);
    return {
      file: file.name,
      line: Math.max(1, line),
      column,
      endColumn: column + Math.max(1, stretch.length),
    };
  };
}
