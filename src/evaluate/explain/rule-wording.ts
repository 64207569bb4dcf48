// Limits and decay in words, for explanations.

import type { Decay, Limit } from "../../rulebook/rule-model.ts";
import { formatDecimal, type Micro, micro } from "../../values/decimal.ts";
import { type Duration, formatDuration } from "../../values/duration.ts";
import { countElapsed } from "../elapsed.ts";
import type { Moment } from "../moment.ts";
import type { EventAward } from "../rules.ts";

/** "once", "2 per day", "1 per 90 days for each email_id". */
export function wordLimit({ times, per, perEach }: Limit): string {
  const often = per === undefined ? wordTimes(times) : `${times} per ${wordPer(per)}`;
  return perEach === undefined ? often : `${often} for each ${perEach}`;
}

function wordTimes(times: number): string {
  return times === 1 ? "once" : `${times} times`;
}

function wordPer(per: NonNullable<Limit["per"]>): string {
  return per.kind === "calendar" ? per.period : formatDuration(per.duration);
}

/**
 * How awards lost their worth: "1 month x 50%" where all are of one age, else "50% every 1 month"; `undefined` where
 * none did.
 */
export function wordDecay(
  decay: Decay | undefined,
  awards: readonly EventAward[],
  moment: Moment,
): string | undefined {
  const decayed = awards.filter(({ points, undecayed }) => points !== undecayed);
  if (decay === undefined || decayed.length === 0) return undefined;
  const every: Duration = decay.kind === "steps" ? decay.every : { count: 1, unit: "day" };
  const ages = new Set(decayed.map(({ event }) => countElapsed(event.at, every, moment)));
  const [age] = ages;
  const shared = ages.size === 1 ? age : undefined;
  return `${decay.kind === "steps" ? wordSteps(decay, shared) : wordHalfLife(decay, shared)}${wordFloor(decay, decayed)}`;
}

function wordSteps({ by, every }: Extract<Decay, { kind: "steps" }>, periods: number | undefined): string {
  const share = `${formatDecimal(micro(by * 100n))}%`;
  if (periods === undefined) return `${share} every ${formatDuration(every)}`;
  const { count, unit } = every;
  const stretch =
    count === 1 ? formatDuration({ count: periods, unit }) : `${periods} x ${formatDuration(every)}`;
  return `${stretch} x ${share}`;
}

function wordHalfLife({ days }: Extract<Decay, { kind: "half_life" }>, age: number | undefined): string {
  const halfLife = `half-life ${formatDuration({ count: days, unit: "day" })}`;
  return age === undefined ? halfLife : `${formatDuration({ count: age, unit: "day" })}, ${halfLife}`;
}

/** Said where `down_to` kept an award from losing more. */
function wordFloor({ downTo }: Decay, decayed: readonly EventAward[]): string {
  const isKept = ({ points }: EventAward) => downTo !== undefined && sizeOf(points) === downTo;
  return downTo !== undefined && decayed.some(isKept) ? `, down to ${formatDecimal(downTo)}` : "";
}

function sizeOf(points: Micro): Micro {
  return points < 0n ? micro(-points) : points;
}
