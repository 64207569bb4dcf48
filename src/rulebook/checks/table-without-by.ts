import { diagnose } from "../../diagnostics/diagnostic.ts";
import { placeName } from "../place.ts";
import { pointsKind } from "../points-kind.ts";
import { entryOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** A table of points, and no value to look up in it. */
export const tableWithoutBy: Check = ({ sections }) =>
  sections.rules.flatMap(({ key, value }) => {
    const points = entryOf(value, "points");
    if (pointsKind(points?.value) !== "table" || entryOf(value, "by") !== undefined) return [];
    // A period rule looks nothing up: its table has been reported as such.
    if (entryOf(value, "every") !== undefined) return [];
    return [diagnose("table-without-by", points!.keyNode.span, placeName(["rules", key]))];
  });
