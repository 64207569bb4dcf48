// Patterns of rulebooks, in linear time whatever the text.

import { RE2JS, RE2JSException } from "re2js";
import { textKey } from "./text.ts";

/** Tries an unanchored, case-sensitive RE2 pattern. Throws an `RE2JSException` for a pattern that is none. */
export function compilePattern(pattern: string): (text: string) => boolean {
  const compiled = RE2JS.compile(pattern);
  return (text) => compiled.test(text);
}

/** Why a pattern is not RE2, in RE2's own words; `undefined` when it is fine. */
export function explainBadPattern(pattern: string): string | undefined {
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    if (error instanceof RE2JSException) return error.message;
    throw error;
  }
}

/** Matches whole texts, compared like text; `*` stands for any run of characters. */
export function compileWildcard(wildcard: string): (text: string) => boolean {
  const key = textKey(wildcard);
  if (key === "*") return () => true;
  if (!key.includes("*")) return (text) => textKey(text) === key;
  const pattern = RE2JS.compile(
    `^(?s:${key
      .split("*")
      .map((piece) => RE2JS.quote(piece))
      .join(".*")})$`,
  );
  return (text) => pattern.test(textKey(text));
}
