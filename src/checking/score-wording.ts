import { GREATEST_SCORE, LEAST_SCORE, type ScoreRange } from "../evaluate/bounds/score-sets.ts";
import { formatDecimal } from "../values/decimal.ts";

/** "is at most 60", "lies between -5 and 60", "is always 0". */
export function wordRange({ low, high }: ScoreRange): string {
  const hasLow = low !== LEAST_SCORE;
  const hasHigh = high !== GREATEST_SCORE;
  if (low === high) return `is always ${formatDecimal(low)}`;
  if (hasLow && hasHigh) return `lies between ${formatDecimal(low)} and ${formatDecimal(high)}`;
  return hasLow ? `is at least ${formatDecimal(low)}` : `is at most ${formatDecimal(high)}`;
}
