import { LARGEST_POINTS, type Micro } from "../values/decimal.ts";

/** A result that is larger than any score may be; `source` names the rule or group, such as `rule "spent"`. */
export class PointsRangeError extends Error {
  override readonly name = "PointsRangeError";
  readonly source: string;

  constructor(source: string) {
    super(`${source} gives more than 9,000,000,000 points either way`);
    this.source = source;
  }
}

/** The points themselves. Throws a PointsRangeError when they are out of range. */
export function inRange(points: Micro, kind: "rule" | "group", id: string): Micro {
  if (points > LARGEST_POINTS || points < -LARGEST_POINTS) throw new PointsRangeError(`${kind} "${id}"`);
  return points;
}
