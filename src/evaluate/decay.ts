// Decay: what an award is worth as it ages.

import type { Decay } from "../rulebook/rule-model.ts";
import type { Instant } from "../values/calendar.ts";
import { divideRounded, type Micro, micro, ONE } from "../values/decimal.ts";
import { type Fraction, halfToThe, power } from "../values/fraction.ts";
import type { Moment } from "./moment.ts";

export type CompiledDecay = (points: Micro, at: Instant) => Micro;

/** What is left of one point after `periods` whole periods. */
type Remainder = (periods: number) => Fraction;

export function compileDecay(decay: Decay | undefined, { asOf, calendar }: Moment): CompiledDecay {
  if (decay === undefined) return (points) => points;
  const every = decay.kind === "steps" ? decay.every : ({ count: 1, unit: "day" } as const);
  const remainder = remember(compileRemainder(decay));
  return (points, at) => {
    const { numerator, denominator } = remainder(calendar.wholePeriods(at, asOf, every));
    const decayed = micro(divideRounded(points * numerator, denominator));
    return keepDistance(decayed, points, decay.downTo);
  };
}

function compileRemainder(decay: Decay): Remainder {
  switch (decay.kind) {
    case "steps": {
      const base = { numerator: ONE - decay.by, denominator: ONE };
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
function keepDistance(decayed: Micro, points: Micro, downTo: Micro | undefined): Micro {
  if (downTo === undefined) return decayed;
  const isNegative = points < 0n;
  const size = isNegative ? -points : points;
  const least = size < downTo ? size : downTo;
  const left = isNegative ? -decayed : decayed;
  if (left >= least) return decayed;
  return micro(isNegative ? -least : least);
}
