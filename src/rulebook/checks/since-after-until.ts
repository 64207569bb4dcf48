import { diagnose } from "../../diagnostics/diagnostic.ts";
import { parsePlainDay } from "../../values/date-text.ts";
import { compareText } from "../../values/text.ts";
import { childOf, entryOf, isText } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** Stretches of days that end before they start. */
export const sinceAfterUntil: Check = ({ dayRanges }) =>
  dayRanges.flatMap(({ node, first, place }) => {
    const start = entryOf(node, first);
    const end = childOf(node, "until");
    if (start === undefined || !isText(start.value) || !isText(end)) return [];
    const [from, until] = [start.value.value, end.value];
    if (parsePlainDay(from) === undefined || parsePlainDay(until) === undefined) return [];
    if (compareText(from, until) <= 0) return [];
    return [diagnose("since-after-until", start.keyNode.span, place, first, "until", from, until)];
  });
