// How often and for how long the events of a rule count, with all short forms written out.

import { divideRounded, type Micro, micro, parseDecimal } from "../../values/decimal.ts";
import { parseDuration } from "../../values/duration.ts";
import type { CalendarPeriod, Decay, Limit } from "../rule-model.ts";
import { CALENDAR_PERIODS, type DecayShape, type LimitShape } from "../schema/rules.ts";
import { exactIfAny } from "./resolve-tests.ts";

const DAYS_PER_WEEK = 7;

export function resolveLimits(shape: LimitShape | undefined): readonly Limit[] {
  if (shape === undefined) return [];
  const limits = Array.isArray(shape) ? shape : [shape];
  return limits.map((limit) =>
    limit === "once"
      ? { times: 1, per: undefined, perEach: undefined }
      : { times: limit.times, per: resolveStretch(limit.per), perEach: limit.per_each },
  );
}

function resolveStretch(per: string | undefined): Limit["per"] {
  if (per === undefined) return undefined;
  const period = CALENDAR_PERIODS.find((known): known is CalendarPeriod => known === per);
  return period === undefined
    ? { kind: "rolling", duration: parseDuration(per)! }
    : { kind: "calendar", period };
}

export function resolveDecay(shape: DecayShape | undefined): Decay | undefined {
  if (shape === undefined) return undefined;
  const downTo = exactIfAny(shape.down_to);
  if ("half_life" in shape) {
    const { count, unit } = parseDuration(shape.half_life)!;
    return { kind: "half_life", days: unit === "week" ? count * DAYS_PER_WEEK : count, downTo };
  }
  return { kind: "steps", by: fractionOf(shape.by), every: parseDuration(shape.every)!, downTo };
}

/** "12.5%" is 0.125, exactly: the percentage has at most four decimals. */
function fractionOf(percentage: string): Micro {
  return micro(divideRounded(parseDecimal(percentage.replace("%", ""))!, 100n));
}
