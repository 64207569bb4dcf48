import { diagnose } from "../../diagnostics/diagnostic.ts";
import { afterTaker } from "../outline/after-taker.ts";
import { highestOf } from "../outline/lookups.ts";
import { placeName } from "../place.ts";
import { entriesOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** Cases of a class after one without a condition. */
export const unreachableCase: Check = ({ sections }) =>
  sections.classes.flatMap((definition) => {
    const found = highestOf(definition) === undefined ? afterTaker(entriesOf(definition.value)) : undefined;
    if (found === undefined) return [];
    const { taker, rest } = found;
    const place = placeName(["classes", definition.key]);
    return rest.map(({ key, keyNode }) =>
      diagnose("unreachable-case", keyNode.span, key, place, taker.key, taker.keyNode.span.line),
    );
  });
