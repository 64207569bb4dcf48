// Contrast of every visible text with what is painted behind it, in HTML and in SVG: at least 4.5, whatever its size.

import type { Finding } from "../findings.ts";
import { backgroundAt, opacityOf, withFindableElements } from "./backgrounds.ts";
import { type Colour, colourOf, contrast, fade, layOn, showColour } from "./colours.ts";
import { found } from "./describe.ts";
import { type VisibleMark, type VisibleText, visibleMarks, visibleTexts } from "./visible-texts.ts";

const LEAST = 4.5;
/** Pixels between the points of a line that are looked at, besides its ends. */
const STEP = 100;
/** A halo of this many pixels is what letters stand on. */
const HALO = 2;
const ON_IMAGE = "lies on an image or a pattern";

/** Scrolls through the page, for only what is in the window can be found by its place. */
export function findLowContrast(): readonly Finding[] {
  return withFindableElements(() => [
    ...visibleTexts().flatMap(lowContrast),
    ...visibleMarks().flatMap(lowContrastOfMark),
  ]);
}

function lowContrast(text: VisibleText): readonly Finding[] {
  bringIntoView(text);
  const range = document.createRange();
  range.selectNodeContents(text.node);
  for (const rect of range.getClientRects()) {
    for (const x of pointsAlong(rect)) {
      const what = contrastAt(text.element, x, (rect.top + rect.bottom) / 2);
      if (what !== undefined) return [found("contrast", text.element, what)];
    }
  }
  return [];
}

/** Where exactly a mark stands nobody tells: it is taken for being at the beginning of its element. */
function lowContrastOfMark({ element, style }: VisibleMark): readonly Finding[] {
  element.scrollIntoView({ block: "nearest", behavior: "instant" });
  const { left, top } = element.getBoundingClientRect();
  const behind = backgroundAt(element, left + 1, top + 1);
  const what = behind === undefined ? ON_IMAGE : tooPale(colourOf(style.color), opacityOf(element), behind);
  return what === undefined ? [] : [found("contrast", element, `${style.content}: ${what}`)];
}

function bringIntoView({ element, rects }: VisibleText): void {
  const { top, bottom } = element.getBoundingClientRect();
  const isHigh = bottom - top > innerHeight;
  if (top < 0 || bottom > innerHeight || rects.some(({ left, right }) => left < 0 || right > innerWidth)) {
    element.scrollIntoView({ block: isHigh ? "start" : "center", inline: "nearest", behavior: "instant" });
  }
}

function pointsAlong({ left, right }: DOMRect): readonly number[] {
  const inner = Array.from(
    { length: Math.floor((right - left) / STEP) },
    (_, index) => left + STEP * (index + 0.5),
  );
  return [left + 1, ...inner, right - 1];
}

function contrastAt(element: Element, x: number, y: number): string | undefined {
  const style = getComputedStyle(element);
  const behind = haloOf(element, style) ?? backgroundAt(element, x, y);
  return behind === undefined ? ON_IMAGE : tooPale(inkOf(element, style), opacityOf(element), behind);
}

/** `undefined` where the contrast is enough. */
function tooPale(ink: Colour, opacity: number, behind: Colour): string | undefined {
  const seen = layOn(fade(ink, opacity), behind);
  const ratio = contrast(seen, behind);
  return ratio < LEAST ? `${ratio.toFixed(2)}: ${showColour(seen)} on ${showColour(behind)}` : undefined;
}

function inkOf(element: Element, style: CSSStyleDeclaration): Colour {
  if (!(element instanceof SVGElement)) return colourOf(style.webkitTextFillColor);
  return fade(colourOf(style.fill), Number(style.fillOpacity));
}

/** A stroke below the fill of SVG text, wide and opaque enough to be its background. */
function haloOf(element: Element, style: CSSStyleDeclaration): Colour | undefined {
  const isHalo =
    element instanceof SVGElement && style.stroke !== "none" && style.paintOrder.startsWith("stroke");
  if (!isHalo || Number.parseFloat(style.strokeWidth) < HALO) return undefined;
  const halo = fade(colourOf(style.stroke), Number(style.strokeOpacity));
  return halo.alpha === 1 ? halo : undefined;
}
