// From a description of a chart to an SVG that stands in a page without scripts or styles of its own: Plot draws it into
// a document of linkedom, and what a strict content security policy refuses, or differs from call to call, is taken out.

import { type PlotOptions, plot } from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { escapeText, type Html, trusted } from "../html.ts";

export interface Chart {
  /** Unique in the page; letters, digits and hyphens. */
  readonly id: string;
  /** What it shows, in a few words, and in sentences with the figures that matter. */
  readonly title: string;
  readonly description: string;
  /** Width and height are in pixels at which texts have their size. */
  readonly options: PlotOptions;
  /** Classes of the SVG. */
  readonly look: string;
}

const { document } = parseHTML("<!doctype html><html></html>");

export function drawChart({ id, title, description, options, look }: Chart): Html {
  const svg = plot({ ...options, document, className: "plot" });
  svg.setAttribute("class", look);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-labelledby", `${id}-title ${id}-text`);
  const words = `<title id="${id}-title">${escapeText(title)}</title><desc id="${id}-text">${escapeText(description)}</desc>`;
  // By a function: in a text for replacement "$" would have a meaning.
  return trusted(plainMarkup(svg.outerHTML).replace(">", () => `>${words}`));
}

/**
 * Without styles, and without labels of parts, which nobody hears in a drawing that has a title. Tenths of a pixel are
 * all that can be seen; texts keep their figures.
 */
function plainMarkup(markup: string): string {
  return markup
    .replace(/<style>.*?<\/style>/gs, "")
    .replace(/<[^>]+>/g, (tag) => tag.replace(REFUSED, "").replace(LONG_FRACTION, tenths));
}

const REFUSED = / (?:style|xmlns|xmlns:xlink|font-family|aria-label|aria-hidden)="[^"]*"/g;
const LONG_FRACTION = /-?\d+\.\d\d+/g;

const tenths = (figure: string) => String(Math.round(Number(figure) * 10) / 10);
