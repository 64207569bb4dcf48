import { diagnose } from "../../diagnostics/diagnostic.ts";
import { isBlank } from "../../values/text.ts";
import { entriesOf, itemsOf, type SourceNode } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

const PARTS_OF_TEXTS: ReadonlySet<string> = new Set(["contains", "starts_with", "ends_with"]);

/** A test `{}`, or one for a part of a text that is blank: every text that is there would pass. */
export const emptyTest: Check = ({ tests }) =>
  tests.flatMap(({ node, place }) => {
    if (node.kind === "map" && node.entries.length === 0) return [diagnose("empty-test", node.span, place)];
    const parts = entriesOf(node).filter(({ key }) => PARTS_OF_TEXTS.has(key));
    const blank = parts.flatMap(({ value }) => [value, ...itemsOf(value)]).filter(isBlankText);
    return blank.map(({ span }) => diagnose("empty-test", span, place));
  });

function isBlankText(node: SourceNode): boolean {
  return node.kind === "scalar" && typeof node.value === "string" && isBlank(node.value);
}
