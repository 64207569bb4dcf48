// Decay: what an award is worth as it ages.

import type { Decay } from "../rulebook/rule-model.ts";
import type { Instant } from "../values/calendar.ts";
import { divideRounded, type Micro, micro, ONE } from "../values/decimal.ts";
import { type Fraction, halfToThe, power, reduced } from "../values/fraction.ts";
import { countElapsed, tellNextPeriod } from "./elapsed.ts";
import type { Moment } from "./moment.ts";

export type CompiledDecay = (points: Micro, at: Instant) => Micro;

/** What is left of one point after `periods` whole periods. */
type Remainder = (periods: number) => Fraction;

export function compileDecay(decay: Decay | undefined, moment: Moment): CompiledDecay {
  if (decay === undefined) return (points) => points;
  const every = decay.kind === "steps" ? decay.every : ({ count: 1, unit: "day" } as const);
  const remainder = remember(compileRemainder(decay));
  return (points, at) => {
    const periods = countElapsed(at, every, moment);
    const { numerator, denominator } = remainder(periods);
    const decayed = micro(divideRounded(points * numerator, denominator));
    const least = leastLeft(points, decay.downTo);
    if (sizeOf(decayed) <= least) return micro(points < 0n ? -least : least);
    tellNextPeriod(at, periods, every, moment);
    return decayed;
  };
}

function compileRemainder(decay: Decay): Remainder {
  switch (decay.kind) {
    case "steps": {
      const base = reduced({ numerator: ONE - decay.by, denominator: ONE });
      return (periods) => power(base, periods);
    }
    case "half_life":
      return (days) => halfToThe(days, decay.days);
    default:
      return decay satisfies never;
  }
}

/** Few ages are met again and again, and powers are dear. */
function remember(remainder: Remainder): Remainder {
  const known = new Map<number, Fraction>();
  return (periods) => {
    const found = known.get(periods) ?? remainder(periods);
    known.set(periods, found);
    return found;
  };
}

/** Never nearer to zero than `downTo`, or than the award was at first. */
function leastLeft(points: Micro, downTo: Micro | undefined): bigint {
  if (downTo === undefined) return 0n;
  const size = sizeOf(points);
  return size < downTo ? size : downTo;
}

function sizeOf(points: Micro): bigint {
  return points < 0n ? -points : points;
}
