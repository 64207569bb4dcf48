// Texts of several looks on as many lines as they take.

import stringWidth from "fast-string-width";
import { charactersOf } from "../../values/cut-text.ts";
import { plain, type Style } from "./palette.ts";

export interface Span {
  readonly text: string;
  readonly style?: Style | undefined;
}

/** Lines no wider than `width`, broken at blanks; a word that alone is wider is broken where it has to be. */
export function wrapSpans(spans: readonly Span[], width: number): readonly string[] {
  const lines: Span[][] = [[]];
  let used = 0;
  for (const word of wordsOf(spans, width)) {
    const length = stringWidth(word.text);
    const isFirst = used === 0;
    if (!isFirst && used + 1 + length > width) {
      lines.push([word]);
      used = length;
    } else {
      lines.at(-1)!.push(word);
      used += length + (isFirst ? 0 : 1);
    }
  }
  return lines.map(joinSpans);
}

function wordsOf(spans: readonly Span[], width: number): readonly Span[] {
  return spans.flatMap(({ text, style }) =>
    text
      .split(/ +(?!·(?: |$))/)
      .filter((word) => word !== "")
      .flatMap((word) => breakWord(word, width))
      .map((word) => ({ text: word, style })),
  );
}

function breakWord(word: string, width: number): readonly string[] {
  if (stringWidth(word) <= width) return [word];
  const pieces = [""];
  for (const character of charactersOf(word)) {
    const longer = pieces.at(-1)! + character;
    if (stringWidth(longer) <= width) pieces[pieces.length - 1] = longer;
    else pieces.push(character);
  }
  return pieces;
}

/** Neighbours that look alike are styled together. */
function joinSpans(words: readonly Span[]): string {
  const runs: { text: string; readonly style: Style }[] = [];
  for (const { text, style = plain } of words) {
    const last = runs.at(-1);
    if (last?.style === style) last.text += ` ${text}`;
    else runs.push({ text, style });
  }
  return runs.map(({ text, style }) => style(text)).join(" ");
}

/** On one line with wide gaps, or as a list where that is too long. */
export function spaceSpans(spans: readonly Span[], width: number): readonly string[] {
  const shown = spans.filter(({ text }) => text !== "");
  const length = stringWidth(shown.map(({ text }) => text).join(GAP));
  if (length > width) return wrapSpans(dotted(shown), width);
  return [shown.map(({ text, style = plain }) => style(text)).join(GAP)];
}

const GAP = "   ";

/** Behind a lead, and below where it ended; below the lead where that takes half of the width. */
export function hangSpans(lead: string, spans: readonly Span[], width: number): readonly string[] {
  const indent = stringWidth(lead);
  if (indent > width / 2)
    return [lead, ...indentLines(wrapSpans(spans, width - NARROW_INDENT), NARROW_INDENT)];
  const [first = "", ...more] = wrapSpans(spans, width - indent);
  return [`${lead}${first}`.trimEnd(), ...indentLines(more, indent)];
}

const NARROW_INDENT = 4;

/**
 * Text behind figures that several lines have in one width, or below them where less than `least` columns are left for
 * it. Figures may end in blanks.
 */
export function besideOrBelow(
  figures: string,
  spans: readonly Span[],
  width: number,
  least: number,
): readonly string[] {
  const indent = stringWidth(figures) + GAP.length;
  if (width - indent >= least) {
    const [first = "", ...more] = wrapSpans(spans, width - indent);
    return [`${figures}${GAP}${first}`.trimEnd(), ...indentLines(more, indent)];
  }
  const below = wrapSpans(spans, width - NARROW_INDENT).filter((line) => line !== "");
  return [figures.trimEnd(), ...indentLines(below, NARROW_INDENT)];
}

/** All as wide as the widest. */
export function padLines(lines: readonly string[]): readonly string[] {
  const widest = lines.reduce((most, line) => Math.max(most, stringWidth(line)), 0);
  return lines.map((line) => line + " ".repeat(widest - stringWidth(line)));
}

function indentLines(lines: readonly string[], indent: number): readonly string[] {
  return lines.map((line) => " ".repeat(indent) + line);
}

/** Items of a list with a dot between them, which stays with the item before it. */
export function listSpans(items: readonly string[], style?: Style): readonly Span[] {
  return dotted(items.map((text) => ({ text, style })));
}

function dotted(spans: readonly Span[]): readonly Span[] {
  return spans.map((span, index) => (index < spans.length - 1 ? { ...span, text: `${span.text} ·` } : span));
}
