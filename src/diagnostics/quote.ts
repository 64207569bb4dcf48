// Names and values from a file, put into a one-line message.

import { stripVTControlCharacters } from "node:util";
import { UNSAFE_TO_SHOW } from "../values/unsafe-characters.ts";

const LONGEST_QUOTED = 80;

/** Without terminal escapes and control characters; a tab is one blank. */
export function visible(text: string): string {
  return stripVTControlCharacters(text).replaceAll("\t", " ").replace(UNSAFE_TO_SHOW, "�");
}

/** In double quotes, on one line, cut when very long. */
export function quoted(text: string): string {
  const oneLine = visible(text.replace(/\s*[\r\n]+\s*/g, " "));
  const characters = Array.from(oneLine);
  if (characters.length <= LONGEST_QUOTED) return `"${oneLine}"`;
  return `"${characters.slice(0, LONGEST_QUOTED).join("")}..."`;
}

/** `"a"`, `"a" or "b"`, `"a", "b" or "c"`; only the first seven of a long list. */
export function quotedList(names: readonly string[], joint: "or" | "and" = "or"): string {
  const all = names.map(quoted);
  if (all.length > 8) return `${all.slice(0, 7).join(", ")}, ...`;
  if (all.length <= 1) return all.join("");
  return `${all.slice(0, -1).join(", ")} ${joint} ${all.at(-1)}`;
}
