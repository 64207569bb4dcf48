// A line of sizes over the runs, small enough for a table: its own scale, the last point marked.

import { dot, lineY, type PlotOptions, rectY, ruleY } from "@observablehq/plot";

const FRAME = { axis: null, margin: 0 } as const;
const COLUMN = { x1: "x1", x2: "x2", y: "y", insetRight: 1 } as const;

/** `values`, the oldest first. */
export function sparklineOptions(values: readonly number[]): PlotOptions {
  const lowest = Math.min(...values);
  const highest = Math.max(...values);
  const margin = (highest - lowest) * 0.12 || 1;
  const points = values.map((y, x) => ({ x, y }));
  return {
    ...FRAME,
    width: 120,
    height: 30,
    insetLeft: 3,
    insetRight: 4,
    x: { ...FRAME, domain: [0, Math.max(values.length - 1, 1)] },
    y: { ...FRAME, domain: [lowest - margin, highest + margin] },
    marks: [
      lineY(points, { x: "x", y: "y", stroke: "var(--accent)", strokeWidth: 1.5 }),
      dot(points.slice(-1), { x: "x", y: "y", r: 2.5, fill: "var(--accent)" }),
    ],
  };
}

/** Columns from zero, the last one marked: for what happens in a run, and is nothing in many. */
export function columnsOptions(values: readonly number[]): PlotOptions {
  const points = values.map((y, x) => ({ x1: x, x2: x + 1, y }));
  return {
    ...FRAME,
    width: 160,
    height: 32,
    x: { ...FRAME, domain: [0, Math.max(values.length, 12)] },
    y: { ...FRAME, domain: [0, Math.max(...values, 1)] },
    marks: [
      rectY(
        points.slice(0, -1).filter(({ y }) => y > 0),
        { ...COLUMN, fill: "var(--faint)" },
      ),
      rectY(
        points.slice(-1).filter(({ y }) => y > 0),
        { ...COLUMN, fill: "var(--accent)" },
      ),
      ruleY([0], { stroke: "var(--line)" }),
    ],
  };
}
