import { type Diagnostic, diagnose } from "../../diagnostics/diagnostic.ts";
import { meantId } from "../meant-id.ts";
import { highestOf } from "../outline/lookups.ts";
import type { Section } from "../outline/outline.ts";
import { SECTION_THINGS } from "../place.ts";
import { ID_PATTERN } from "../schema/common.ts";
import { childOf, type Entry, entriesOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** Names of definitions, bands and cases that are no ids. */
export const badId: Check = ({ root, sections }) => [
  ...checkIds(entriesOf(childOf(root, "sources")), "source"),
  ...(Object.keys(sections) as Section[]).flatMap((section) =>
    checkIds(sections[section], SECTION_THINGS.get(section)!),
  ),
  ...sections.groups.flatMap(({ value }) => checkIds(entriesOf(childOf(value, "bands")), "band")),
  ...sections.classes
    .filter((definition) => highestOf(definition) === undefined)
    .flatMap(({ value }) => checkIds(entriesOf(value), "case")),
];

function checkIds(entries: readonly Entry[], thing: string): readonly Diagnostic[] {
  return entries
    .filter(({ key }) => !ID_PATTERN.test(key))
    .map(({ key, keyNode }) => diagnose("bad-id", keyNode.span, key, thing, meantId(key, thing)));
}
