// A YAML file as plain data with a place on every key and value. Aliases are already written out, map keys are texts
// that occur once, and everything keeps the order of the file.

import type { Span } from "../../diagnostics/location.ts";

export type SourceNode = MapNode | ListNode | ScalarNode;

export interface MapNode {
  readonly kind: "map";
  readonly entries: readonly Entry[];
  readonly span: Span;
}

export interface Entry {
  readonly key: string;
  readonly keyNode: ScalarNode;
  readonly value: SourceNode;
}

export interface ListNode {
  readonly kind: "list";
  readonly items: readonly SourceNode[];
  readonly span: Span;
}

export interface ScalarNode {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
  /** As written, without quotes. */
  readonly source: string;
  /** Something stands here that could not be read, which has been reported. */
  readonly unreadable?: boolean;
  readonly span: Span;
}

export type Path = readonly (string | number)[];

export function entriesOf(node: SourceNode | undefined): readonly Entry[] {
  return node?.kind === "map" ? node.entries : [];
}

export function itemsOf(node: SourceNode | undefined): readonly SourceNode[] {
  return node?.kind === "list" ? node.items : [];
}

export function entryOf(node: SourceNode | undefined, key: string): Entry | undefined {
  return node?.kind === "map" ? indexOf(node).get(key) : undefined;
}

const indexes = new WeakMap<MapNode, ReadonlyMap<string, Entry>>();

function indexOf(node: MapNode): ReadonlyMap<string, Entry> {
  const known = indexes.get(node);
  if (known !== undefined) return known;
  const index = new Map(node.entries.map((entry) => [entry.key, entry]));
  indexes.set(node, index);
  return index;
}

export function childOf(node: SourceNode | undefined, key: string): SourceNode | undefined {
  return entryOf(node, key)?.value;
}

/** The node at a path, `undefined` when there is none. */
export function nodeAt(root: SourceNode, path: Path): SourceNode | undefined {
  let node: SourceNode | undefined = root;
  for (const step of path) {
    node = typeof step === "number" ? itemsOf(node)[step] : childOf(node, step);
  }
  return node;
}

/** Which entry of its own file an entry of a list is, of a list that may come from several files. Counts from 0. */
export function placeInFile(items: readonly SourceNode[], index: number): number {
  const file = items[index]?.span.file;
  return items.slice(0, index).filter(({ span }) => span.file === file).length;
}

/** The scalars of a text or a list of texts. */
export function textsOf(node: SourceNode | undefined): readonly TextNode[] {
  if (node === undefined) return [];
  return (node.kind === "list" ? node.items : [node]).filter(isText);
}

export type TextNode = ScalarNode & { readonly value: string };

export function isText(node: SourceNode | undefined): node is TextNode {
  return node?.kind === "scalar" && typeof node.value === "string";
}

export function isNumber(node: SourceNode | undefined): node is ScalarNode & { readonly value: number } {
  return node?.kind === "scalar" && typeof node.value === "number";
}

/** Every scalar, keys included. */
export function* scalarsOf(node: SourceNode): Generator<ScalarNode> {
  if (node.kind === "scalar") yield node;
  for (const item of itemsOf(node)) yield* scalarsOf(item);
  for (const { keyNode, value } of entriesOf(node)) {
    yield keyNode;
    yield* scalarsOf(value);
  }
}

/** Plain data of the same shape, for the schema. */
export function toPlain(node: SourceNode): unknown {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(toPlain);
  const plain: Record<string, unknown> = Object.create(null);
  for (const { key, value } of node.entries) plain[key] = toPlain(value);
  return plain;
}
