import { quoted } from "../../diagnostics/quote.ts";
import { SEQUENCE_KEYS } from "../schema/selectors.ts";
import {
  childOf,
  type Entry,
  entriesOf,
  entryOf,
  isText,
  itemsOf,
  type SourceNode,
  textsOf,
} from "../source/source-tree.ts";
import type { Gathered, Site } from "./outline.ts";

export function walkTest(node: SourceNode | undefined, place: string, gathered: Gathered): void {
  if (node?.kind !== "map") return;
  gathered.tests.push({ node, place });
  walkTest(childOf(node, "not"), place, gathered);
}

/** The selector's keys, in a map of their own or among a rule's. */
export function walkSelector(node: SourceNode | undefined, place: string, gathered: Gathered): void {
  if (node?.kind !== "map") return;
  gathered.dayRanges.push({ node, first: "since", place });
  walkWhere(node, place, gathered);
  walkEventField(childOf(node, "of"), place, gathered);
  for (const key of SEQUENCE_KEYS) {
    const entry = entryOf(node, key);
    if (entry !== undefined) walkSequence(entry, place, gathered);
  }
}

function walkSequence(entry: Entry, place: string, gathered: Gathered): void {
  const inner = `${quoted(entry.key)} of ${place}`;
  gathered.sequences.push({ entry, place });
  walkWhere(entry.value, inner, gathered);
  for (const name of textsOf(childOf(entry.value, "same"))) walkEventField(name, inner, gathered);
}

function walkWhere(selector: SourceNode, place: string, gathered: Gathered): void {
  for (const { key, keyNode, value } of entriesOf(childOf(selector, "where"))) {
    gathered.eventFields.push({ name: key, span: keyNode.span, place });
    walkTest(value, `${quoted(key)} of ${place}`, gathered);
  }
}

export function walkEventField(node: SourceNode | undefined, place: string, gathered: Gathered): void {
  if (isText(node)) gathered.eventFields.push({ name: node.value, span: node.span, place });
}

export function walkCondition(node: SourceNode | undefined, site: Site, gathered: Gathered): void {
  for (const entry of entriesOf(node)) walkConditionEntry(entry, site, gathered);
}

function walkConditionEntry({ key, keyNode, value }: Entry, site: Site, gathered: Gathered): void {
  switch (key) {
    case "any":
    case "all":
    case "none":
      for (const item of itemsOf(value)) walkCondition(item, site, gathered);
      return;
    case "did":
    case "did_not":
      walkSelector(value, site.place, gathered);
      walkTest(childOf(value, "times"), `"times" of ${site.place}`, gathered);
      return;
    default:
      gathered.subjects.push({ name: key, span: keyNode.span, test: value, ...site });
      walkTest(value, `${quoted(key)} of ${site.place}`, gathered);
  }
}
