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
  type TextNode,
  textsOf,
} from "../source/source-tree.ts";
import { literalsOf } from "./lookups.ts";
import type { EventFieldUse, Gathered, Site } from "./outline.ts";

export function walkTest(node: SourceNode | undefined, place: string, gathered: Gathered): void {
  if (node?.kind !== "map") return;
  gathered.tests.push({ node, place });
  walkTest(childOf(node, "not"), place, gathered);
}

/** The selector's keys, in a map of their own or among a rule's. */
export function walkSelector(node: SourceNode | undefined, place: string, gathered: Gathered): void {
  if (node?.kind !== "map") return;
  gathered.dayRanges.push({ node, first: "since", place });
  const events = { types: walkTypes(node, place, gathered), place };
  walkWhere(node, events, gathered);
  walkEventField(childOf(node, "of"), events, gathered);
  for (const key of SEQUENCE_KEYS) {
    const entry = entryOf(node, key);
    if (entry !== undefined) walkSequence(entry, place, gathered);
  }
}

function walkSequence(entry: Entry, place: string, gathered: Gathered): void {
  const inner = `${quoted(entry.key)} of ${place}`;
  gathered.sequences.push({ entry, place });
  const events = { types: walkTypes(entry.value, inner, gathered), place: inner };
  walkWhere(entry.value, events, gathered);
  for (const name of textsOf(childOf(entry.value, "same"))) walkEventField(name, events, gathered);
}

/** The types that a selector names. */
function walkTypes(selector: SourceNode, place: string, gathered: Gathered): readonly string[] {
  const types = textsOf(childOf(selector, "event"));
  gathered.eventTypes.push(...types.map(({ value: name, span }) => ({ name, span, place })));
  return types.map(({ value }) => value);
}

function walkWhere(selector: SourceNode, events: EventSite, gathered: Gathered): void {
  for (const { key, keyNode, value } of entriesOf(childOf(selector, "where"))) {
    const texts = literalsOf(value).filter(isText);
    gathered.eventFields.push({ name: key, span: keyNode.span, ...events, texts });
    walkTest(value, `${quoted(key)} of ${events.place}`, gathered);
  }
}

/** Which events have a field that is named, and who names it. */
type EventSite = Pick<EventFieldUse, "types" | "place">;

export function walkEventField(
  node: SourceNode | undefined,
  events: EventSite,
  gathered: Gathered,
  texts: readonly TextNode[] = [],
): void {
  if (isText(node)) gathered.eventFields.push({ name: node.value, span: node.span, ...events, texts });
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
      gathered.subjects.push({
        ...{ name: key, span: keyNode.span, test: value, ...site },
        texts: literalsOf(value).filter(isText),
      });
      walkTest(value, `${quoted(key)} of ${site.place}`, gathered);
  }
}
