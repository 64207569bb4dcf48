import { diagnose } from "../../diagnostics/diagnostic.ts";
import { membershipActions } from "../../rulebook/outline/lookups.ts";
import { placeName } from "../../rulebook/place.ts";
import { childOf } from "../../rulebook/source/source-tree.ts";
import type { Advice } from "./advice.ts";

/** Segments and labels that nothing can put anybody in. */
export const nobodyAdded: Advice = ({ outline }) =>
  (["segment", "label"] as const).flatMap((thing) => {
    const added = membershipActions(outline, thing)
      .filter(({ kind }) => kind === `add_${thing}`)
      .map(({ id }) => id);
    return outline.sections[`${thing}s`]
      .filter(({ key, value }) => childOf(value, "when") === undefined && !added.includes(key))
      .map(({ key, keyNode }) =>
        diagnose("nobody-added", keyNode.span, placeName([`${thing}s`, key]), thing),
      );
  });
