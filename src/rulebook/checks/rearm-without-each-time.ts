import { diagnose } from "../../diagnostics/diagnostic.ts";
import { placeName } from "../place.ts";
import { childOf, entryOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** `rearm` of a trigger that fires once. A misspelt `fires` has been reported for itself. */
export const rearmWithoutEachTime: Check = ({ sections }) =>
  sections.triggers.flatMap(({ key, value }) => {
    const rearm = entryOf(value, "rearm");
    const fires = childOf(value, "fires");
    const firesOnce = fires === undefined || (fires.kind === "scalar" && fires.value === "once");
    if (rearm === undefined || !firesOnce) return [];
    return [diagnose("rearm-without-each-time", rearm.keyNode.span, placeName(["triggers", key]))];
  });
