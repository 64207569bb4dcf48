import { type Diagnostic, diagnose } from "../../diagnostics/diagnostic.ts";
import { quoted } from "../../diagnostics/quote.ts";
import { findScoreRanges } from "../../evaluate/bounds/score-ranges.ts";
import { commonScores, type ScoreRange } from "../../evaluate/bounds/score-sets.ts";
import { definitionOf } from "../../rulebook/outline/lookups.ts";
import { placeName } from "../../rulebook/place.ts";
import { childOf, entryOf } from "../../rulebook/source/source-tree.ts";
import type { AdvisedRulebook } from "../advice/advice.ts";
import { wordRange } from "../score-wording.ts";
import { findThresholds } from "../thresholds.ts";
import { findUnreachedBands } from "../unreached-bands.ts";
import type { DataCheck } from "./data-check.ts";

/** Thresholds and bands that the caps of the rules which award anything keep out of reach, where those of all do not. */
export const outOfReach: DataCheck = (sound, { survey }) => {
  if (survey.contacts === 0) return [];
  const reached = findScoreRanges(sound.rulebook, ({ id }) => survey.rules.get(id)!.awardsWithPoints > 0);
  return [...checkThresholds(sound, reached), ...checkBands(sound, reached)];
};

type Ranges = ReadonlyMap<string, ScoreRange>;

const HELP = "look at the rules that award nothing";

function checkThresholds({ rulebook, outline, ranges }: AdvisedRulebook, reached: Ranges) {
  return findThresholds(rulebook, outline).flatMap(({ group, name, span, place, wanted }) => {
    const range = reached.get(group)!;
    if (commonScores([ranges.get(group)!], wanted).length === 0) return [];
    if (commonScores([range], wanted).length > 0) return [];
    return [diagnose("out-of-reach", span, `what ${place} asks of ${quoted(name)}`, wordRange(range), HELP)];
  });
}

function checkBands({ rulebook, outline, ranges }: AdvisedRulebook, reached: Ranges): readonly Diagnostic[] {
  return rulebook.groups.flatMap((group) => {
    const range = reached.get(group.id)!;
    const known = findUnreachedBands(group, ranges.get(group.id)!).map(({ band }) => band);
    const bands = childOf(definitionOf(outline, "groups", group.id)!.value, "bands");
    return findUnreachedBands(group, range)
      .filter(({ band, why }) => why === "range" && !known.includes(band))
      .map(({ band }) => {
        const what = placeName(["groups", group.id, "bands", band]);
        return diagnose("out-of-reach", entryOf(bands, band)!.keyNode.span, what, wordRange(range), HELP);
      });
  });
}
