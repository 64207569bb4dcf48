// Which events a selector finds.

import { type RawSelector, type RawSequence, SEQUENCE_KEYS, type SequenceKey } from "./raw-rulebook.ts";
import { compareByCodePoint, listOf, sameText, typeMatches } from "./text.ts";
import { before, endOfDay, later, startOfDay } from "./time.ts";
import { type Now, satisfies, textIn, valueOfCell } from "./values.ts";

export interface PlainEvent {
  readonly id: string;
  readonly type: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  readonly fields: Readonly<Record<string, string>>;
}

/** Event order: by instant, then by id. */
export function compareEvents(a: PlainEvent, b: PlainEvent): number {
  return a.at - b.at || compareByCodePoint(a.id, b.id);
}

/** What exists as of now and is not ignored, in event order. */
export function eventsThatCount(
  all: readonly PlainEvent[],
  ignore: readonly RawSelector[],
  now: Now,
): readonly PlainEvent[] {
  const existing = all.filter(({ at }) => at <= now.at).sort(compareEvents);
  return existing.filter((event) => !ignore.some((selector) => isSelected(event, selector, existing, now)));
}

/** The events that a selector finds among those it may see. */
export function selected(
  selector: RawSelector,
  events: readonly PlainEvent[],
  now: Now,
): readonly PlainEvent[] {
  return events.filter((event) => isSelected(event, selector, events, now));
}

function isSelected(
  event: PlainEvent,
  selector: RawSelector,
  events: readonly PlainEvent[],
  now: Now,
): boolean {
  const { within, since, until } = selector;
  if (!isLike(event, selector, now)) return false;
  if (within !== undefined && event.at <= before(now.at, within, now.zone)) return false;
  if (since !== undefined && event.at < startOfDay(since, now.zone)) return false;
  if (until !== undefined && event.at >= endOfDay(until, now.zone)) return false;
  return SEQUENCE_KEYS.every((key) => holdsAround(event, key, selector[key], events, now));
}

/** The type, and the tests on the fields. */
function isLike(event: PlainEvent, { event: types, where }: RawSelector | RawSequence, now: Now): boolean {
  return (
    listOf(types).some((pattern) => typeMatches(pattern, event.type)) &&
    Object.entries(where ?? {}).every(([name, test]) => satisfies(valueOfCell(event.fields, name), test, now))
  );
}

function holdsAround(
  event: PlainEvent,
  key: SequenceKey,
  sequence: RawSequence | undefined,
  events: readonly PlainEvent[],
  now: Now,
): boolean {
  if (sequence === undefined) return true;
  const others = events.filter(
    (other) => isLike(other, sequence, now) && isSame(event, other, sequence, now),
  );
  const follow = others.some((other) => isSoonAfter(other, event, sequence.within, now));
  const precede = others.some((other) => isShortlyBefore(other, event, sequence.within, now));
  switch (key) {
    case "followed_by":
      return follow;
    case "not_followed_by":
      return !follow && now.at >= later(event.at, sequence.within!, now.zone);
    case "preceded_by":
      return precede;
    case "not_preceded_by":
      return !precede;
    default:
      return key satisfies never;
  }
}

function isSoonAfter(other: PlainEvent, event: PlainEvent, within: string | undefined, now: Now): boolean {
  if (compareEvents(other, event) <= 0) return false;
  return within === undefined || other.at <= later(event.at, within, now.zone);
}

function isShortlyBefore(
  other: PlainEvent,
  event: PlainEvent,
  within: string | undefined,
  now: Now,
): boolean {
  if (compareEvents(other, event) >= 0) return false;
  return within === undefined || other.at >= before(event.at, within, now.zone);
}

/** A missing value is never the same as anything. */
function isSame(event: PlainEvent, other: PlainEvent, { same }: RawSequence, now: Now): boolean {
  return listOf(same ?? []).every((name) => {
    const mine = valueOfCell(event.fields, name);
    const theirs = valueOfCell(other.fields, name);
    return mine !== undefined && theirs !== undefined && sameText(textIn(mine, now), textIn(theirs, now));
  });
}
