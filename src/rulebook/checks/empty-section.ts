import { diagnose } from "../../diagnostics/diagnostic.ts";
import { entryOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** No groups or no rules: nothing would be scored. */
export const emptySection: Check = ({ root }) =>
  (["groups", "rules"] as const).flatMap((section) => {
    const entry = entryOf(root, section);
    if (entry?.value.kind !== "map" || entry.value.entries.length > 0) return [];
    return [diagnose("empty-section", entry.keyNode.span, section, section)];
  });
