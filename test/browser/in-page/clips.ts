// Which ancestors cut off what leaves their boxes.

import type { Box } from "./box.ts";

export interface Clip {
  readonly element: Element;
  /** Padding box of an element, viewport of an SVG. */
  readonly box: Box;
  readonly x: ClipKind;
  readonly y: ClipKind;
}

/** A scrolled part is out of sight for now, a hidden one for good. */
export type ClipKind = "none" | "scrolls" | "hides";

const known = new Map<Element, readonly Clip[]>();

/** Layout has changed: what was found out about it is void. */
export function forgetClips(): void {
  known.clear();
}

/** What cuts off content of an element, the innermost first. */
export function clipsOf(element: Element): readonly Clip[] {
  const before = known.get(element);
  if (before !== undefined) return before;
  const outer = outerOf(element);
  const clips = [...ownClip(element), ...(outer === null ? [] : clipsOf(outer))];
  known.set(element, clips);
  return clips;
}

/** The element whose box an element's box lies in: what is positioned leaves the ancestors between. */
function outerOf(element: Element): Element | null {
  if (!(element instanceof HTMLElement)) return element.parentElement;
  const { position } = getComputedStyle(element);
  if (position === "fixed") return null;
  return position === "absolute" ? element.offsetParent : element.parentElement;
}

function ownClip(element: Element): readonly Clip[] {
  // What the root or the body does not show, the window scrolls; sideways that is a finding of its own.
  if (element === document.body || element === document.documentElement) return [];
  if (element instanceof SVGElement) return isOuterSvg(element) ? [svgClip(element)] : [];
  const style = getComputedStyle(element);
  if (style.display === "inline" || style.display === "contents") return [];
  const isContained = /paint|strict|content/.test(style.contain);
  const x = clipKind(style.overflowX, isContained);
  const y = clipKind(style.overflowY, isContained);
  return x === "none" && y === "none" ? [] : [{ element, box: paddingBox(element), x, y }];
}

function isOuterSvg(element: SVGElement): boolean {
  return element.localName === "svg" && element.ownerSVGElement === null;
}

/** Whatever its overflow: text beside its chart stands where nobody left room for it. */
function svgClip(element: SVGElement): Clip {
  return { element, box: element.getBoundingClientRect(), x: "hides", y: "hides" };
}

function clipKind(overflow: string, isContained: boolean): ClipKind {
  if (overflow === "auto" || overflow === "scroll") return "scrolls";
  return overflow !== "visible" || isContained ? "hides" : "none";
}

function paddingBox(element: Element): Box {
  const { left, top } = element.getBoundingClientRect();
  const x = left + element.clientLeft;
  const y = top + element.clientTop;
  return { left: x, top: y, right: x + element.clientWidth, bottom: y + element.clientHeight };
}
