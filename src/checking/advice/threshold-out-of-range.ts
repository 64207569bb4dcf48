import { diagnose } from "../../diagnostics/diagnostic.ts";
import { commonScores } from "../../evaluate/bounds/score-sets.ts";
import { wordRange } from "../score-wording.ts";
import { findThresholds } from "../thresholds.ts";
import type { Advice } from "./advice.ts";

/** Tests of scores that no score of the group can pass. */
export const thresholdOutOfRange: Advice = ({ rulebook, outline, ranges }) =>
  findThresholds(rulebook, outline).flatMap(({ group, name, span, place, wanted }) => {
    const range = ranges.get(group)!;
    if (commonScores([range], wanted).length > 0) return [];
    return [diagnose("threshold-out-of-range", span, name, place, wordRange(range))];
  });
