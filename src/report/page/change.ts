// A change against the compared run: a sign and a colour, never the colour alone.

import { type Html, html } from "./html.ts";
import { formatNumber, formatSigned } from "./numbers.ts";

/** Of a figure that had no counterpart in the compared run nothing is known, which a dash says. */
export function shownChange(
  now: number,
  before: number | undefined,
  format: (value: number) => string = formatNumber,
): Html {
  if (before === undefined)
    return html`<span class="unknown"><span aria-hidden="true">–</span><span class="hidden">not known</span></span>`;
  return shownDifference(now - before, format);
}

export function shownDifference(difference: number, format: (value: number) => string = formatNumber): Html {
  if (difference === 0) return html`<span class="same">0</span>`;
  return html`<span class="${difference > 0 ? "up" : "down"}">${formatSigned(difference, format)}</span>`;
}

/** Beside a figure or a name that says the same in words. */
export const MARKS = {
  up: html`<span class="mark up" aria-hidden="true">▲</span>`,
  down: html`<span class="mark down" aria-hidden="true">▼</span>`,
};
