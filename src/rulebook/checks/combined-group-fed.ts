import { diagnose } from "../../diagnostics/diagnostic.ts";
import { definitionOf, fedBy, isCombined } from "../outline/lookups.ts";
import { placeName } from "../place.ts";
import type { Check } from "./check.ts";

/** Rules that feed a group whose score is the sum of others. */
export const combinedGroupFed: Check = (outline) =>
  outline.sections.rules.flatMap((rule) =>
    fedBy(rule).flatMap(({ value, span }) => {
      const group = definitionOf(outline, "groups", value);
      if (group === undefined || !isCombined(group)) return [];
      return [diagnose("combined-group-fed", span, placeName(["rules", rule.key]), value)];
    }),
  );
