// Markup as a tagged template: whatever is put into it is text, unless it is markup itself.

/** Markup that can go into the page as it is. */
export interface Html {
  readonly markup: string;
}

/** What a template takes: nothing is shown for `undefined`. */
export type Part = Html | string | number | undefined | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** What has no meaning in a page: control characters but tabs and line ends, and halves of characters. */
const MEANINGLESS = /(?![\t\n])[\p{Cc}\p{Cs}]/gu;

export function html(pieces: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const markup = pieces.reduce((before, piece, i) => before + markupOf(parts[i - 1]) + piece);
  return { markup };
}

/** Text of our own making that is markup already. */
export const trusted = (markup: string): Html => ({ markup });

export function escapeText(text: string): string {
  return text.replace(MEANINGLESS, "�").replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

function markupOf(part: Part): string {
  if (part === undefined) return "";
  if (typeof part === "number") return String(part);
  if (typeof part === "string") return escapeText(part);
  return "markup" in part ? part.markup : part.map(markupOf).join("");
}

/** A name from the rulebook or from data, kept apart from the direction in which the text around it runs. */
export const named = (text: string): Html => html`<bdi>${text}</bdi>`;

/** With `between` between them. */
export function joined(parts: readonly Html[], between: string): Html {
  return trusted(parts.map((part) => part.markup).join(escapeText(between)));
}
