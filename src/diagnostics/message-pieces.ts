// Pieces of messages.

import { quoted, quotedList } from "./quote.ts";

/** Names to choose from. */
export const oneOf = (names: readonly string[]) => `${names.length > 1 ? "one of " : ""}${quotedList(names)}`;
export const word = (message: string, help?: string) => ({ message, help });
export const didYouMean = (name: string | undefined) =>
  name === undefined ? undefined : `did you mean ${quoted(name)}?`;
export const known = (what: string, names: readonly string[]) =>
  names.length === 0 ? `the rulebook has no ${what}` : `expected ${oneOf(names)}`;
