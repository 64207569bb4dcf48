import { diagnose } from "../../diagnostics/diagnostic.ts";
import { MEASURES } from "../measures.ts";
import { placeName } from "../place.ts";
import type { Check } from "./check.ts";

const known: ReadonlySet<string> = new Set(MEASURES);

/** Traits with no measure or several. */
export const oneMeasure: Check = ({ sections }) =>
  sections.traits.flatMap(({ key, keyNode, value }) => {
    if (value.kind !== "map") return [];
    const keys = value.entries.map((entry) => entry.key);
    const found = keys.filter((name) => known.has(name));
    // A misspelt measure has been reported as an unexpected key.
    if (found.length === 1 || (found.length === 0 && keys.length > 0)) return [];
    return [diagnose("one-measure", keyNode.span, placeName(["traits", key]), found, MEASURES)];
  });
