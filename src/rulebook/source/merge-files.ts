// The sections of a rulebook's files as one tree. Every key and value keeps the place where it is written.

import { type Diagnostic, diagnose } from "../../diagnostics/diagnostic.ts";
import type { Expectation } from "../../diagnostics/expectations.ts";
import { otherPlace } from "../../diagnostics/other-place.ts";
import { definedThing, placeName } from "../place.ts";
import { type Entry, entriesOf, entryOf, itemsOf, type MapNode, type SourceNode } from "./source-tree.ts";

/** How the sections of several files become one: entry by entry, or one list after the other. Others are in one file only. */
const MERGED: ReadonlyMap<string, "map" | "list"> = new Map<string, "map" | "list">([
  ["include", "list"],
  ["ignore", "list"],
  ["sources", "map"],
  ["traits", "map"],
  ["groups", "map"],
  ["rules", "map"],
  ["classes", "map"],
  ["segments", "map"],
  ["labels", "map"],
  ["stages", "map"],
  ["triggers", "map"],
]);

/** What is wrong with a value that is neither a map nor a list, or the other of the two. */
export type WrongValue = (node: SourceNode, section: string, expected: Expectation) => readonly Diagnostic[];

export interface Merged {
  readonly root: MapNode;
  readonly problems: readonly Diagnostic[];
}

/** `roots` in the order in which their entries follow each other; the last is the main file's. */
export function mergeFiles(roots: readonly MapNode[], wrongValue: WrongValue): Merged {
  const main = roots.at(-1)!;
  const problems: Diagnostic[] = [];
  // The main file's keys first: what is missing in the whole is said at its start.
  const keys = new Set([...main.entries, ...roots.flatMap(({ entries }) => entries)].map(({ key }) => key));
  const entries = [...keys].map((key) => {
    const found = roots.flatMap((root) => entryOf(root, key) ?? []);
    return found.length === 1 ? found[0]! : mergeEntries(found, problems, wrongValue);
  });
  return { root: { ...main, entries }, problems };
}

function mergeEntries(found: readonly Entry[], problems: Diagnostic[], wrongValue: WrongValue): Entry {
  const { key, keyNode, value } = found.at(-1)!;
  const kind = MERGED.get(key);
  if (kind === undefined) return keepFirst(found, problems);
  const fitting = found.filter((entry) => entry.value.kind === kind);
  for (const entry of found) {
    if (entry.value.kind !== kind) problems.push(...wrongValue(entry.value, key, expectationOf(key)));
  }
  const values = fitting.map((entry) => entry.value);
  const { span } = fitting.at(-1)?.value ?? value;
  const merged: SourceNode =
    kind === "list"
      ? { kind, items: values.flatMap(itemsOf), span }
      : { kind, entries: mergeDefinitions(key, values, problems), span };
  return { key, keyNode, value: merged };
}

function expectationOf(section: string): Expectation {
  if (section === "include") return "files";
  return section === "ignore" ? "selectors" : (section as Expectation);
}

/** A setting that is made twice. */
function keepFirst(found: readonly Entry[], problems: Diagnostic[]): Entry {
  const [first, ...others] = found;
  for (const { key, keyNode } of others) {
    const place = otherPlace(first!.keyNode.span, keyNode.span);
    problems.push(diagnose("duplicate-key", keyNode.span, key, placeName([]), place));
  }
  return first!;
}

function mergeDefinitions(section: string, values: readonly SourceNode[], problems: Diagnostic[]) {
  const entries = new Map<string, Entry>();
  for (const entry of values.flatMap(entriesOf)) {
    const first = entries.get(entry.key);
    if (first === undefined) {
      entries.set(entry.key, entry);
      continue;
    }
    const { span } = entry.keyNode;
    const thing = definedThing([section, entry.key]) ?? placeName([section, entry.key]);
    problems.push(diagnose("duplicate-definition", span, thing, otherPlace(first.keyNode.span, span)));
  }
  return [...entries.values()];
}
