import { type Diagnostic, diagnose } from "../../diagnostics/diagnostic.ts";
import { closestName } from "../../diagnostics/suggest.ts";
import { textKey } from "../../values/text.ts";
import { shown } from "../describe.ts";
import { definitionOf, highestOf, type KnownUse, literalsOf, usesOf } from "../outline/lookups.ts";
import { type Entry, entriesOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** Values of a class that it can never have. */
export const unknownClassValue: Check = (outline) =>
  usesOf(outline, "class").flatMap((known) => {
    const definition = definitionOf(outline, "classes", known.subject.id);
    return definition === undefined ? [] : checkUse(known, definition);
  });

function checkUse({ use, subject }: KnownUse<"class">, definition: Entry): readonly Diagnostic[] {
  const values =
    highestOf(definition)?.map(({ value }) => value) ?? entriesOf(definition.value).map(({ key }) => key);
  return literalsOf(use.test)
    .filter(({ source }) => !values.includes(textKey(source)))
    .map((node) =>
      diagnose(
        "unknown-class-value",
        node.span,
        shown(node),
        subject.id,
        values,
        closestName(node.source, values),
      ),
    );
}
