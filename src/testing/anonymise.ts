// Takes who a contact is out of its rows: key, e-mail and visitor ids, also where other fields hold them.

import type { Fields } from "../evaluate/history.ts";

export const RECORDED_KEY = "contact-1";
export const RECORDED_EMAIL = "contact-1@example.com";

export interface Identified {
  /** As written. */
  readonly key: string;
  /** "" when there is none. */
  readonly email: string;
}

/** Shorter keys, such as 7, say nothing of anybody, and turn up in fields by chance. */
const SHORTEST_TELLING_KEY = 4;

/** Good for all rows of one contact: a visitor id gets the same name everywhere. */
export function createAnonymiser({ key, email }: Identified): (fields: Fields) => Fields {
  const patterns: (readonly [RegExp, string])[] = [];
  if (email !== "") patterns.push([wholeText(email), RECORDED_EMAIL]);
  if (key.length >= SHORTEST_TELLING_KEY && key !== email) patterns.push([wholeText(key), RECORDED_KEY]);
  const visitors = new Map<string, string>();
  const replace = (name: string, text: string): string => {
    if (name === "email") return RECORDED_EMAIL;
    if (name === "visitor_id") return visitorName(text, visitors);
    return patterns.reduce((replaced, [pattern, by]) => replaced.replace(pattern, by), text);
  };
  return (fields) =>
    Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, replace(name, text)]));
}

/** The text in any case, not as a part of a longer word. */
function wholeText(text: string): RegExp {
  const literal = text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, "giu");
}

function visitorName(text: string, visitors: Map<string, string>): string {
  const name = visitors.get(text) ?? `visitor-${visitors.size + 1}`;
  visitors.set(text, name);
  return name;
}
