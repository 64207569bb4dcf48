import { placeName } from "../place.ts";
import { pointsKind } from "../points-kind.ts";
import { dateSource } from "../schema/rules.ts";
import {
  childOf,
  type Entry,
  entriesOf,
  isText,
  itemsOf,
  type SourceNode,
  type TextNode,
  textsOf,
} from "../source/source-tree.ts";
import type { Gathered, Site } from "./outline.ts";
import { walkCondition, walkEventField, walkSelector, walkTest } from "./walk-conditions.ts";

export function walkTrait(entry: Entry, site: Site, gathered: Gathered): void {
  for (const { value } of entriesOf(entry.value)) walkSelector(value, site.place, gathered);
}

export function walkGroup(entry: Entry, site: Site, gathered: Gathered): void {
  walkSelector(childOf(entry.value, "reset"), `"reset" of ${site.place}`, gathered);
  for (const band of entriesOf(childOf(entry.value, "bands"))) {
    // Without a test a band takes every score: there is nothing to look at.
    if (entriesOf(band.value).length > 0)
      walkTest(band.value, placeName(["groups", entry.key, "bands", band.key]), gathered);
  }
}

export function walkRule(entry: Entry, site: Site, gathered: Gathered): void {
  const rule = entry.value;
  const active = childOf(rule, "active");
  const points = childOf(rule, "points");
  walkCondition(childOf(rule, "when"), site, gathered);
  if (active?.kind === "map") {
    gathered.dayRanges.push({ node: active, first: "from", place: `"active" of ${site.place}` });
  }
  for (const row of itemsOf(points)) walkTest(row, `a row of ${site.place}`, gathered);
  const formula = isText(childOf(points, "of")) ? points : undefined;
  walkTest(formula, `the points of ${site.place}`, gathered);
  const types = textsOf(childOf(rule, "event")).map(({ value }) => value);
  walkLimits(childOf(rule, "limit"), types, site, gathered);
  const looksAt = [childOf(rule, "by"), childOf(formula, "of")];
  const since = childOf(rule, "since");
  // A date in its stead is reported with the shape.
  const isNamed = isText(since) && dateSource.safeParse(since.value).success;
  if (childOf(rule, "every") !== undefined && isNamed) looksAt.push(since);
  const texts = rowTexts(points);
  if (childOf(rule, "event") === undefined) {
    for (const node of looksAt) walkValue(node, site, gathered, texts);
  } else {
    walkSelector(rule, site.place, gathered);
    for (const node of looksAt) walkEventField(node, { types, place: site.place }, gathered, texts);
  }
}

/** What a table such as {free: 0, pro: 5} looks up. */
function rowTexts(points: SourceNode | undefined): readonly TextNode[] {
  if (pointsKind(points) !== "table") return [];
  return entriesOf(points).flatMap(({ key, keyNode }) =>
    isText(keyNode) && key !== "otherwise" ? [keyNode] : [],
  );
}

function walkLimits(
  limit: SourceNode | undefined,
  types: readonly string[],
  site: Site,
  gathered: Gathered,
): void {
  const events = { types, place: `"limit" of ${site.place}` };
  for (const one of limit?.kind === "list" ? limit.items : [limit]) {
    walkEventField(childOf(one, "per_each"), events, gathered);
  }
}

/** `of`, `by` or `since` outside event rules. */
function walkValue(
  node: SourceNode | undefined,
  site: Site,
  gathered: Gathered,
  texts: readonly TextNode[],
): void {
  if (isText(node)) {
    gathered.subjects.push({ name: node.value, span: node.span, test: undefined, ...site, texts });
  }
}

export function walkClass(entry: Entry, site: Site, gathered: Gathered): void {
  if (itemsOf(childOf(entry.value, "highest")).length > 0) return;
  for (const { value } of entriesOf(entry.value)) walkCondition(value, site, gathered);
}

export function walkCollection(entry: Entry, site: Site, gathered: Gathered): void {
  walkCondition(childOf(entry.value, "when"), site, gathered);
}

export function walkTrigger(entry: Entry, site: Site, gathered: Gathered): void {
  for (const key of ["when", "unless", "rearm"]) walkCondition(childOf(entry.value, key), site, gathered);
  itemsOf(childOf(entry.value, "do")).forEach((action, i) => {
    const place = placeName(["triggers", entry.key, "do", i]);
    for (const { value } of entriesOf(childOf(action, "with"))) {
      if (isText(value))
        gathered.templates.push({ text: value.value, span: value.span, scope: site.scope, place });
    }
  });
}
