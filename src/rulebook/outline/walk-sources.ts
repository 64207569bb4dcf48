import { quoted } from "../../diagnostics/quote.ts";
import { placeName } from "../place.ts";
import { addPreset, fitsKind, presetOf } from "../presets/add-preset.ts";
import { SOURCE_KINDS, type SourceKind } from "../schema/sources.ts";
import { childOf, type Entry, entriesOf, isText, itemsOf, type MapNode } from "../source/source-tree.ts";
import type { Gathered, SourceUse } from "./outline.ts";
import { walkTest } from "./walk-conditions.ts";

export function gatherSources(root: MapNode): readonly SourceUse[] {
  return entriesOf(childOf(root, "sources")).flatMap(gatherSource);
}

function gatherSource({ key, keyNode, value }: Entry): readonly SourceUse[] {
  if (value.kind !== "map") return [];
  const whole = addPreset(value);
  const place = placeName(["sources", key]);
  return [{ id: key, keyNode, place, written: value, whole, kind: kindOf(value, whole) }];
}

function kindOf(written: MapNode, whole: MapNode): SourceKind | undefined {
  const preset = presetOf(written);
  const isKnown = preset !== undefined || childOf(written, "preset") === undefined;
  if (!isKnown || (preset !== undefined && !fitsKind(written, preset))) return undefined;
  const node = childOf(whole, "kind");
  return isText(node) ? SOURCE_KINDS.find((kind) => kind === node.value) : undefined;
}

/** The tests of its rows are looked at like any others. */
export function walkSource({ id, written }: SourceUse, gathered: Gathered): void {
  itemsOf(childOf(written, "rows")).forEach((row, i) => {
    const place = placeName(["sources", id, "rows", i]);
    for (const { key, value } of entriesOf(childOf(row, "when"))) {
      walkTest(value, `${quoted(key)} of ${place}`, gathered);
    }
  });
}
