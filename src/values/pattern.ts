// Patterns of rulebooks, in linear time whatever the text.

import { RE2JS } from "re2js";
import { textKey } from "./text.ts";

/** Tries an unanchored, case-sensitive RE2 pattern. Throws an `RE2JSSyntaxException` for a pattern that is none. */
export function compilePattern(pattern: string): (text: string) => boolean {
  const compiled = RE2JS.compile(pattern);
  return (text) => compiled.test(text);
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
