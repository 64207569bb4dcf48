// Traits: one measure over the events that a selector picks.

import type { Measure, Trait } from "../rulebook/model.ts";
import type { Instant } from "../values/calendar.ts";
import { divideRounded, fromInteger, type Micro, micro, ZERO } from "../values/decimal.ts";
import type { Duration } from "../values/duration.ts";
import { textKey } from "../values/text.ts";
import type { ContactState } from "./contact-state.ts";
import { countElapsed, tellNextPeriod } from "./elapsed.ts";
import type { HistoryEvent } from "./history.ts";
import type { Moment } from "./moment.ts";
import type { SelectorTable } from "./selectors.ts";
import { readField, toNumber, type Value } from "./value.ts";

type MeasureOfLast = "last_seen" | "days_since";

/** What only the last event decides. */
const MEASURES_OF_LAST: Record<MeasureOfLast, (last: HistoryEvent, moment: Moment) => Value> = {
  last_seen: ({ at }) => at,
  days_since: ({ at }, moment) => ({ since: at, count: () => fromInteger(daysSince(at, moment)) }),
};

type Measuring = (events: readonly HistoryEvent[], of: string, moment: Moment) => Value;

/** `events` are in event order. Counts and sums of nothing are 0, the rest are missing. */
const MEASURES: Record<Exclude<Measure, MeasureOfLast>, Measuring> = {
  count: (events) => fromInteger(events.length),
  count_days: (events, _, { calendar }) =>
    fromInteger(new Set(events.map((event) => calendar.periodNumber(event.at, "day"))).size),
  distinct: (events, of) => fromInteger(new Set(textsOf(events, of).map(textKey)).size),
  sum: (events, of) => sum(numbersOf(events, of)),
  average: (events, of) => average(numbersOf(events, of)),
  smallest: (events, of) => best(numbersOf(events, of), (a, b) => a < b),
  largest: (events, of) => best(numbersOf(events, of), (a, b) => a > b),
  earliest: (events, of) => textsOf(events, of).at(0),
  latest: (events, of) => textsOf(events, of).at(-1),
  most_common: (events, of) => mostCommon(textsOf(events, of)),
  first_seen: (events) => events.at(0)?.at,
};

export type TraitReader = (state: ContactState, id: string) => Value;

export function compileTraits(
  traits: readonly Trait[],
  selectors: SelectorTable,
  moment: Moment,
): TraitReader {
  const measured = new Map(traits.map((trait) => [trait.id, compileTrait(trait, selectors, moment)]));
  return (state, id) => {
    if (state.traits.has(id)) return state.traits.get(id);
    const value = measured.get(id)?.(state);
    state.traits.set(id, value);
    return value;
  };
}

function compileTrait(
  { measure, of = "", selector: picks }: Trait,
  selectors: SelectorTable,
  moment: Moment,
): (state: ContactState) => Value {
  const selector = selectors.register(picks);
  if (measure !== "last_seen" && measure !== "days_since") {
    const combine = MEASURES[measure];
    return ({ matches }) => combine(matches.all(selector), of, moment);
  }
  const look = MEASURES_OF_LAST[measure];
  return ({ matches }) => {
    const last = matches.last(selector);
    return last === undefined ? undefined : look(last, moment);
  };
}

function textsOf(events: readonly HistoryEvent[], field: string): string[] {
  const texts: string[] = [];
  for (const { fields } of events) {
    const text = readField(fields, field);
    if (text !== undefined) texts.push(text);
  }
  return texts;
}

function numbersOf(events: readonly HistoryEvent[], field: string): Micro[] {
  const numbers: Micro[] = [];
  for (const { fields } of events) {
    const number = toNumber(readField(fields, field));
    if (number !== undefined) numbers.push(number);
  }
  return numbers;
}

function sum(numbers: readonly Micro[]): Micro {
  return micro(numbers.reduce<bigint>((total, number) => total + number, ZERO));
}

/** Rounded to six places, halves away from zero. */
function average(numbers: readonly Micro[]): Micro | undefined {
  return numbers.length === 0 ? undefined : micro(divideRounded(sum(numbers), BigInt(numbers.length)));
}

function best(numbers: readonly Micro[], isBetter: (a: Micro, b: Micro) => boolean): Micro | undefined {
  let found = numbers[0];
  for (const number of numbers) if (isBetter(number, found!)) found = number;
  return found;
}

/** Values that compare equal count together, in the spelling seen last. Of equally common ones, the one seen last. */
function mostCommon(texts: readonly string[]): string | undefined {
  const tallies = new Map<string, { count: number; last: number }>();
  for (const [position, text] of texts.entries()) {
    const tally = tallies.get(textKey(text));
    tallies.set(textKey(text), { count: (tally?.count ?? 0) + 1, last: position });
  }
  const [winner] = [...tallies.values()].sort((a, b) => b.count - a.count || b.last - a.last);
  return winner === undefined ? undefined : texts[winner.last];
}

const DAY: Duration = { count: 1, unit: "day" };

function daysSince(at: Instant, moment: Moment): number {
  const days = countElapsed(at, DAY, moment);
  tellNextPeriod(at, days, DAY, moment);
  return days;
}
