// A source as its author means it: what the preset says, under what the author writes.

import type { Span } from "../../diagnostics/location.ts";
import {
  childOf,
  type Entry,
  entryOf,
  isText,
  type MapNode,
  type ScalarNode,
  type SourceNode,
} from "../source/source-tree.ts";
import { PRESETS } from "./all-presets.ts";
import type { Preset } from "./preset.ts";

/** Maps of which the author's entries are added to the preset's; of other keys the author's stands for the preset's. */
const MERGED_MAPS: readonly string[] = ["fields", "constants", "contact", "identities"];

/** Of these one goes without the other: who writes one does without the preset's other. */
const EXCLUDES: ReadonlyMap<string, string> = new Map<string, string>([
  ["rows", "type"],
  ["type", "rows"],
]);

export function presetOf(source: SourceNode): Preset | undefined {
  const name = childOf(source, "preset");
  return isText(name) ? PRESETS.get(name.value) : undefined;
}

/** What comes from the preset has the place of its name. A source of another kind than its preset stays as it is. */
export function addPreset(source: MapNode): MapNode {
  const preset = presetOf(source);
  if (preset === undefined || !fitsKind(source, preset)) return source;
  const { span } = childOf(source, "preset")!;
  const base = nodeOf(preset.source, span) as MapNode;
  const kept = base.entries.filter(({ key }) => entryOf(source, EXCLUDES.get(key) ?? "") === undefined);
  return { ...source, entries: mergeEntries(kept, source.entries) };
}

export function fitsKind(source: SourceNode, { source: { kind } }: Preset): boolean {
  const written = childOf(source, "kind");
  return written === undefined || (written.kind === "scalar" && written.value === kind);
}

function mergeEntries(base: readonly Entry[], own: readonly Entry[]): readonly Entry[] {
  const written = new Map(own.map((entry) => [entry.key, entry]));
  const known = new Set(base.map(({ key }) => key));
  const merged = base.map((entry) => mergeEntry(entry, written.get(entry.key)));
  return [...merged, ...own.filter(({ key }) => !known.has(key))];
}

function mergeEntry(base: Entry, own: Entry | undefined): Entry {
  if (own === undefined) return base;
  if (!MERGED_MAPS.includes(own.key) || own.value.kind !== "map" || base.value.kind !== "map") return own;
  return { ...own, value: { ...own.value, entries: mergeEntries(base.value.entries, own.value.entries) } };
}

/** Plain data as if it were written at one place. */
export function nodeOf(value: unknown, span: Span): SourceNode {
  if (Array.isArray(value)) return { kind: "list", items: value.map((item) => nodeOf(item, span)), span };
  if (typeof value !== "object" || value === null) return scalarOf(value as ScalarNode["value"], span);
  const entries = Object.entries(value).map(([key, inner]) => ({
    key,
    keyNode: scalarOf(key, span),
    value: nodeOf(inner, span),
  }));
  return { kind: "map", entries, span };
}

function scalarOf(value: ScalarNode["value"], span: Span): ScalarNode {
  return { kind: "scalar", value, source: String(value), span };
}
