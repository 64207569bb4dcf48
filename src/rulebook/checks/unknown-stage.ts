import { type Diagnostic, diagnose } from "../../diagnostics/diagnostic.ts";
import { closestName } from "../../diagnostics/suggest.ts";
import { textKey } from "../../values/text.ts";
import { shown } from "../describe.ts";
import { idsOf, literalsOf, usesOf } from "../outline/lookups.ts";
import { placeName } from "../place.ts";
import { childOf, isText, type ScalarNode } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** Stages that conditions or `recycle` name and that are not defined. Without any stage that alone is the problem. */
export const unknownStage: Check = (outline) => {
  const known = idsOf(outline, "stages");
  if (known.length === 0) return [];
  const to = childOf(childOf(outline.root, "recycle"), "to");
  // An id is written as it is defined; a condition compares like text.
  const goal = isText(to) && !known.includes(to.value) ? [unknown(to, placeName(["recycle"]), known)] : [];
  const looked = usesOf(outline, "stage").flatMap(({ use }) =>
    literalsOf(use.test)
      .filter(({ source }) => !known.includes(textKey(source)))
      .map((node) => unknown(node, use.place, known)),
  );
  return [...goal, ...looked];
};

function unknown(node: ScalarNode, place: string, known: readonly string[]): Diagnostic {
  return diagnose("unknown-stage", node.span, shown(node), place, known, closestName(node.source, known));
}
