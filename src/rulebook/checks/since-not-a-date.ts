import { diagnose } from "../../diagnostics/diagnostic.ts";
import { NUMERIC_MEASURES } from "../measures.ts";
import { definitionOf } from "../outline/lookups.ts";
import { placeName } from "../place.ts";
import { childOf, entriesOf, isText } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

const numeric: ReadonlySet<string> = new Set(NUMERIC_MEASURES);

/** Period rules that count from a trait that is a number. */
export const sinceNotADate: Check = (outline) =>
  outline.sections.rules.flatMap(({ key, value }) => {
    const since = childOf(value, "since");
    if (childOf(value, "every") === undefined || !isText(since)) return [];
    const measures = entriesOf(definitionOf(outline, "traits", since.value)?.value);
    const measure = measures.find((entry) => numeric.has(entry.key));
    if (measure === undefined) return [];
    return [diagnose("since-not-a-date", since.span, placeName(["rules", key]), since.value, measure.key)];
  });
