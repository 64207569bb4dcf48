// What the rulebook language has and this version does not: refused by name, never ignored.

import type { Expectation } from "../diagnostics/expectations.ts";

export interface Unsupported {
  readonly what: string;
  readonly help: string;
}

const SEQUENCES = ["followed_by", "not_followed_by", "preceded_by", "not_preceded_by"];

const SELECTORS: readonly Expectation[] = ["rule", "selector", "measure"];

const BY_KEY: Readonly<Record<string, { readonly in: readonly Expectation[]; readonly help: string }>> = {
  include: { in: ["rulebook"], help: "write all sections into this file" },
  sources: { in: ["rulebook"], help: "remove it, and give the exports the default column names" },
  stages: { in: ["rulebook"], help: "remove it; a class can tell how far a contact has come" },
  recycle: { in: ["rulebook"], help: "remove it together with the stages" },
  reset: { in: ["group"], help: "remove it for now" },
  decay: { in: ["rule"], help: 'remove it; with "within" an event stops counting after a while' },
  every: { in: ["rule"], help: "remove the rule for now" },
  per_each: { in: ["limitMap"], help: "remove it; limits such as {times: 1, per: day} are supported" },
  ...Object.fromEntries(SEQUENCES.map((key) => [key, { in: SELECTORS, help: "remove it for now" }])),
};

/** For a key that a map of this kind will have one day. */
export function unsupportedKey(key: string, map: Expectation): Unsupported | undefined {
  const known = Object.hasOwn(BY_KEY, key) ? BY_KEY[key] : undefined;
  return known?.in.includes(map) ? { what: `"${key}" is`, help: known.help } : undefined;
}

export const UNSUPPORTED_ROLLING_LIMIT: Unsupported = {
  what: "a limit over a rolling stretch of time is",
  help: "write day, week, month, quarter or year",
};

export const UNSUPPORTED_STAGE: Unsupported = {
  what: '"stage" is',
  help: 'remove it; a contact field of this name is written "field.stage"',
};
