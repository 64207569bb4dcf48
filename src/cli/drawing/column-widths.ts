// How the room of a terminal is shared among columns.

import type { Column } from "./column.ts";

export interface Widths {
  /** Zero for one that is left out. */
  readonly columns: readonly number[];
  readonly gap: number;
}

interface Attempt {
  readonly gap: number;
  /** What bars must have, each. */
  readonly bars: number;
  /** Columns that may be left out up to this rank are. */
  readonly dropped: 0 | 1 | 2;
  /** Which columns may be cut to what they allow: those that are the first to be left out, or all. */
  readonly cut: "first" | "all";
}

const WIDE_BAR = 16;
const SHORT_BAR = 8;
/** Shorter ones tell nothing. */
const NARROWEST_BAR = 4;

/** Longer texts are cut even where that saves only bars and gaps, so that one of them does not rule a whole table. */
const UUID_LENGTH = 36;

/** Bars come before what is secondary, and all that matters before bars; what is left out spares others a cut. */
const ATTEMPTS: readonly Attempt[] = [
  { gap: 3, bars: WIDE_BAR, dropped: 0, cut: "first" },
  { gap: 3, bars: WIDE_BAR, dropped: 1, cut: "first" },
  { gap: 3, bars: SHORT_BAR, dropped: 1, cut: "first" },
  { gap: 2, bars: NARROWEST_BAR, dropped: 1, cut: "first" },
  { gap: 3, bars: 0, dropped: 0, cut: "first" },
  { gap: 2, bars: 0, dropped: 0, cut: "first" },
  { gap: 2, bars: 0, dropped: 1, cut: "first" },
  { gap: 2, bars: 0, dropped: 1, cut: "all" },
  { gap: 2, bars: 0, dropped: 2, cut: "all" },
];

/** `undefined` where no choice fits into `room`. */
export function chooseWidths(
  columns: readonly Column[],
  natural: readonly number[],
  room: number,
  hasBars: boolean,
): Widths | undefined {
  const barred = hasBars ? columns : columns.map(withoutBar);
  const wantsBars = barred.some(({ bar }) => bar !== undefined);
  for (const attempt of ATTEMPTS.filter(({ bars }) => bars === 0 || wantsBars)) {
    const widths = attemptWidths(barred, natural, room, attempt);
    if (widths !== undefined) return { columns: widths, gap: attempt.gap };
  }
  return undefined;
}

function withoutBar({ bar: _, ...column }: Column): Column {
  return column;
}

function attemptWidths(
  columns: readonly Column[],
  natural: readonly number[],
  room: number,
  { gap, bars, dropped, cut }: Attempt,
): readonly number[] | undefined {
  const widths = columns.map(({ drop = 3 }, place) =>
    drop <= dropped ? 0 : Math.min(natural[place]!, room),
  );
  const barPlaces = [...columns.keys()].filter((place) => columns[place]!.bar !== undefined);
  const reserved = barPlaces.reduce((sum, place) => sum + gap + Math.min(bars, columns[place]!.bar!.most), 0);
  const spare = room - totalWidth(widths, gap) - (bars === 0 ? 0 : reserved);
  const least = columns.map(({ cutTo, drop }, place) => {
    if (cutTo === undefined) return widths[place]!;
    const isSpared = cut === "first" && drop !== 1;
    return Math.min(isSpared ? Math.max(cutTo, UUID_LENGTH) : cutTo, widths[place]!);
  });
  if (!shrink(widths, least, -spare)) return undefined;
  const free = room - totalWidth(widths, gap);
  const each = Math.floor(free / Math.max(barPlaces.length, 1)) - gap;
  for (const place of barPlaces) {
    widths[place] = each < NARROWEST_BAR ? 0 : Math.min(each, columns[place]!.bar!.most);
  }
  return widths;
}

function totalWidth(widths: readonly number[], gap: number): number {
  const shown = widths.filter((width) => width > 0);
  return shown.reduce((sum, width) => sum + width, 0) + gap * Math.max(shown.length - 1, 0);
}

/** The widest first, down to their least; false where that is not enough. */
function shrink(widths: number[], least: readonly number[], excess: number): boolean {
  for (let left = excess; left > 0; left--) {
    let widest = -1;
    for (const [place, width] of widths.entries()) {
      if (width > least[place]! && width > (widths[widest] ?? 0)) widest = place;
    }
    if (widest < 0) return false;
    widths[widest]!--;
  }
  return true;
}
