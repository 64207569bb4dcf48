import { diagnose } from "../../diagnostics/diagnostic.ts";
import { closestName } from "../../diagnostics/suggest.ts";
import { idsOf, usesOf } from "../outline/lookups.ts";
import type { Check } from "./check.ts";

/** Names this short differ by a letter or two by chance. */
const SHORTEST_NAME = 5;
const MOST_SLIPS = 2;

/** Bare names that are probably a misspelt trait: a name that is no trait is taken for a contact field. */
export const looksLikeTrait: Check = (outline) => {
  const traits = idsOf(outline, "traits");
  return usesOf(outline, "field").flatMap(({ use, subject }) => {
    if (use.name !== subject.name || use.name.length < SHORTEST_NAME) return [];
    const trait = closestName(use.name, traits, MOST_SLIPS);
    return trait === undefined ? [] : [diagnose("looks-like-trait", use.span, use.name, use.place, trait)];
  });
};
