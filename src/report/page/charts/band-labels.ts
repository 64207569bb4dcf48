// The names of bands above a histogram, as far as there is room: what does not fit is in the table beside it.

import stringWidth from "fast-string-width";
import { clip } from "../../../values/cut-text.ts";
import type { BandReport } from "../../model.ts";

export interface ShownBand extends Pick<BandReport, "band" | "scores"> {
  /** Of the group's contacts, as text. */
  readonly share: string;
}

export interface BandLabel {
  /** Where its region begins, as a score; the left end of the chart where the band begins further left. */
  readonly from: number;
  /** It begins within the chart. */
  readonly edge: boolean;
  readonly name: string;
  readonly share: string;
}

/** Of a character of 12 pixels, rather too much. */
const CHARACTER = 8;
const PADDING = 10;
/** Regions that are narrower are not told apart. */
const NARROWEST = 8;
/** Three characters and the ellipsis: less of a name says nothing. */
const LEAST_CUT = 4;

export function labelBands(
  bands: readonly ShownBand[],
  [low, high]: readonly [number, number],
  width: number,
): readonly BandLabel[] {
  return bands.flatMap(({ band, scores, share }) => {
    if (scores === undefined) return [];
    const from = Math.max(scores.from ?? low, low);
    const until = Math.min(scores.until ?? high, high);
    if (until <= from || from >= high) return [];
    const pixels = ((until - from) / (high - low)) * width;
    if (pixels < NARROWEST) return [];
    const room = (pixels - PADDING) / CHARACTER;
    return [
      { from, edge: from > low, name: fitted(band, room), share: stringWidth(share) <= room ? share : "" },
    ];
  });
}

/** Nothing where not even a beginning fits. */
function fitted(name: string, room: number): string {
  const shown = clip(name, room);
  return shown === name || stringWidth(shown) >= LEAST_CUT ? shown : "";
}
