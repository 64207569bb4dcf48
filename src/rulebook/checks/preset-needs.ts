import { diagnose } from "../../diagnostics/diagnostic.ts";
import { shown } from "../describe.ts";
import { presetOf } from "../presets/add-preset.ts";
import { childOf, entryOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** What a product's exports lack, and the author has not said. */
export const presetNeeds: Check = ({ sources }) =>
  sources.flatMap(({ written, place, kind }) => {
    if (kind === undefined) return [];
    const { value } = entryOf(written, "preset") ?? {};
    return (presetOf(written)?.needs ?? []).flatMap(({ constant, instead, example }) => {
      const isSaid = entryOf(childOf(written, "constants"), constant) ?? entryOf(written, instead);
      if (isSaid !== undefined || value === undefined) return [];
      const preset = shown(value).replaceAll('"', "");
      return [diagnose("preset-needs", value.span, place, preset, constant, instead, example)];
    });
  });
