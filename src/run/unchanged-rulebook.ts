// A rulebook that says what it said when it was last used is not parsed again.

import type { ReadRulebook, RulebookFile } from "../rulebook/model.ts";
import { LARGEST_RULEBOOK, readTextFile } from "../rulebook/text-files.ts";
import { peekResolved } from "../store/runs/kept-rulebooks.ts";

/**
 * The rulebook at `path` as the newest run or import of the database at `db` has resolved it, where its file and all that
 * it includes hold the same texts as then. `undefined` where it has to be read, whatever the reason; never throws.
 * What is included is found by the names it had then: they follow from the texts and from `path`, which is the same.
 */
export function findUnchanged(path: string, db: string, build: string | undefined): ReadRulebook | undefined {
  const kept = peekResolved(db, build);
  const files = kept?.rulebook.files ?? [];
  return files[0]?.name === path && files.every(isUnchanged) ? kept : undefined;
}

function isUnchanged({ name, text }: RulebookFile): boolean {
  try {
    const found = readTextFile(name, LARGEST_RULEBOOK);
    return found.kind === "text" && found.text === text;
  } catch {
    return false;
  }
}
