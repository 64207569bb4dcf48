import { diagnose } from "../../diagnostics/diagnostic.ts";
import { isCombined } from "../outline/lookups.ts";
import { placeName } from "../place.ts";
import { childOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** Rules that do not say which group they feed, although it is not plain. */
export const groupNeeded: Check = ({ sections }) => {
  const plain = sections.groups.filter((group) => !isCombined(group)).map(({ key }) => key);
  if (plain.length === 1 || sections.groups.length === 0) return [];
  return sections.rules
    .filter(({ value }) => value.kind === "map" && childOf(value, "group") === undefined)
    .map(({ key, keyNode }) => diagnose("group-needed", keyNode.span, placeName(["rules", key]), plain));
};
