import { diagnose } from "../../diagnostics/diagnostic.ts";
import { definitionOf } from "../../rulebook/outline/lookups.ts";
import { placeName } from "../../rulebook/place.ts";
import { formatDecimal } from "../../values/decimal.ts";
import type { Advice } from "./advice.ts";

/** Plain groups that no rule feeds. */
export const groupWithoutRules: Advice = ({ rulebook, outline }) => {
  const fed = new Set(rulebook.rules.flatMap(({ groups }) => groups));
  return rulebook.groups.flatMap((group) => {
    if (group.kind !== "plain" || fed.has(group.id)) return [];
    const { span } = definitionOf(outline, "groups", group.id)!.keyNode;
    return [
      diagnose("group-without-rules", span, placeName(["groups", group.id]), formatDecimal(group.start)),
    ];
  });
};
