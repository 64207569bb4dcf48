// Which of a person's identities counts first.

import type { Source } from "../../rulebook/source-model.ts";
import { compareText } from "../../values/text.ts";

const FIRST = "contact_id";
const LAST = ["email", "visitor_id"];

/**
 * The known kinds, the highest-ranking first: contact_id, the others in the order in which the sources first name
 * them, then email and visitor_id where no source does.
 */
export function rankKinds(sources: readonly Source[]): readonly string[] {
  return [...new Set([FIRST, ...sources.flatMap(namedKinds), ...LAST])];
}

/** Kinds that are not ranked come last, by code point. */
export function compareKinds(ranking: readonly string[]): (a: string, b: string) => number {
  const rankOf = (kind: string) => {
    const rank = ranking.indexOf(kind);
    return rank < 0 ? ranking.length : rank;
  };
  return (a, b) => rankOf(a) - rankOf(b) || compareText(a, b);
}

/** In the order written. */
export function namedKinds(source: Source): readonly string[] {
  switch (source.kind) {
    case "contacts":
      return [source.key, ...source.identities].map(({ kind }) => kind);
    case "events":
      return source.contact.map(({ kind }) => kind);
    case "identities":
      return source.identities.map(({ kind }) => kind);
    default:
      return source satisfies never;
  }
}
