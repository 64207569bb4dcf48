import { diagnose } from "../../diagnostics/diagnostic.ts";
import { fitsKind, presetOf } from "../presets/add-preset.ts";
import { entryOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** A preset of contacts for a source of events, and the like. */
export const presetKind: Check = ({ sources }) =>
  sources.flatMap(({ written, place }) => {
    const preset = presetOf(written);
    if (preset?.source.kind === undefined || fitsKind(written, preset)) return [];
    const { value } = entryOf(written, "kind")!;
    const name = entryOf(written, "preset")!.value;
    return [
      diagnose(
        "preset-kind",
        value.span,
        place,
        name.kind === "scalar" ? name.source : "",
        preset.source.kind,
      ),
    ];
  });
