import { type Diagnostic, diagnose } from "../../diagnostics/diagnostic.ts";
import { type PlainDay, parsePlainDay } from "../../values/date-text.ts";
import { parseDecimal } from "../../values/decimal.ts";
import type { TestUse } from "../outline/outline.ts";
import { type Entry, entryOf, isNumber, isText, type SourceNode } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

const NUMBERS_FROM = ["above", "at_least"] as const;
const NUMBERS_TO = ["below", "at_most"] as const;

/** Bounds that leave nothing between them. */
export const impossibleRange: Check = ({ tests }) =>
  tests.flatMap((use) => [...checkNumbers(use), ...checkDays(use)]);

function checkNumbers(use: TestUse): readonly Diagnostic[] {
  return NUMBERS_FROM.flatMap((from) =>
    NUMBERS_TO.flatMap((to) => {
      const low = entryOf(use.node, from);
      const high = entryOf(use.node, to);
      const least = exactOf(low?.value);
      const most = exactOf(high?.value);
      if (low === undefined || high === undefined || least === undefined || most === undefined) return [];
      const touching = from === "at_least" && to === "at_most";
      return least > most || (least === most && !touching) ? [impossible(use, low, high)] : [];
    }),
  );
}

function exactOf(node: SourceNode | undefined): bigint | undefined {
  return isNumber(node) ? parseDecimal(node.source) : undefined;
}

/** After the end of one day and before the start of another: there must be a day in between. */
function checkDays(use: TestUse): readonly Diagnostic[] {
  const after = entryOf(use.node, "after");
  const before = entryOf(use.node, "before");
  if (after === undefined || before === undefined) return [];
  const first = dayNumber(after.value);
  const last = dayNumber(before.value);
  return first !== undefined && last !== undefined && last <= first + 1
    ? [impossible(use, after, before)]
    : [];
}

function dayNumber(node: SourceNode): number | undefined {
  const day: PlainDay | undefined = isText(node) ? parsePlainDay(node.value) : undefined;
  return day === undefined ? undefined : Date.UTC(day.year, day.month - 1, day.day) / 86_400_000;
}

function impossible({ place }: TestUse, low: Entry, high: Entry): Diagnostic {
  return diagnose("impossible-range", low.keyNode.span, place, written(low), written(high));
}

function written({ key, value }: Entry): string {
  return `"${key}: ${value.kind === "scalar" ? value.source : ""}"`;
}
