// Bars that stand inside a table: widths are shares of the cell, so they follow it at every width.

import { type Html, html } from "./html.ts";

/** A bar from `from` to `until`, shares from 0 to 1 of the space there is. Figures beside it say the same. */
export function renderBar(from: number, until: number, look: string): Html {
  return html`<svg class="bar" aria-hidden="true" focusable="false"><rect class="${look}" x="${percent(from)}" width="${percent(Math.max(until - from, 0))}" height="100%"/></svg>`;
}

/** Positive values to the right of a common zero, negative ones to its left; without negative ones zero is on the left. */
export function renderSignedBar(
  value: number,
  { lowest, highest }: { readonly lowest: number; readonly highest: number },
): Html {
  const span = Math.max(highest, 0) - Math.min(lowest, 0) || 1;
  const zero = -Math.min(lowest, 0) / span;
  const end = zero + value / span;
  return renderBar(Math.min(zero, end), Math.max(zero, end), value < 0 ? "negative" : "positive");
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2).replace(/\.?0+$/, "")}%`;
}
