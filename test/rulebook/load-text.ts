// Short rulebooks, loaded.

import type { Rulebook } from "../../src/rulebook/model.ts";
import { parseRulebook } from "../../src/rulebook/parse.ts";
import { parseDecimal } from "../../src/values/decimal.ts";

export const micro = (text: string) => parseDecimal(text)!;
export const atLeast = (text: string) => ({ kind: "number", relation: "at_least", bound: micro(text) });

export function load(text: string): Rulebook {
  const result = parseRulebook({ name: "shop.yaml", text });
  if (result.kind === "invalid") throw new Error(result.diagnostics.map(({ message }) => message).join("\n"));
  return result.rulebook;
}

export const FRAME =
  "rulebook: shop\ntraits: {spent: {sum: {event: purchase, of: amount}}, seen: {last_seen: {event: visit}}}\ngroups: {score: {}}\nrules:\n";

export const ruleOf = (written: string) => load(`${FRAME}  r: ${written}\n`).rules[0];
