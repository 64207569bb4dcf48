import { diagnose } from "../../diagnostics/diagnostic.ts";
import { entryOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** A contact has one key. */
export const oneKey: Check = ({ sources }) =>
  sources.flatMap(({ written, place }) => {
    const entry = entryOf(written, "key");
    if (entry?.value.kind !== "map" || entry.value.entries.length === 1) return [];
    const kinds = entry.value.entries.map(({ key }) => key);
    return [diagnose("one-key", entry.keyNode.span, place, kinds)];
  });
