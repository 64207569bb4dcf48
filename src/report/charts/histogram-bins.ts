// Which bins a histogram shows: a few far outliers would leave the rest a sliver, and too many bins cannot be told apart.

import type { Distribution } from "../model.ts";

export interface Bin {
  /** Scores from here up to, and without, `until`. */
  readonly from: number;
  readonly until: number;
  readonly contacts: number;
  readonly before: number | undefined;
}

export interface ShownBins {
  readonly bins: readonly Bin[];
  readonly width: number;
  /** Contacts with scores lower or higher than those shown. */
  readonly lower: number;
  readonly higher: number;
}

const MOST_BINS = 60;
/** Of the contacts, may be left out at an end to show the others larger. */
const FEW = 0.002;
/** Times smaller the range must become for that. */
const WORTH_IT = 2;

export function chooseBins({ bins, width, lower, higher }: Distribution): ShownBins {
  const all = bins.map((bin) => ({ ...bin, until: bin.from + width }));
  const [start, end] = withoutOutliers(all);
  const near = all.slice(start, end);
  const times = Math.max(1, Math.ceil(near.length / MOST_BINS));
  return {
    bins: merged(near, width, times),
    width: width * times,
    lower: lower + sum(all.slice(0, start)),
    higher: higher + sum(all.slice(end)),
  };
}

/** Where the shown bins begin, and where they end. */
function withoutOutliers(bins: readonly Bin[]): readonly [number, number] {
  const few = sum(bins) * FEW;
  const start = countFew(bins, few);
  const end = bins.length - countFew(bins.toReversed(), few);
  if (bins.length / Math.max(end - start, 20) < WORTH_IT) return [0, bins.length];
  return [start, end];
}

/** How many of the first bins have no more than `few` contacts together. */
function countFew(bins: readonly Bin[], few: number): number {
  let contacts = 0;
  const enough = bins.findIndex((bin) => {
    contacts += bin.contacts;
    return contacts > few;
  });
  return Math.max(enough, 0);
}

/** The edges are multiples of the new width, as far as the old ones are. */
function merged(bins: readonly Bin[], width: number, times: number): readonly Bin[] {
  if (times === 1) return bins;
  const together = new Map<number, Bin>();
  for (const bin of bins) {
    const place = Math.floor(Math.round(bin.from / width) / times);
    const before = together.get(place);
    together.set(
      place,
      before === undefined ? widened(bin, place * times * width, times * width) : added(before, bin),
    );
  }
  return [...together.values()];
}

const widened = (bin: Bin, from: number, width: number): Bin => ({ ...bin, from, until: from + width });

function added(one: Bin, other: Bin): Bin {
  const before =
    one.before === undefined && other.before === undefined
      ? undefined
      : (one.before ?? 0) + (other.before ?? 0);
  return { ...one, contacts: one.contacts + other.contacts, before };
}

const sum = (bins: readonly Bin[]) => bins.reduce((total, bin) => total + bin.contacts, 0);
