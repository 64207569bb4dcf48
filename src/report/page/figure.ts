// A chart with what is said about it: a sentence above, the same figures as a table below.

import { type Chart, drawChart } from "./charts/draw-chart.ts";
import { type Html, html, type Part } from "./html.ts";

interface Figure {
  readonly caption: Part;
  /** The one for wide pages, and the one for narrow ones: only one of them is shown. */
  readonly wide: Chart;
  readonly narrow: Chart;
  /** The same as figures. */
  readonly table: Html;
}

export function renderFigure({ caption, wide, narrow, table }: Figure): Html {
  return html`<figure><figcaption>${caption}</figcaption>
${drawChart(wide)}
${drawChart(narrow)}
<details class="figures"><summary>The chart as a table</summary>
${table}</details></figure>`;
}
