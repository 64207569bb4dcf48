import { diagnose } from "../../diagnostics/diagnostic.ts";
import { placeName } from "../place.ts";
import { childOf, entryOf, isNumber } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** Groups that no score fits. */
export const minAboveMax: Check = ({ sections }) =>
  sections.groups.flatMap(({ key, value }) => {
    const min = entryOf(value, "min");
    const max = childOf(value, "max");
    if (min === undefined || !isNumber(min.value) || !isNumber(max) || min.value.value <= max.value)
      return [];
    return [
      diagnose("min-above-max", min.keyNode.span, placeName(["groups", key]), min.value.source, max.source),
    ];
  });
