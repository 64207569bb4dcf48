// What each rule awards to each group that it feeds.

import { type Known, lookUp, meetsIfAny } from "./conditions.ts";
import { compareEvents, type PlainEvent, selected } from "./events.ts";
import { decayed, pointsFor } from "./points.ts";
import {
  compare,
  larger,
  magnitude,
  minus,
  type Rational,
  rationalOf,
  smaller,
  sumOf,
  times,
  whole,
} from "./rational.ts";
import type { RawGroup, RawLimit, RawLimitMap, RawRule, RawRulebook, RawSelector } from "./raw-rulebook.ts";
import { listOf, sameText } from "./text.ts";
import { before, endOfDay, periodOf, startOfDay, wholePeriods } from "./time.ts";
import { instantIn, type Now, textIn, valueOfCell } from "./values.ts";

export interface PlainAward {
  readonly group: string;
  readonly rule: string;
  readonly times: number;
  readonly points: Rational;
  readonly firstAt: number | undefined;
  readonly lastAt: number | undefined;
}

/** A result that is no result. */
export class BeyondRange extends Error {
  readonly source: string;

  constructor(source: string) {
    super(`${source} gives too much`);
    this.source = source;
  }
}

/** Throws beyond ±9,000,000,000. */
export function checked(points: Rational, source: string): Rational {
  if (compare(magnitude(points), whole(9_000_000_000)) > 0) throw new BeyondRange(source);
  return points;
}

export function awardsOf(rulebook: RawRulebook, known: Known): readonly PlainAward[] {
  const plain = Object.keys(rulebook.groups).filter((id) => rulebook.groups[id]!.sum === undefined);
  return Object.entries(rulebook.rules).flatMap(([rule, raw]) =>
    [...new Set(listOf(raw.group ?? plain))].flatMap((group) => {
      const award = isActive(raw, known.now) && meetsIfAny(known, raw.when);
      const given = award ? awardOf(raw, rulebook.groups[group]!, known) : undefined;
      if (given === undefined) return [];
      return [{ group, rule, ...given, points: checked(given.points, `rule "${rule}"`) }];
    }),
  );
}

type Given = Omit<PlainAward, "group" | "rule">;

function isActive({ active: { from, until } = {} }: RawRule, { at, zone }: Now): boolean {
  return (
    (from === undefined || at >= startOfDay(from, zone)) &&
    (until === undefined || at < endOfDay(until, zone))
  );
}

function awardOf(rule: RawRule, group: RawGroup, known: Known): Given | undefined {
  if (rule.event !== undefined) return eventAward(rule, group, known);
  const points = pointsFor(rule.points, rule.by, (name) => lookUp(name, known), known.now);
  if (points === undefined) return undefined;
  const count = rule.every === undefined ? 1 : periodsOf(rule, known);
  if (count === 0) return undefined;
  return {
    times: count,
    points: total(rule, [times(points, whole(count))]),
    firstAt: undefined,
    lastAt: undefined,
  };
}

function total({ max_points }: RawRule, points: readonly Rational[]): Rational {
  const sum = sumOf(points);
  if (max_points === undefined) return sum;
  const most = rationalOf(max_points);
  return larger(smaller(sum, most), minus(most));
}

/** 0 where the date is missing or lies ahead. */
function periodsOf(rule: RawRule, known: Known): number {
  const { now } = known;
  const since = instantIn(lookUp(rule.since!, known), now);
  if (since === undefined) return 0;
  const most = rule.limit === undefined ? Number.POSITIVE_INFINITY : timesOf(rule.limit as RawLimit);
  return Math.min(wholePeriods(since, now.at, rule.every!, now.zone), most);
}

function timesOf(limit: RawLimit): number {
  return limit === "once" ? 1 : limit.times;
}

/** What comes before or after an event is looked for among all events of the contact, those before a reset included. */
function eventAward(rule: RawRule, group: RawGroup, { events, now }: Known): Given | undefined {
  const visible = eventsAfterReset(group.reset, events, now);
  const found = selected(rule as RawSelector, events, now).filter((event) => visible.includes(event));
  const counted = countedEvents(rule, found, now);
  if (counted.length === 0) return undefined;
  const worths = counted.map((event) => decayed(pointsOfEvent(rule, event, now)!, rule.decay, event.at, now));
  return {
    times: counted.length,
    points: total(rule, worths),
    firstAt: counted[0]!.at,
    lastAt: counted.at(-1)!.at,
  };
}

function eventsAfterReset(
  reset: RawSelector | undefined,
  events: readonly PlainEvent[],
  now: Now,
): readonly PlainEvent[] {
  const last = reset === undefined ? undefined : selected(reset, events, now).at(-1);
  return last === undefined ? events : events.filter((event) => compareEvents(event, last) > 0);
}

function pointsOfEvent(rule: RawRule, event: PlainEvent, now: Now): Rational | undefined {
  return pointsFor(rule.points, rule.by, (name) => valueOfCell(event.fields, name), now);
}

/** In event order, each that has points and that all limits allow, given those counted before. */
function countedEvents(rule: RawRule, found: readonly PlainEvent[], now: Now): readonly PlainEvent[] {
  const limits: readonly RawLimit[] = rule.limit === undefined ? [] : listOf<RawLimit>(rule.limit);
  const counted: PlainEvent[] = [];
  for (const event of found) {
    if (pointsOfEvent(rule, event, now) === undefined) continue;
    if (limits.every((limit) => allows(limit, event, counted, now))) counted.push(event);
  }
  return counted;
}

function allows(limit: RawLimit, event: PlainEvent, counted: readonly PlainEvent[], now: Now): boolean {
  if (limit === "once") return counted.length === 0;
  const competing = counted.filter(
    (other) => isInSamePeriod(limit, event, other, now) && isForSameValue(limit, event, other, now),
  );
  return competing.length < limit.times;
}

function isInSamePeriod({ per }: RawLimitMap, event: PlainEvent, other: PlainEvent, { zone }: Now): boolean {
  if (per === undefined) return true;
  if (!per.includes(" ")) return periodOf(event.at, per, zone) === periodOf(other.at, per, zone);
  return before(event.at, per, zone) < other.at && other.at <= event.at;
}

/** A blank is a value too: all blanks are the same. */
function isForSameValue({ per_each }: RawLimitMap, event: PlainEvent, other: PlainEvent, now: Now): boolean {
  if (per_each === undefined) return true;
  const [mine, theirs] = [event, other].map(({ fields }) => textIn(valueOfCell(fields, per_each), now));
  return sameText(mine!, theirs!);
}
