// Text that is cut off: by the edge of the window, by an ancestor that hides what leaves it, or by the edge of a chart.

import type { Finding } from "../findings.ts";
import type { Box } from "./box.ts";
import { type Clip, clipsOf } from "./clips.ts";
import { found } from "./describe.ts";
import type { VisibleText } from "./visible-texts.ts";

/** Pixels: positions are rounded, and a box is drawn to its last part of a pixel. */
const TOLERANCE = 1;
/** Of a line's height, above and below, that letters do not reach into. */
const AIR = 0.15;

export function findCutText(texts: readonly VisibleText[]): readonly Finding[] {
  return [...findSidewaysScroll(), ...findStuckRegions(), ...texts.flatMap(cutOff)];
}

function findSidewaysScroll(): readonly Finding[] {
  const { scrollWidth } = document.documentElement;
  if (scrollWidth <= innerWidth) return [];
  return [found("page width", document.body, `the page is ${scrollWidth} wide in a window of ${innerWidth}`)];
}

function cutOff(text: VisibleText): readonly Finding[] {
  const clips = clipsOf(text.element);
  for (const rect of text.rects) {
    const what = howCut(rect, clips);
    if (what !== undefined) return [found("cut off", text.element, what)];
  }
  return [];
}

/** `undefined` where nothing of it is cut off. What a region scrolls counts as far as the region shows it. */
function howCut(rect: Box, clips: readonly Clip[]): string | undefined {
  const air = (rect.bottom - rect.top) * AIR;
  let { left, right } = rect;
  let top = rect.top + air;
  let bottom = rect.bottom - air;
  for (const { element, box, x, y } of clips) {
    const over = { x: beyond(left, right, box.left, box.right), y: beyond(top, bottom, box.top, box.bottom) };
    if (x === "hides" && over.x > TOLERANCE) return `${pixels(over.x)} beside its ${element.localName}`;
    if (y === "hides" && over.y > TOLERANCE)
      return `${pixels(over.y)} above or below its ${element.localName}`;
    if (x === "scrolls") [left, right] = within(left, right, box.left, box.right);
    if (y === "scrolls") [top, bottom] = within(top, bottom, box.top, box.bottom);
  }
  const over = beyond(left, right, 0, document.documentElement.clientWidth);
  return over > TOLERANCE ? `${pixels(over)} beside the window` : undefined;
}

const pixels = (count: number) => `${Math.round(count * 10) / 10} pixels`;

/** How far a stretch leaves another one. */
function beyond(from: number, until: number, low: number, high: number): number {
  return Math.max(low - from, until - high);
}

/** As much of a stretch as lies within another; a stretch outside of it shrinks to its nearer end. */
function within(from: number, until: number, low: number, high: number): [number, number] {
  const clamp = (value: number) => Math.min(Math.max(value, low), high);
  return [clamp(from), clamp(until)];
}

/** Regions that scroll, where the keyboard cannot scroll them or nobody says what they are. */
function findStuckRegions(): readonly Finding[] {
  return scrollingRegions().flatMap((region) => {
    const isNamed = region.hasAttribute("aria-label") || region.hasAttribute("aria-labelledby");
    if (region.getAttribute("tabindex") !== "0") return [found("scrolling", region, "has no tabindex=0")];
    return isNamed ? [] : [found("scrolling", region, "has no accessible name")];
  });
}

function scrollingRegions(): readonly Element[] {
  return [...document.body.querySelectorAll("*")].filter((element) => {
    const isWider = element.scrollWidth > element.clientWidth + TOLERANCE;
    const isHigher = element.scrollHeight > element.clientHeight + TOLERANCE;
    if (!isWider && !isHigher) return false;
    const { overflowX, overflowY } = getComputedStyle(element);
    return (isWider && /auto|scroll/.test(overflowX)) || (isHigher && /auto|scroll/.test(overflowY));
  });
}
