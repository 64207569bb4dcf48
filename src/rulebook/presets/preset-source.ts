// A preset as a source of its own, to look at an export before there is a rulebook.

import { resolveSources } from "../resolve/resolve-sources.ts";
import type { Source } from "../source-model.ts";
import { nodeOf } from "./add-preset.ts";
import { PRESETS } from "./all-presets.ts";
import type { PresetNeed } from "./preset.ts";

export interface PresetSource {
  /** Its id is the preset's name. What exports do not hold is as the examples of `needs` say. */
  readonly source: Source;
  readonly needs: readonly PresetNeed[];
}

const NOWHERE = { file: "", line: 1, column: 1, endColumn: 1 };

/** `undefined` where no preset has that name. */
export function findPresetSource(name: string): PresetSource | undefined {
  const needs = PRESETS.get(name)?.needs;
  if (needs === undefined) return undefined;
  const constants = Object.fromEntries(needs.map(({ constant, example }) => [constant, example]));
  const [source] = resolveSources(nodeOf({ [name]: { preset: name, constants } }, NOWHERE));
  return { source: source!, needs };
}
