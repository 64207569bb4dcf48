import { diagnose } from "../../diagnostics/diagnostic.ts";
import type { ScoreRange } from "../../evaluate/bounds/score-sets.ts";
import { definitionOf } from "../../rulebook/outline/lookups.ts";
import { placeName } from "../../rulebook/place.ts";
import { childOf, entryOf } from "../../rulebook/source/source-tree.ts";
import { wordRange } from "../score-wording.ts";
import { findUnreachedBands } from "../unreached-bands.ts";
import type { Advice } from "./advice.ts";

/** Bands that no score can lie in. */
export const bandNeverApplies: Advice = ({ rulebook, outline, ranges }) =>
  rulebook.groups.flatMap((group) => {
    const range = ranges.get(group.id)!;
    const bands = childOf(definitionOf(outline, "groups", group.id)!.value, "bands");
    return findUnreachedBands(group, range).map(({ band, why }) => {
      const { span } = entryOf(bands, band)!.keyNode;
      const place = placeName(["groups", group.id]);
      return diagnose("band-never-applies", span, band, place, ...reason(why, range));
    });
  });

function reason(why: "range" | "taken", range: ScoreRange): readonly [why: string, help: string] {
  return why === "taken"
    ? ["the bands before it take all its scores", "bands are tried in order: put the narrower one first"]
    : [
        `the score ${wordRange(range)}`,
        'move its bounds, or "min", "max" and the caps of the rules that bound the score',
      ];
}
