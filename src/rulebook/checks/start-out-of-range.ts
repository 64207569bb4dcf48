import { diagnose } from "../../diagnostics/diagnostic.ts";
import { placeName } from "../place.ts";
import { childOf, isNumber } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** Groups whose start their own bounds would move. */
export const startOutOfRange: Check = ({ sections }) =>
  sections.groups.flatMap(({ key, value }) => {
    const start = childOf(value, "start");
    const min = childOf(value, "min");
    const max = childOf(value, "max");
    if (!isNumber(start)) return [];
    const place = placeName(["groups", key]);
    if (isNumber(min) && start.value < min.value) {
      return [diagnose("start-out-of-range", start.span, place, start.source, "min", min.source)];
    }
    if (isNumber(max) && start.value > max.value) {
      return [diagnose("start-out-of-range", start.span, place, start.source, "max", max.source)];
    }
    return [];
  });
