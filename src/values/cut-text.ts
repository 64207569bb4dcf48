// Texts that are longer than their place, measured in columns of a terminal.

import stringWidth from "fast-string-width";

/** Cut between characters, with "…" for what is left out. */
export function clip(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  return `${takeWithin(charactersOf(text), width - 1).join("")}…`;
}

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

let segmenter: Intl.Segmenter | undefined;

/** As they are seen: with their accents, and emoji whole. */
export function charactersOf(text: string): readonly string[] {
  // Made when it is asked for: that takes as long as a third of a command's work.
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
