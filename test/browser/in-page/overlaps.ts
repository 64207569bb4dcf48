// Texts that lie on one another, and texts too small to read.

import type { Finding } from "../findings.ts";
import { type Box, intersect, shrink } from "./box.ts";
import { clipsOf } from "./clips.ts";
import { found, whereIs } from "./describe.ts";
import { type VisibleText, visibleMarks } from "./visible-texts.ts";

/** In pixels as they are shown, whatever the chart is scaled by. */
const SMALLEST = 11;
const ROUNDING = 0.05;
/** Of a line's height, above and below, that letters seldom reach into; and pixels beside it. */
const AIR = 0.22;
const GAP = 0.5;

interface Line {
  readonly text: VisibleText;
  readonly box: Box;
}

/** To be looked for where the page is scrolled to its beginning, as what is fixed or sticky lies over the rest later. */
export function findOverlaps(texts: readonly VisibleText[]): readonly Finding[] {
  const lines = texts.flatMap(linesOf);
  lines.sort((a, b) => a.box.top - b.box.top);
  return lines.flatMap((line, index) => overlapping(line, lines, index + 1));
}

/** What is seen of a text, without what its ancestors scroll or hide. */
function linesOf(text: VisibleText): readonly Line[] {
  const clips = clipsOf(text.element);
  return text.rects.flatMap((rect) => {
    let box: Box | undefined = shrink(rect, GAP, AIR);
    for (const clip of clips) box = box && intersect(box, clip.box);
    return box === undefined ? [] : [{ text, box }];
  });
}

function overlapping(line: Line, lines: readonly Line[], from: number): readonly Finding[] {
  const findings: Finding[] = [];
  for (let index = from; index < lines.length && lines[index]!.box.top < line.box.bottom; index++) {
    const other = lines[index]!;
    if (other.text === line.text || intersect(line.box, other.box) === undefined) continue;
    findings.push(found("overlap", line.text.element, `lies on ${whereIs(other.text.element)}`));
  }
  return findings;
}

/** A triangle may be small, a word or a figure not. */
const IS_READ = /[\p{L}\p{N}]/u;

export function findSmallText(texts: readonly VisibleText[]): readonly Finding[] {
  const read = texts.filter(({ node }) => IS_READ.test(node.data));
  const sizes = read.map(({ element }) => ({ element, size: shownSize(element) }));
  const marks = visibleMarks()
    .filter(({ style }) => IS_READ.test(style.content))
    .map(({ element, style }) => ({ element, size: pixelsOf(style.fontSize) }));
  return [...sizes, ...marks].flatMap(({ element, size }) =>
    size < SMALLEST - ROUNDING ? [found("small", element, `${size.toFixed(1)} pixels`)] : [],
  );
}

const pixelsOf = (length: string) => Number.parseFloat(length);

/** The font's size in pixels on the screen. */
function shownSize(element: Element): number {
  const size = pixelsOf(getComputedStyle(element).fontSize);
  const matrix = element instanceof SVGGraphicsElement ? element.getScreenCTM() : null;
  return matrix === null ? size : size * Math.sqrt(Math.abs(matrix.a * matrix.d - matrix.b * matrix.c));
}
