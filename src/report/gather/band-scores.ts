// Which scores get which band.

import {
  commonScores,
  GREATEST_SCORE,
  LEAST_SCORE,
  type ScoreRange,
  type ScoreSet,
  scoresThatHold,
  subtractScores,
} from "../../evaluate/bounds/score-sets.ts";
import type { Band, Group } from "../../rulebook/model.ts";
import { MICRO_PER_UNIT, micro } from "../../values/decimal.ts";
import type { BandReport } from "../model.ts";

export interface PlacedBand {
  readonly band: Band;
  readonly scores: BandReport["scores"];
}

/** From the lowest scores to the highest; those that no score gets, or whose tests ask for something else, come last. */
export function placeBands(group: Group): readonly PlacedBand[] {
  const range = { low: group.min ?? LEAST_SCORE, high: group.max ?? GREATEST_SCORE };
  return findScores(group, range)
    .toSorted((a, b) => compareLows(a.scores, b.scores))
    .map(({ band, scores }) => ({ band, scores: stretchOf(scores, range) }));
}

interface BandScores {
  readonly band: Band;
  /** `undefined` where that is not known: the band asks for something else than numbers, or stands behind one that does. */
  readonly scores: ScoreSet | undefined;
}

function findScores({ bands }: Group, range: ScoreRange): readonly BandScores[] {
  let left: ScoreSet | undefined = [range];
  return bands.map((band) => {
    const wanted: ScoreSet | undefined = band.test === undefined ? [range] : scoresThatHold(band.test);
    const scores = left && wanted && commonScores(left, wanted);
    left = left && wanted && subtractScores(left, wanted);
    return { band, scores };
  });
}

function compareLows(a: ScoreSet | undefined, b: ScoreSet | undefined): number {
  const [low, other] = [a?.[0]?.low, b?.[0]?.low];
  if (low === undefined || other === undefined)
    return Number(low === undefined) - Number(other === undefined);
  return low < other ? -1 : Number(low > other);
}

/** Where the group's own bounds end a stretch it needs no end. */
function stretchOf(scores: ScoreSet | undefined, range: ScoreRange): BandReport["scores"] {
  const [stretch] = scores ?? [];
  if (stretch === undefined || scores?.length !== 1) return undefined;
  return {
    from: stretch.low === range.low ? undefined : toNumber(stretch.low),
    until: stretch.high === range.high ? undefined : toNumber(micro(stretch.high + 1n)),
  };
}

const toNumber = (value: bigint): number => Number(value) / Number(MICRO_PER_UNIT);
