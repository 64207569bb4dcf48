// YAML nodes to the source tree: aliases written out, repeated and unusable keys found.

import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from "yaml";
import { type Diagnostic, diagnose } from "../../diagnostics/diagnostic.ts";
import { otherPlace } from "../../diagnostics/other-place.ts";
import { closestName } from "../../diagnostics/suggest.ts";
import { definedThing, placeName } from "../place.ts";
import { DEEPEST_NESTING } from "./read-yaml.ts";
import { type Entry, entriesOf, type Path, type ScalarNode, type SourceNode } from "./source-tree.ts";
import type { SpanOf } from "./spans.ts";

/** Nodes that aliases may add to a rulebook. */
const MOST_ALIASED_NODES = 10_000;

const YAML_TAG = "tag:yaml.org,2002:";
const CORE_TAGS: ReadonlySet<string> = new Set(["map", "seq", "str", "int", "float", "bool", "null"]);

/** What aliases have added so far to all files of a rulebook. */
export interface AliasBudget {
  aliasedNodes: number;
}

interface Conversion {
  readonly spanOf: SpanOf;
  readonly problems: Diagnostic[];
  readonly anchors: Map<string, Node>;
  /** The nodes that are being converted: an alias to one of them would never end. */
  readonly open: Set<Node>;
  readonly budget: AliasBudget;
  aliasDepth: number;
}

export interface ConversionResult {
  readonly root: SourceNode;
  readonly problems: readonly Diagnostic[];
}

export function convertYaml(contents: Node, spanOf: SpanOf, budget: AliasBudget): ConversionResult {
  const problems: Diagnostic[] = [];
  const conversion: Conversion = {
    spanOf,
    problems,
    anchors: new Map(),
    open: new Set(),
    budget,
    aliasDepth: 0,
  };
  return { root: convertNode(contents, [], conversion), problems };
}

function convertNode(node: Node, path: Path, conversion: Conversion): SourceNode {
  if (isAlias(node)) return convertAlias(node, path, conversion);
  if (conversion.aliasDepth > 0) conversion.budget.aliasedNodes++;
  if ("anchor" in node && node.anchor !== undefined) conversion.anchors.set(node.anchor, node);
  const span = spanOfNode(node, conversion);
  if (path.length > DEEPEST_NESTING) {
    reportOnce(diagnose("nested-too-deep", span, DEEPEST_NESTING), conversion);
    return unreadable(node, conversion);
  }
  if (isForeignTag(node.tag)) {
    conversion.problems.push(diagnose("unknown-tag", span, node.tag.replace(YAML_TAG, "!!")));
    return unreadable(node, conversion);
  }
  conversion.open.add(node);
  const converted = convertContent(node, path, conversion);
  conversion.open.delete(node);
  return converted;
}

function convertContent(node: Node, path: Path, conversion: Conversion): SourceNode {
  const span = spanOfNode(node, conversion);
  if (isMap(node)) return { kind: "map", entries: convertEntries(node, path, conversion), span };
  if (isSeq(node)) {
    const items = (node.items as Node[]).map((item, i) => convertNode(item, [...path, i], conversion));
    return { kind: "list", items, span };
  }
  return isScalar(node) ? { ...scalarOf(node.value, node.source), span } : unreadable(node, conversion);
}

/** The library knows more tags than YAML's core schema has. */
function isForeignTag(tag: string | undefined): tag is string {
  return tag?.startsWith(YAML_TAG) === true && !CORE_TAGS.has(tag.slice(YAML_TAG.length));
}

function convertAlias(
  alias: Node & { readonly source: string },
  path: Path,
  conversion: Conversion,
): SourceNode {
  const { anchors, open, problems, spanOf } = conversion;
  const span = spanOf(alias.range?.[0] ?? 0, alias.range?.[1] ?? 0);
  const target = anchors.get(alias.source);
  if (target === undefined) {
    problems.push(diagnose("unknown-alias", span, alias.source, closestName(alias.source, anchors.keys())));
  } else if (open.has(target)) {
    problems.push(diagnose("alias-of-itself", span, alias.source));
  } else if (conversion.budget.aliasedNodes > MOST_ALIASED_NODES) {
    reportOnce(diagnose("too-many-aliases", span), conversion);
  } else {
    conversion.aliasDepth++;
    const converted = convertNode(target, path, conversion);
    conversion.aliasDepth--;
    return converted;
  }
  return unreadable(alias, conversion);
}

/** What makes the whole file unreadable is said once. */
function reportOnce(problem: Diagnostic, { problems }: Conversion): void {
  if (problems.every(({ code }) => code !== problem.code)) problems.push(problem);
}

function convertEntries(map: YAMLMap, path: Path, conversion: Conversion): readonly Entry[] {
  const entries = new Map<string, Entry>();
  const merged: Entry[] = [];
  for (const pair of map.items as Pair<Node, Node | null>[]) {
    const keyNode = convertKey(pair.key, conversion);
    if (keyNode === undefined) {
      merged.push(...mergedEntries(pair, path, conversion));
      continue;
    }
    const key = String(keyNode.value);
    const first = entries.get(key);
    if (first !== undefined) {
      conversion.problems.push(repeatedKey(key, keyNode, first, path));
      continue;
    }
    const value =
      pair.value === null
        ? nothing(pair.key, conversion)
        : convertNode(pair.value, [...path, key], conversion);
    entries.set(key, { key, keyNode, value });
  }
  // What a merge key brings is taken as meant, so that nothing seems to be missing besides.
  return [...entries.values(), ...merged.filter(({ key }) => !entries.has(key))];
}

function mergedEntries(
  { key, value }: Pair<Node, Node | null>,
  path: Path,
  conversion: Conversion,
): readonly Entry[] {
  if (!isScalar(key) || key.value !== "<<" || value === null) return [];
  return entriesOf(convertNode(value, path, conversion));
}

function convertKey(node: Node, conversion: Conversion): ScalarNode | undefined {
  const span = spanOfNode(node, conversion);
  const { problems } = conversion;
  if (!isScalar(node) || node.value === null || node.value === "" || node.value === "__proto__") {
    problems.push(diagnose("bad-key", span));
    return undefined;
  }
  if (node.value === "<<" && node.type === "PLAIN") {
    problems.push(diagnose("merge-key", span));
    return undefined;
  }
  return { ...scalarOf(node.value, node.source), span };
}

function repeatedKey(key: string, keyNode: ScalarNode, first: Entry, path: Path): Diagnostic {
  const place = otherPlace(first.keyNode.span, keyNode.span);
  const thing = definedThing([...path, key]);
  if (thing !== undefined) return diagnose("duplicate-definition", keyNode.span, thing, place);
  return diagnose("duplicate-key", keyNode.span, key, placeName(path), place);
}

function scalarOf(value: unknown, source: string | undefined): Omit<ScalarNode, "span"> {
  const plain = typeof value === "number" || typeof value === "boolean" || value === null;
  return { kind: "scalar", value: plain ? value : String(value), source: source ?? String(value) };
}

function nothing(node: Node, conversion: Conversion): ScalarNode {
  return { kind: "scalar", value: null, source: "", span: spanOfNode(node, conversion) };
}

function unreadable(node: Node, conversion: Conversion): ScalarNode {
  return { ...nothing(node, conversion), unreadable: true };
}

function spanOfNode(node: Node, { spanOf }: Conversion) {
  return spanOf(node.range?.[0] ?? 0, node.range?.[1] ?? 0);
}
