// The texts that people see: not those of closed details, nor those that only screen readers get.

export interface VisibleText {
  readonly node: Text;
  /** That it stands in, from which it has its style. */
  readonly element: Element;
  /** One a line. */
  readonly rects: readonly DOMRect[];
}

/** Text that a style sheet puts before or after an element's own. */
export interface VisibleMark {
  readonly element: Element;
  readonly style: CSSStyleDeclaration;
}

export function visibleTexts(): readonly VisibleText[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts: VisibleText[] = [];
  forgetSeen();
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = visibleText(node as Text);
    if (text !== undefined) texts.push(text);
  }
  return texts;
}

function visibleText(node: Text): VisibleText | undefined {
  const element = node.parentElement;
  if (element === null || node.data.trim() === "" || !isSeen(element)) return undefined;
  const range = document.createRange();
  range.selectNodeContents(node);
  const rects = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
  return rects.length === 0 ? undefined : { node, element, rects };
}

/** Known of the elements of the page as it is now. */
const seen = new Map<Element, boolean>();

export function forgetSeen(): void {
  seen.clear();
}

export function isSeen(element: Element): boolean {
  const before = seen.get(element);
  if (before !== undefined) return before;
  const isShown = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const isForEyes = isShown && !isForReadersOnly(element) && element.closest("a.skip") === null;
  seen.set(element, isForEyes);
  return isForEyes;
}

/** Squeezed into a pixel, or clipped away, as is usual for what screen readers alone should say. */
function isForReadersOnly(element: Element): boolean {
  if (!(element instanceof HTMLElement)) return false;
  for (let at: Element | null = element; at instanceof HTMLElement; at = at.parentElement) {
    if (isSqueezed(at)) return true;
  }
  return false;
}

function isSqueezed(element: HTMLElement): boolean {
  const { position, clipPath, clip, overflowX } = getComputedStyle(element);
  if (position !== "absolute") return false;
  if (clipPath.startsWith("inset(50%") || clip.startsWith("rect(0px, 0px, 0px, 0px")) return true;
  return overflowX !== "visible" && element.offsetWidth <= 1 && element.offsetHeight <= 1;
}

export function visibleMarks(): readonly VisibleMark[] {
  forgetSeen();
  return [...document.body.querySelectorAll("*")].flatMap((element) =>
    ["::before", "::after"].flatMap((name) => {
      const style = getComputedStyle(element, name);
      return /^"[^"]*\S[^"]*"/.test(style.content) && isMarkSeen(element, style) ? [{ element, style }] : [];
    }),
  );
}

function isMarkSeen(element: Element, { display, visibility }: CSSStyleDeclaration): boolean {
  return display !== "none" && visibility === "visible" && isSeen(element);
}
