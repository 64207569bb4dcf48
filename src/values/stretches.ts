// A time zone as stretches of time with one offset from UTC each, between the clock changes.

import { Temporal } from "temporal-polyfill";
import type { Instant, ResolvedTime } from "./instant.ts";

/** From the clock change at `from` until just before the one at `until`; `offset` in milliseconds. */
export interface Stretch {
  readonly from: Instant;
  readonly until: Instant;
  readonly offset: number;
}

export type StretchLookup = (at: Instant) => Stretch;

/** No zone was ever further from UTC; local times further than this from a clock change are unambiguous. */
const LARGEST_OFFSET_MS = 26 * 3_600_000;

/** Asking Temporal is slow; neighbours in time share a stretch. */
export function createStretchLookup(timezone: string): StretchLookup {
  const known: Stretch[] = [];
  let last: Stretch = { from: 0, until: 0, offset: 0 };
  const find = (at: Instant): Stretch => {
    for (const stretch of known) if (at >= stretch.from && at < stretch.until) return stretch;
    const found = findStretch(Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone));
    known.push(found);
    return found;
  };
  return (at) => {
    if (at < last.from || at >= last.until) last = find(at);
    return last;
  };
}

function findStretch(time: Temporal.ZonedDateTime): Stretch {
  const justAfter = time.add({ nanoseconds: 1 });
  return {
    from: justAfter.getTimeZoneTransition("previous")?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    until: time.getTimeZoneTransition("next")?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: time.offsetNanoseconds / 1_000_000,
  };
}

/** Whether no clock change is so near that a wall-clock time, written as if it were UTC, could be ambiguous. */
function isCalm({ from, until }: Stretch, time: number): boolean {
  return time - from > LARGEST_OFFSET_MS && until - time > LARGEST_OFFSET_MS;
}

/**
 * The instant of a wall-clock time, written as if it were UTC. One that a clock change skips moves forward by the gap, of
 * one that happens twice it is the first: what Temporal calls "compatible".
 */
export function instantOfLocal(stretchAt: StretchLookup, local: number): Instant {
  const stretch = stretchAt(local);
  return isCalm(stretch, local) ? local - stretch.offset : resolveLocal(stretchAt, local).at;
}

/** The same, and what a clock change has to do with it. */
export function resolveLocal(stretchAt: StretchLookup, local: number): ResolvedTime {
  let stretch = stretchAt(local - LARGEST_OFFSET_MS);
  for (;;) {
    const at = local - stretch.offset;
    const next = stretch.until > at + LARGEST_OFFSET_MS ? undefined : stretchAt(stretch.until);
    const isInNext = next !== undefined && local - next.offset >= next.from;
    if (at < stretch.until) return { at, clockChange: isInNext ? "repeated" : undefined };
    if (!isInNext) return { at, clockChange: "skipped" };
    stretch = next;
  }
}

/** The least offset in force near a time, be it an instant or a wall-clock time written as if it were UTC. */
export function leastOffset(stretchAt: StretchLookup, time: number): number {
  return extremeOffset(stretchAt, time, Math.min);
}

/** The greatest offset in force near it. */
export function greatestOffset(stretchAt: StretchLookup, time: number): number {
  return extremeOffset(stretchAt, time, Math.max);
}

function extremeOffset(
  stretchAt: StretchLookup,
  time: number,
  choose: (a: number, b: number) => number,
): number {
  const own = stretchAt(time);
  if (isCalm(own, time)) return own.offset;
  let stretch = stretchAt(time - LARGEST_OFFSET_MS);
  let offset = stretch.offset;
  while (stretch.until <= time + LARGEST_OFFSET_MS) {
    stretch = stretchAt(stretch.until);
    offset = choose(offset, stretch.offset);
  }
  return offset;
}
