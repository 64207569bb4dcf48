import { distance } from "fastest-levenshtein";

/** The candidate that `written` is probably a slip of; `undefined` when none is close. Of equally close ones the first. */
export function closestName(
  written: string,
  candidates: Iterable<string>,
  mostSlips = 4,
): string | undefined {
  const key = written.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.min(mostSlips, allowedSlips(key)) + 1;
  for (const candidate of candidates) {
    if (candidate === written || Math.abs(candidate.length - key.length) >= bestDistance) continue;
    const slips = distance(key, candidate.toLowerCase());
    if (slips < bestDistance) {
      best = candidate;
      bestDistance = slips;
    }
  }
  return best;
}

/** The candidates with the closest first; the rest keep their order. */
export function closestFirst(written: string, candidates: readonly string[]): readonly string[] {
  const close = closestName(written, candidates);
  return close === undefined ? candidates : [close, ...candidates.filter((name) => name !== close)];
}

/** One slip in every three letters; names of one or two letters are too short to tell. */
function allowedSlips(key: string): number {
  if (key.length < 3) return 0;
  return Math.floor((key.length + 1) / 3);
}
