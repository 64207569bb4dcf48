// A terminal of a given width, as pages are drawn on.

import { Chalk } from "chalk";
import fc from "fast-check";
import stringWidth from "fast-string-width";
import type { Page } from "../../src/cli/drawing/page.ts";

export function pageOf(width: number, more: Partial<Page> = {}): Page {
  return { chalk: new Chalk({ level: 0 }), width, hasBlocks: true, ...more };
}

/** With colours. */
export function colouredPage(width: number): Page {
  return pageOf(width, { chalk: new Chalk({ level: 1 }) });
}

/** What exports name people by: letters of any script, accents, emoji, very long ones. */
export const anyName = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom("日", "e\u0301", "👩‍👩‍👧", "ש", "x", " ", "-"),
    minLength: 1,
    maxLength: 220,
  }),
);

export const anyWidth = fc.integer({ min: 40, max: 130 });

export function tooWide(text: string, width: number): readonly string[] {
  return text.split("\n").filter((line) => stringWidth(line) > width);
}
