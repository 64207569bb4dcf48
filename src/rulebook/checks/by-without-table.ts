import { diagnose } from "../../diagnostics/diagnostic.ts";
import { placeName } from "../place.ts";
import { pointsKind } from "../points-kind.ts";
import { childOf, entryOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** A value to look up, and no table to look it up in. */
export const byWithoutTable: Check = ({ sections }) =>
  sections.rules.flatMap(({ key, value }) => {
    const by = entryOf(value, "by");
    const kind = pointsKind(childOf(value, "points"));
    // A period rule looks nothing up: its "by" has been reported as such.
    if (entryOf(value, "every") !== undefined) return [];
    if (by === undefined || kind === undefined || kind === "table") return [];
    return [diagnose("by-without-table", by.keyNode.span, placeName(["rules", key]))];
  });
