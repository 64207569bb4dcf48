// Where a figure comes from, shown beside it: small, quiet, and never a link, for the page stands alone.

import type { Origin } from "../model.ts";
import { type Html, html } from "./html.ts";

export function shownOrigin(origin: Origin): Html {
  return html`<code class="origin"><bdi>${origin.file}</bdi>${origin.line === undefined ? undefined : `:${origin.line}`}</code>`;
}

/** A list of the output folder, or of each of so many runs. */
export function fromLists(file: string, runs: number): Html {
  return runs > 1 ? html`${fromFile(file)} of ${runs} runs` : fromFile(file);
}

/** A file of the output folder, or of this kind. */
export const fromFile = (file: string): Html => shownOrigin({ file });
