/** A file that cannot be taken in at all. The message is one line and names the path. */
export class InputError extends Error {
  override readonly name: string = "InputError";
  readonly path: string;
  /** Physical line, from 1, where one is at fault. */
  readonly line: number | undefined;
  /** The column's position, from 1, where one is at fault. */
  readonly column: number | undefined;

  constructor(
    path: string,
    problem: string,
    place: { readonly line?: number; readonly column?: number } = {},
  ) {
    super(`${path}: ${problem}`);
    this.path = path;
    this.line = place.line;
    this.column = place.column;
  }
}

/** A file that changed while it was taken in: trying again may help. */
export class ChangedInputError extends InputError {
  override readonly name = "ChangedInputError";
}

const LONGEST_QUOTATION = 60;

/** A text from a file, in double quotes, on one line and not too long, for messages. */
export function quote(text: string): string {
  return JSON.stringify(shorten(text));
}

/** As much of a text as a message has room for. */
export function shorten(text: string): string {
  return text.length > LONGEST_QUOTATION ? `${beginning(text)}…` : text;
}

/** Cut between characters. */
function beginning(text: string): string {
  return Array.from(text.slice(0, 2 * LONGEST_QUOTATION))
    .slice(0, LONGEST_QUOTATION)
    .join("");
}

const MOST_LISTED = 12;

/** `"a", "b" and 7 more` */
export function listSome(texts: readonly string[]): string {
  const more = texts.length > MOST_LISTED ? ` and ${texts.length - MOST_LISTED} more` : "";
  return `${texts.slice(0, MOST_LISTED).map(quote).join(", ")}${more}`;
}

/** `"a", "b" or "c"` */
export function listQuoted(texts: readonly string[], conjunction: "and" | "or"): string {
  const quoted = texts.map(quote);
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} ${conjunction} ${last}`;
}
