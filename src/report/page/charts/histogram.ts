// A group's scores: a bar a bin in the colour of its band, the bands as regions with their names, and the compared run as
// a line over the bars.

import {
  axisX,
  axisY,
  gridY,
  lineY,
  type Markish,
  type PlotOptions,
  rectY,
  ruleX,
  ruleY,
  text,
} from "@observablehq/plot";
import { formatNumber, formatShort } from "../numbers.ts";
import { colourAt } from "./band-colours.ts";
import { type BandLabel, labelBands, type ShownBand } from "./band-labels.ts";

export interface Bin {
  /** Scores from here up to, and without, `until`. */
  readonly from: number;
  readonly until: number;
  readonly contacts: number;
  readonly before: number | undefined;
}

interface Size {
  readonly width: number;
  readonly height: number;
  readonly marginLeft: number;
  readonly ticks: number;
}

/** For columns of text, and for telephones. */
export const HISTOGRAM_SIZES = {
  wide: { width: 760, height: 270, marginLeft: 52, ticks: 9 },
  narrow: { width: 340, height: 240, marginLeft: 42, ticks: 5 },
} as const satisfies Record<string, Size>;

const MARGIN_RIGHT = 10;
const MARGIN_TOP = 44;
/** Points have two places at most. */
const FINEST_LABEL = 0.01;
/** A bin this many times as high as the next one is cut off, so that the others can be seen. */
const TOWERING = 2.5;

export function histogramOptions(bins: readonly Bin[], bands: readonly ShownBand[], size: Size): PlotOptions {
  const domain: [number, number] = [bins[0]!.from, bins.at(-1)!.until];
  const top = visibleTop(bins);
  const labels = labelBands(bands, domain, size.width - size.marginLeft - MARGIN_RIGHT);
  return {
    width: size.width,
    height: size.height,
    marginLeft: size.marginLeft,
    marginRight: MARGIN_RIGHT,
    marginTop: labels.length > 0 ? MARGIN_TOP : 14,
    marginBottom: 30,
    x: { domain, label: null },
    y: { domain: [0, top], label: null },
    marks: [
      gridY({ ticks: wholeTicks(top), stroke: "var(--line)", strokeOpacity: 1 }),
      axisY({
        ticks: wholeTicks(top),
        tickSize: 0,
        tickPadding: 8,
        tickFormat: formatShort,
        fontSize: 12,
        fill: "var(--quiet)",
      }),
      ...bars(bins, bands, top),
      compared(bins, top),
      ...regions(labels),
      ...cutOff(bins, top),
      ruleY([0], { stroke: "var(--ink)" }),
      axisX({
        ticks: Math.min(size.ticks, Math.round((domain[1] - domain[0]) / FINEST_LABEL)),
        tickSize: 5,
        tickFormat: formatShort,
        fontSize: 12,
        fill: "var(--quiet)",
        stroke: "var(--quiet)",
      }),
    ],
  };
}

function bars(bins: readonly Bin[], bands: readonly ShownBand[], top: number): readonly Markish[] {
  const colours = new Set(bins.map((bin) => colourAt((bin.from + bin.until) / 2, bands)));
  return [...colours].map((colour) =>
    rectY(
      bins.filter((bin) => colourAt((bin.from + bin.until) / 2, bands) === colour),
      {
        x1: "from",
        x2: "until",
        y: (bin: Bin) => Math.min(bin.contacts, top),
        fill: colour,
        insetLeft: 0.5,
        insetRight: 0.5,
      },
    ),
  );
}

function compared(bins: readonly Bin[], top: number): Markish {
  if (bins.every(({ before }) => before === undefined)) return null;
  const corners = bins.flatMap(({ from, until, before = 0 }) => {
    const y = Math.min(before, top);
    return [
      { x: from, y },
      { x: until, y },
    ];
  });
  return lineY(corners, { x: "x", y: "y", stroke: "var(--ink)", strokeWidth: 1.25, strokeLinejoin: "miter" });
}

/** Where a band begins a line stands; its name hangs at the top, and its share below that. */
function regions(labels: readonly BandLabel[]): readonly Markish[] {
  const label = { frameAnchor: "top", textAnchor: "start", dx: 5, lineAnchor: "top", fontSize: 12 } as const;
  return [
    ruleX(
      labels.filter(({ edge }) => edge),
      { x: "from", stroke: "var(--quiet)", strokeDasharray: "2,3", insetTop: -MARGIN_TOP + 6 },
    ),
    text(labels, {
      ...label,
      x: "from",
      text: "name",
      dy: -MARGIN_TOP + 6,
      fill: "var(--ink)",
      fontWeight: 600,
    }),
    text(labels, { ...label, x: "from", text: "share", dy: -MARGIN_TOP + 22, fill: "var(--quiet)" }),
  ];
}

/** A bar that goes on beyond the chart is broken near its end and says how far it would go. */
function cutOff(bins: readonly Bin[], top: number): readonly Markish[] {
  const higher = bins.filter(({ contacts }) => contacts > top);
  return [
    ruleY(higher, { x1: "from", x2: "until", y: top * 0.9, stroke: "var(--paper)", strokeWidth: 3 }),
    text(higher, {
      x: (bin: Bin) => bin.until,
      y: top * 0.955,
      text: (bin: Bin) => formatNumber(bin.contacts),
      textAnchor: "start",
      dx: 4,
      fontSize: 12,
      fill: "var(--ink)",
      stroke: "var(--paper)",
      strokeWidth: 5,
    }),
  ];
}

function visibleTop(bins: readonly Bin[]): number {
  const [highest = 0, next = 0] = bins
    .map(({ contacts, before = 0 }) => Math.max(contacts, before))
    .sort((a, b) => b - a);
  return Math.max(next > 0 && highest > next * TOWERING ? next * 1.4 : highest, 1);
}

/** Contacts come in whole numbers. */
const wholeTicks = (top: number) => (top < 4 ? Array.from({ length: Math.floor(top) + 1 }, (_, i) => i) : 4);
