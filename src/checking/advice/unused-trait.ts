import { diagnose } from "../../diagnostics/diagnostic.ts";
import { usesOf } from "../../rulebook/outline/lookups.ts";
import { placeName } from "../../rulebook/place.ts";
import type { Advice } from "./advice.ts";

/** Traits that no condition, no points and no placeholder looks at. */
export const unusedTrait: Advice = ({ outline }) => {
  const used = new Set(usesOf(outline, "trait").map(({ subject }) => subject.id));
  return outline.sections.traits
    .filter(({ key }) => !used.has(key))
    .map(({ key, keyNode }) => diagnose("unused-trait", keyNode.span, placeName(["traits", key])));
};
