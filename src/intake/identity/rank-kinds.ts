// Which of several identities says best whose an event is.

import type { Source } from "../../rulebook/source-model.ts";
import { compareText } from "../../values/text.ts";

const CONTACT_KEY = "contact_id";
const DEFAULT_KINDS = ["email", "visitor_id"];

/** Kinds in rank order: "contact_id", the others as the sources first name them, then the default ones. */
export function rankKinds(sources: readonly Source[]): readonly string[] {
  return [...new Set([CONTACT_KEY, ...sources.flatMap(kindsOf), ...DEFAULT_KINDS])];
}

function kindsOf(source: Source): readonly string[] {
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

/** Compares kinds by rank; those that have none come last, by code point. */
export function compareKinds(ranked: readonly string[]): (a: string, b: string) => number {
  const ranks = new Map(ranked.map((kind, rank) => [kind, rank]));
  const rankOf = (kind: string) => ranks.get(kind) ?? ranked.length;
  return (a, b) => rankOf(a) - rankOf(b) || compareText(a, b);
}
