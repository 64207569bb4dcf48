import { diagnose } from "../../diagnostics/diagnostic.ts";
import { closestName } from "../../diagnostics/suggest.ts";
import { PRESETS } from "../presets/all-presets.ts";
import { childOf, isText } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** A preset that there is not. */
export const unknownPreset: Check = ({ sources }) =>
  sources.flatMap(({ written }) => {
    const name = childOf(written, "preset");
    if (!isText(name) || PRESETS.has(name.value)) return [];
    const names = [...PRESETS.keys()];
    return [diagnose("unknown-preset", name.span, name.value, names, suggest(name.value, names))];
  });

/** Also where only the product is named, or only what it exports. */
function suggest(written: string, names: readonly string[]): string | undefined {
  const key = written.toLowerCase().replace(/[^a-z_.]+/g, "_");
  const part = names.find((name) => key !== "" && name.split(".").includes(key));
  return closestName(key, names, 6) ?? part ?? names.find((name) => name === key);
}
