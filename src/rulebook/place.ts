// Names for places in a rulebook, as messages use them.

import { quoted } from "../diagnostics/quote.ts";
import type { Path } from "./source/source-tree.ts";

/** Sections whose keys are ids, and what one entry is called. */
export const SECTION_THINGS: ReadonlyMap<string, string> = new Map<string, string>([
  ["sources", "source"],
  ["traits", "trait"],
  ["groups", "group"],
  ["rules", "rule"],
  ["classes", "class"],
  ["segments", "segment"],
  ["labels", "label"],
  ["stages", "stage"],
  ["triggers", "trigger"],
]);

/** `rule "opened"` for the path of a definition, also `band "hot" of group "ski"`; else `undefined`. */
export function definedThing(path: Path): string | undefined {
  const [section, id, inner, innerId] = path;
  const thing = SECTION_THINGS.get(String(section));
  if (thing === undefined || id === undefined) return undefined;
  const owner = `${thing} ${quoted(String(id))}`;
  if (path.length === 2) return owner;
  if (section === "sources" && inner === "fields" && path.length === 4) {
    return `field ${quoted(String(innerId))} of ${owner}`;
  }
  if (section === "groups" && inner === "bands" && path.length === 4) {
    return `band ${quoted(String(innerId))} of ${owner}`;
  }
  if (section === "classes" && path.length === 3 && inner !== "highest" && inner !== "at_least") {
    return `case ${quoted(String(inner))} of ${owner}`;
  }
  return undefined;
}

/** What a path leads to, in words: `the rulebook`, `rule "opened"`, `"points" of rule "opened"`, `action 2 of trigger "x"`. */
export function placeName(path: Path): string {
  if (path.length === 0) return "the rulebook";
  const thing = definedThing(path);
  if (thing !== undefined) return thing;
  const last = path.at(-1)!;
  if (path.length === 1) return quoted(String(last));
  const outer = path.slice(0, -1);
  if (typeof last === "string") return `${quoted(last)} of ${placeName(nearest(outer))}`;
  const isNamed = ITEM_THINGS.get(String(outer.at(-1))) !== undefined;
  return `${itemName(last, outer)} of ${placeName(isNamed ? outer.slice(0, -1) : outer)}`;
}

/** The definition, section or setting that a path lies in. */
export function thingOf(path: Path): Path {
  return path.slice(0, SECTION_THINGS.get(String(path[0])) === undefined ? 1 : 2);
}

/** Deep places are named by their nearest key and the thing that they belong to. */
function nearest(path: Path): Path {
  if (path.length <= 2 || definedThing(path) !== undefined || isNamedItem(path)) return path;
  return nearest(path.slice(0, -1));
}

/** Lists whose entries have a name of their own. */
const ITEM_THINGS: ReadonlyMap<string, string> = new Map<string, string>([
  ["do", "action"],
  ["rows", "row"],
]);

/** Also the row of a source. */
function isNamedItem(path: Path): boolean {
  const [section, , list] = path;
  if (path.length !== 4) return false;
  return (section === "triggers" && list === "do") || (section === "sources" && list === "rows");
}

function itemName(index: number, list: Path): string {
  return `${ITEM_THINGS.get(String(list.at(-1))) ?? "entry"} ${index + 1}`;
}
