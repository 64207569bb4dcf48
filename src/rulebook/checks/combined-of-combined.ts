import { diagnose } from "../../diagnostics/diagnostic.ts";
import { definitionOf, isCombined } from "../outline/lookups.ts";
import { placeName } from "../place.ts";
import { childOf, entriesOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** Combined groups that sum combined groups. */
export const combinedOfCombined: Check = (outline) =>
  outline.sections.groups.flatMap((group) =>
    entriesOf(childOf(group.value, "sum")).flatMap(({ key, keyNode }) => {
      const term = definitionOf(outline, "groups", key);
      if (term === undefined || !isCombined(term)) return [];
      return [diagnose("combined-of-combined", keyNode.span, placeName(["groups", group.key]), key)];
    }),
  );
