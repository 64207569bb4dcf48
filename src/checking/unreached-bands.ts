import {
  commonScores,
  type ScoreRange,
  type ScoreSet,
  scoresThatHold,
  subtractScores,
} from "../evaluate/bounds/score-sets.ts";
import type { Group } from "../rulebook/model.ts";

export interface UnreachedBand {
  readonly band: string;
  /** The score's own bounds keep it out, or the bands before it leave it nothing. */
  readonly why: "range" | "taken";
}

/** The bands of a group that no score in the range gets; those behind one without a test are left aside. */
export function findUnreachedBands({ bands }: Group, range: ScoreRange): readonly UnreachedBand[] {
  const unreached: UnreachedBand[] = [];
  let left: ScoreSet = [range];
  for (const { id, test } of bands) {
    if (test === undefined) {
      if (left.length === 0) unreached.push({ band: id, why: "taken" });
      break;
    }
    const wanted = scoresThatHold(test);
    if (wanted === undefined) continue;
    if (commonScores(left, wanted).length === 0) {
      const isInRange = commonScores([range], wanted).length > 0;
      unreached.push({ band: id, why: isInRange ? "taken" : "range" });
    }
    left = subtractScores(left, wanted);
  }
  return unreached;
}
