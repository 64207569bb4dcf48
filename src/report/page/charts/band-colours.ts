// A ramp from sand to deep teal that keeps its order for the colour-blind and without colour: bands from low to high.

import type { ShownBand } from "./band-labels.ts";

const STEPS = 7;
export const NO_BAND = "var(--no-band)";

/** The step of the ramp, from 0, of the band that is `index`th of `bands` from the lowest. */
export function bandStep(index: number, bands: number): number {
  return bands === 1 ? 4 : Math.round((index * (STEPS - 1)) / (bands - 1));
}

export const bandColour = (index: number, bands: number): string => `var(--band-${bandStep(index, bands)})`;

/** Of the band whose stretch a score lies in; of a group without bands one for all. */
export function colourAt(score: number, bands: readonly ShownBand[]): string {
  if (bands.length === 0) return "var(--band-3)";
  const index = bands.findIndex(
    ({ scores }) =>
      scores !== undefined && score >= (scores.from ?? -Infinity) && score < (scores.until ?? Infinity),
  );
  return index < 0 ? NO_BAND : bandColour(index, bands.length);
}
