import { type Diagnostic, diagnose } from "../../diagnostics/diagnostic.ts";
import { closestName } from "../../diagnostics/suggest.ts";
import { textKey } from "../../values/text.ts";
import { shown } from "../describe.ts";
import { definitionOf, type KnownUse, literalsOf, usesOf } from "../outline/lookups.ts";
import { childOf, type Entry, entriesOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** Bands of a group that the group does not have. */
export const unknownBand: Check = (outline) =>
  usesOf(outline, "band").flatMap((known) => {
    const group = definitionOf(outline, "groups", known.subject.id);
    return group === undefined ? [] : checkUse(known, group);
  });

function checkUse({ use, subject }: KnownUse<"band">, group: Entry): readonly Diagnostic[] {
  const bands = entriesOf(childOf(group.value, "bands")).map(({ key }) => key);
  return literalsOf(use.test)
    .filter(({ source }) => !bands.includes(textKey(source)))
    .map((node) =>
      diagnose("unknown-band", node.span, shown(node), subject.id, bands, closestName(node.source, bands)),
    );
}
