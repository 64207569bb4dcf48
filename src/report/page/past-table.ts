// What small charts over the runs show, as figures: the newest runs, and a row for each thing that was drawn.

import { type Html, html } from "./html.ts";
import { formatNumber } from "./numbers.ts";
import { shortDay } from "./wording.ts";

export interface Past {
  readonly name: Html;
  /** The oldest first. */
  readonly values: readonly { readonly run: number; readonly asOf: string; readonly value: number }[];
}

const RUNS = 7;

/** Small charts are drawn for so many rows of a table. */
export const DRAWN = 60;

export function renderPastTable(label: string, summary: string, pasts: readonly Past[]): Html | undefined {
  const drawn = pasts.slice(0, DRAWN);
  const asOfs = new Map(drawn.flatMap(({ values }) => values.map(({ run, asOf }) => [run, asOf] as const)));
  const runs = [...asOfs].toSorted(([a], [b]) => a - b).slice(-RUNS);
  if (runs.length < 2) return undefined;
  return html`<details class="figures"><summary>${summary}</summary>
<div class="scroll" role="region" tabindex="0" aria-label="${label}"><table class="past"><caption class="hidden">${label}</caption>
<thead><tr><th scope="col">Run</th>${runs.map(([run, asOf]) => html`<th scope="col">${run} <span class="kind">${shortDay(asOf)}</span></th>`)}</tr></thead>
<tbody>
${drawn.map((past) => renderPast(past, runs))}</tbody></table></div></details>`;
}

function renderPast({ name, values }: Past, runs: readonly (readonly [number, string])[]): Html {
  const byRun = new Map(values.map(({ run, value }) => [run, value]));
  const cells = runs.map(([run]) => {
    const value = byRun.get(run);
    return html`<td>${value === undefined ? "–" : formatNumber(value)}</td>`;
  });
  return html`<tr><th scope="row">${name}</th>${cells}</tr>\n`;
}

/** In a sentence, for those who do not see the line. */
export function describePast(values: Past["values"]): string {
  const [first, last] = [values[0]!, values.at(-1)!];
  const sizes = values.map(({ value }) => value);
  const between = `between ${formatNumber(Math.min(...sizes))} and ${formatNumber(Math.max(...sizes))}`;
  return `From ${formatNumber(first.value)} on ${shortDay(first.asOf)} to ${formatNumber(last.value)} on ${shortDay(last.asOf)}, ${between}.`;
}
