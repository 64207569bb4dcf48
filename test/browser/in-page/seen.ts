// What people see of a page, to be compared between two ways of showing it.

import { backgroundAt, withFindableElements } from "./backgrounds.ts";
import { contrast } from "./colours.ts";
import { whereIs } from "./describe.ts";
import { forgetSeen, isSeen, visibleTexts } from "./visible-texts.ts";

/** Visible texts in the order of the page, with what is blank in them made one space. */
export function seenTexts(): readonly string[] {
  return visibleTexts().map(({ node }) => node.data.replace(/\s+/g, " ").trim());
}

/** Of neighbouring colours, so that one sees a shape at all. */
const LEAST_CONTRAST = 1.1;

/**
 * Shapes without text that can be told from what is around them: bars that are boxes with a background or a border, and
 * drawings in SVG.
 */
export function seenShapes(): readonly string[] {
  forgetSeen();
  return withFindableElements(() =>
    [...document.body.querySelectorAll("*")].filter(isSeenShape).map(whereIs),
  );
}

function isSeenShape(element: Element): boolean {
  if (element instanceof SVGElement)
    return element instanceof SVGGeometryElement && isSeen(element) && isDrawn(element);
  if (element.textContent !== "" || element.childElementCount > 0 || !isSeen(element)) return false;
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0 && (hasBorder(element) || standsOut(element));
}

function isDrawn(shape: SVGElement): boolean {
  const { fill, stroke } = getComputedStyle(shape);
  return fill !== "none" || stroke !== "none";
}

function hasBorder(element: Element): boolean {
  const style = getComputedStyle(element);
  return [style.borderTopWidth, style.borderLeftWidth].some((width) => Number.parseFloat(width) > 0);
}

function standsOut(element: Element): boolean {
  element.scrollIntoView({ block: "center", behavior: "instant" });
  const { left, top, width, height } = element.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  const own = backgroundAt(element, x, y);
  const behind = backgroundAt(element.parentElement!, x, y);
  return own === undefined || behind === undefined || contrast(own, behind) >= LEAST_CONTRAST;
}
