// Texts that are longer than their place on a terminal.

import stringWidth from "fast-string-width";
import { clip } from "../fit-width.ts";

const CHARACTERS = new Intl.Segmenter("en", { granularity: "grapheme" });

/** With "…" for the middle: both the beginning and the end of a name tell it from others. */
export function clipMiddle(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  const characters = charactersOf(text);
  const tail = takeWithin(characters.toReversed(), Math.floor((width - 1) / 2)).reverse();
  const head = takeWithin(characters, width - 1 - stringWidth(tail.join("")));
  return clip(`${head.join("")}…${tail.join("")}`, width);
}

function takeWithin(characters: readonly string[], width: number): string[] {
  let used = 0;
  const end = characters.findIndex((character) => {
    used += stringWidth(character);
    return used > width;
  });
  return characters.slice(0, end < 0 ? characters.length : end);
}

/** As they are seen: with their accents, and emoji whole. */
export function charactersOf(text: string): readonly string[] {
  return Array.from(CHARACTERS.segment(text), ({ segment }) => segment);
}
