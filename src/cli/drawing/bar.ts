// Bars of block characters, exact to an eighth of a column.

const FULL = "█";
/** By how many eighths they fill. */
const PARTS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/**
 * A bar that is `width` columns long where `value` is `full` or more. The smallest value above zero shows, and only what
 * is full looks full. Nothing for zero and below.
 */
export function drawBar(value: number, full: number, width: number): string {
  if (!(value > 0) || !(full > 0) || width < 1) return "";
  const most = PARTS.length * width;
  const eighths = value >= full ? most : Math.round((value / full) * most);
  const shown = value >= full ? most : Math.min(Math.max(eighths, 1), most - 1);
  return FULL.repeat(Math.floor(shown / PARTS.length)) + PARTS[shown % PARTS.length];
}
