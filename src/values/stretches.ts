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

/** What Temporal has said, by time zone: asking is slow, and the first time takes as long as a small program's start. */
const ASKED = new Map<string, Stretch[]>();

/** Neighbours in time share a stretch. */
export function createStretchLookup(timezone: string): StretchLookup {
  /** Few, however many are known. */
  const used: Stretch[] = [];
  let last: Stretch = { from: 0, until: 0, offset: 0 };
  const find = (at: Instant): Stretch => {
    const known = findAmong(used, at);
    if (known !== undefined) return known;
    const found = askFor(timezone, at);
    used.push(found);
    return found;
  };
  return (at) => {
    if (at < last.from || at >= last.until) last = find(at);
    return last;
  };
}

function askFor(timezone: string, at: Instant): Stretch {
  const asked = ASKED.get(timezone) ?? [];
  const known = findAmong(asked, at);
  if (known !== undefined) return known;
  const found = findStretch(Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone));
  ASKED.set(timezone, [...asked, found]);
  return found;
}

function findAmong(stretches: readonly Stretch[], at: Instant): Stretch | undefined {
  return stretches.find(({ from, until }) => at >= from && at < until);
}

const USUAL_FROM = Date.UTC(2000, 0, 1);
const USUAL_UNTIL = Date.UTC(2040, 0, 1);

/** The stretches of the times that data is usually of, to be kept for `rememberStretches`. */
export function usualStretches(timezone: string): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (let at = USUAL_FROM; at < USUAL_UNTIL; at = stretches.at(-1)!.until)
    stretches.push(askFor(timezone, at));
  return stretches;
}

/** Spares asking Temporal for what `usualStretches` found, with the same data on time zones. */
export function rememberStretches(timezone: string, stretches: readonly Stretch[]): void {
  if (!ASKED.has(timezone)) ASKED.set(timezone, [...stretches]);
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

/** The first instant of the day whose midnight is `midnight`, written as if it were UTC: where that is skipped, the clock change. */
export function startOfLocalDay(stretchAt: StretchLookup, midnight: number): Instant {
  const stretch = stretchAt(midnight);
  if (isCalm(stretch, midnight)) return midnight - stretch.offset;
  const { at, clockChange } = resolveLocal(stretchAt, midnight);
  return clockChange === "skipped" ? stretchAt(at).from : at;
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
