import { diagnose } from "../../diagnostics/diagnostic.ts";
import { childOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** An absence that would have to be awaited for ever. */
export const withinNeeded: Check = ({ sequences }) =>
  sequences.flatMap(({ entry: { key, keyNode, value }, place }) => {
    if (key !== "not_followed_by" || value.kind !== "map" || childOf(value, "within") !== undefined)
      return [];
    return [diagnose("within-needed", keyNode.span, key, place)];
  });
