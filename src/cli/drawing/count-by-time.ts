// How many events there were, step by step, up to an instant.

import type { Instant } from "../../values/calendar.ts";

export interface TimeCounts {
  /** How long a step is, in words: "day". */
  readonly step: string;
  /** The oldest step first, and all up to the end. */
  readonly counts: readonly number[];
}

const DAY_MS = 86_400_000;
/** Lengths that are the same wherever they begin, as months are not. */
const STEPS = [
  { step: "day", days: 1 },
  { step: "week", days: 7 },
  { step: "4 weeks", days: 28 },
  { step: "13 weeks", days: 91 },
  { step: "52 weeks", days: 364 },
] as const;

/**
 * Counts in the shortest steps of which at most so many reach back to the first event; what lies before `most` of the
 * longest is left out. A step holds the instants after its beginning up to its end: `(end - step, end]`.
 */
export function countByTime(times: readonly Instant[], end: Instant, most: number): TimeCounts {
  const past = times.filter((at) => at <= end);
  const first = past.reduce((least, at) => Math.min(least, at), end);
  const reach = (days: number) => Math.floor((end - first) / (days * DAY_MS)) + 1;
  const { step, days } = STEPS.find((each) => reach(each.days) <= most) ?? STEPS[STEPS.length - 1]!;
  const counts = Array.from({ length: Math.min(reach(days), most) }, () => 0);
  for (const at of past) {
    const place = counts.length - 1 - Math.floor((end - at) / (days * DAY_MS));
    if (place >= 0) counts[place] = counts[place]! + 1;
  }
  return { step, counts };
}
