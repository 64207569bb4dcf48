import { diagnose } from "../../diagnostics/diagnostic.ts";
import { placeName } from "../place.ts";
import { pointsKind } from "../points-kind.ts";
import { childOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

const NO_CAUSE: ReadonlySet<string> = new Set(["group", "points", "note", "active"]);

/** Rules that give the same to everybody. One with other keys has been reported for those. */
export const ruleWithoutCause: Check = ({ sections }) =>
  sections.rules.flatMap(({ key, keyNode, value }) => {
    if (value.kind !== "map" || pointsKind(childOf(value, "points")) !== "fixed") return [];
    if (!value.entries.every((entry) => NO_CAUSE.has(entry.key))) return [];
    return [diagnose("rule-without-cause", keyNode.span, placeName(["rules", key]))];
  });
