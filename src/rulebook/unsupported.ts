// What the rulebook language has and this version does not: refused by name, never ignored.

import type { Expectation } from "../diagnostics/expectations.ts";

export interface Unsupported {
  readonly what: string;
  readonly help: string;
}

const BY_KEY: Readonly<Record<string, { readonly in: readonly Expectation[]; readonly help: string }>> = {
  sources: { in: ["rulebook"], help: "remove it, and give the exports the default column names" },
};

/** For a key that a map of this kind will have one day. */
export function unsupportedKey(key: string, map: Expectation): Unsupported | undefined {
  const known = Object.hasOwn(BY_KEY, key) ? BY_KEY[key] : undefined;
  return known?.in.includes(map) ? { what: `"${key}" is`, help: known.help } : undefined;
}
