// What is painted behind a point of the page: of all elements that lie there, the topmost first.

import { type Colour, colourOf, fade, layOn } from "./colours.ts";

/** Strokes from this width on, in pixels, are an area that text can lie on; finer ones are lines it crosses. */
const BROAD_STROKE = 4;

/** Lets every element be found by its place; the policy forbids no style sheet that comes from outside the page. */
const findable = new CSSStyleSheet();
findable.replaceSync("* { pointer-events: auto !important; }");

interface Surroundings {
  /** The colour with which a page begins, in its own scheme. */
  readonly canvas: Colour;
  readonly isPaper: boolean;
  /** Shares of opacity that elements and those around them leave. */
  readonly opacities: Map<Element, number>;
}

const WHITE: Colour = { red: 255, green: 255, blue: 255, alpha: 1 };
let around: Surroundings = { canvas: WHITE, isPaper: false, opacities: new Map() };

/** What looks for backgrounds runs in this. Scrolls the page back to its beginning at the end. */
export function withFindableElements<T>(task: () => T): T {
  const isPaper = matchMedia("print").matches;
  around = { canvas: isPaper ? WHITE : canvasColour(), isPaper, opacities: new Map() };
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, findable];
  try {
    return task();
  } finally {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== findable);
    scrollTo(0, 0);
  }
}

function canvasColour(): Colour {
  const probe = document.createElement("div");
  probe.style.backgroundColor = "Canvas";
  document.documentElement.append(probe);
  const colour = colourOf(getComputedStyle(probe).backgroundColor);
  probe.remove();
  return colour;
}

export function opacityOf(element: Element): number {
  const before = around.opacities.get(element);
  if (before !== undefined) return before;
  const outer = element.parentElement === null ? 1 : opacityOf(element.parentElement);
  const opacity = outer * Number(getComputedStyle(element).opacity);
  around.opacities.set(element, opacity);
  return opacity;
}

/** The colour behind an element at a point of the window; `undefined` where an image or a pattern lies there. */
export function backgroundAt(element: Element, x: number, y: number): Colour | undefined {
  const layers: Colour[] = [];
  for (const below of behind(element, x, y)) {
    const layer = paintOf(below, x, y);
    if (layer === "unknown") return undefined;
    if (layer.alpha > 0) layers.push(layer);
    if (layer.alpha >= 1) break;
  }
  return layers.reduceRight((lower, upper) => layOn(upper, lower), around.canvas);
}

/** The element itself and all below it. Where the point misses it (it is scrolled away), its ancestors. */
function behind(element: Element, x: number, y: number): readonly Element[] {
  const stack = document.elementsFromPoint(x, y);
  const index = stack.indexOf(element);
  if (index >= 0) return stack.slice(index);
  const ancestors: Element[] = [];
  for (let at: Element | null = element; at !== null; at = at.parentElement) ancestors.push(at);
  return ancestors;
}

const NOTHING: Colour = { red: 0, green: 0, blue: 0, alpha: 0 };

function paintOf(element: Element, x: number, y: number): Colour | "unknown" {
  if (element instanceof SVGTextContentElement) return NOTHING;
  if (element instanceof SVGGeometryElement) return shapePaint(element, x, y);
  const style = getComputedStyle(element);
  // Browsers leave out backgrounds of boxes on paper, unless a page insists on them.
  if (around.isPaper && style.printColorAdjust !== "exact") return NOTHING;
  if (style.backgroundImage !== "none" || element instanceof SVGImageElement) return "unknown";
  return fade(colourOf(style.backgroundColor), opacityOf(element));
}

function shapePaint(shape: SVGGeometryElement, x: number, y: number): Colour | "unknown" {
  const matrix = shape.getScreenCTM();
  if (matrix === null) return NOTHING;
  const point = new DOMPoint(x, y).matrixTransform(matrix.inverse());
  const style = getComputedStyle(shape);
  const isBroad = Number.parseFloat(style.strokeWidth) >= BROAD_STROKE;
  if (isBroad && shape.isPointInStroke(point)) return inkOf(style.stroke, style.strokeOpacity, shape);
  return shape.isPointInFill(point) ? inkOf(style.fill, style.fillOpacity, shape) : NOTHING;
}

function inkOf(paint: string, opacity: string, shape: Element): Colour | "unknown" {
  if (paint === "none") return NOTHING;
  return paint.startsWith("url(") ? "unknown" : fade(colourOf(paint), Number(opacity) * opacityOf(shape));
}
