import { type Html, html, type Part } from "./html.ts";

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly content: Html;
}

export function renderSection({ id, title, content }: Section): Html {
  return html`<section id="${id}" aria-labelledby="${id}-heading"><h2 id="${id}-heading">${title}</h2>
${content}
</section>
`;
}

/** A sentence under a heading that says what one looks at. */
export const lead = (text: Part): Html => html`<p class="lead">${text}</p>`;
