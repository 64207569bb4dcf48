// Patterns of rulebooks, in linear time whatever the text. The library of regular expressions is loaded with the first
// one: many rulebooks have none.

import { createRequire } from "node:module";
import { textKey } from "./text.ts";

const require = createRequire(import.meta.url);

const loadRe2 = () => require("re2js") as typeof import("re2js");

/** Tries an unanchored, case-sensitive RE2 pattern. Throws an Error for a pattern that is none. */
export function compilePattern(pattern: string): (text: string) => boolean {
  const compiled = loadRe2().RE2JS.compile(pattern);
  return (text) => compiled.test(text);
}

/** What is wrong with a pattern: re2js's words for it, and the piece that it means. */
export interface PatternMistake {
  readonly problem: string;
  readonly piece: string;
}

/** `undefined` of a pattern that compiles. */
export function findPatternMistake(pattern: string): PatternMistake | undefined {
  const { RE2JS, RE2JSSyntaxException } = loadRe2();
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) return { problem: "expression too large", piece: "" };
    return { problem: error.getDescription(), piece: String(error.getPattern() ?? "") };
  }
}

/** Matches whole texts, compared like text; `*` stands for any run of characters. */
export function compileWildcard(wildcard: string): (text: string) => boolean {
  const key = textKey(wildcard);
  if (key === "*") return () => true;
  const [start, ...others] = key.split("*") as [string, ...string[]];
  const end = others.pop();
  if (end === undefined) return (text) => textKey(text) === key;
  return (text) => holdsPieces(textKey(text), start, others, end);
}

/** The earliest place is the best for every piece: it leaves the most room for those after it. */
function holdsPieces(text: string, start: string, middle: readonly string[], end: string): boolean {
  if (!text.startsWith(start)) return false;
  let from = start.length;
  for (const piece of middle) {
    const at = text.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return text.length - end.length >= from && text.endsWith(end);
}
