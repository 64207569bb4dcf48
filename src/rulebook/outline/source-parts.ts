// The parts of sources that several checks look at.

import { placeName } from "../place.ts";
import {
  childOf,
  type Entry,
  entriesOf,
  itemsOf,
  type MapNode,
  type SourceNode,
  type TextNode,
  textsOf,
} from "../source/source-tree.ts";
import type { SourceUse } from "./outline.ts";

/** A part of a source and how messages name it. */
export interface SourcePart<N extends SourceNode = SourceNode> {
  readonly node: N;
  readonly place: string;
}

export function rowsOf({ id, whole }: SourceUse): readonly SourcePart[] {
  return itemsOf(childOf(whole, "rows")).map((node, i) => ({
    node,
    place: placeName(["sources", id, "rows", i]),
  }));
}

/** The fields that are written as a map, with their types. */
export function typedFieldsOf({ id, whole }: SourceUse): readonly SourcePart<MapNode>[] {
  return entriesOf(childOf(whole, "fields")).flatMap(({ key, value }) =>
    value.kind === "map" ? [{ node: value, place: placeName(["sources", id, "fields", key]) }] : [],
  );
}

/** Dates that are written as a map: `at` of the source and of its rows. */
function datesOf(source: SourceUse): readonly SourcePart[] {
  const sites = [{ node: source.whole, place: source.place }, ...rowsOf(source)];
  return sites.flatMap(({ node, place }) => {
    const at = childOf(node, "at");
    return at === undefined ? [] : [{ node: at, place: `"at" of ${place}` }];
  });
}

/** Where a `format` or a `timezone` may stand, and the source's own. */
export function dateSettingsOf(
  source: SourceUse,
  ownKey: "date_format" | "timezone",
  key: "format" | "timezone",
): readonly SourcePart[] {
  const own = { node: childOf(source.whole, ownKey), place: source.place };
  const others = [...datesOf(source), ...typedFieldsOf(source)].map(({ node, place }) => ({
    node: childOf(node, key),
    place,
  }));
  return [own, ...others].flatMap(({ node, place }) => (node === undefined ? [] : [{ node, place }]));
}

/** Kinds of identities, under each key that holds some. */
export function identitiesOf({ whole }: SourceUse): readonly { key: string; entries: readonly Entry[] }[] {
  return ["key", "identities", "contact"].map((key) => ({ key, entries: entriesOf(childOf(whole, key)) }));
}

/** Every name of a column that the author writes. */
export function columnNamesOf(source: SourceUse): readonly TextNode[] {
  const { whole } = source;
  const dates = datesOf(source).map(({ node }) => node);
  const nodes = [
    childOf(whole, "key"),
    childOf(whole, "type"),
    ...itemsOf(childOf(whole, "id")),
    childOf(whole, "id"),
    ...identitiesOf(source).flatMap(({ entries }) => entries.map(({ value }) => value)),
    ...dates.flatMap((node) => [node, childOf(node, "column")]),
    ...rowsOf(source).map(({ node }) => childOf(node, "count")),
    ...rowsOf(source).flatMap(({ node }) => entriesOf(childOf(node, "when")).map(({ keyNode }) => keyNode)),
    ...entriesOf(childOf(whole, "fields")).flatMap(({ value }) => [
      value,
      childOf(value, "column"),
      ...itemsOf(childOf(value, "multiply")),
    ]),
  ];
  return nodes.flatMap((node) => (node?.kind === "map" ? [] : textsOf(node)));
}
