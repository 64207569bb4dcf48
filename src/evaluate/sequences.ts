// Sequences: what must, or must not, come before or after an event among the same contact's other events.

import type { Sequence } from "../rulebook/condition-model.ts";
import type { Instant } from "../values/calendar.ts";
import { textKey } from "../values/text.ts";
import { compileTypes } from "./event-types.ts";
import { compileFieldTests } from "./field-tests.ts";
import type { HistoryEvent } from "./history.ts";
import type { Moment } from "./moment.ts";
import { readField } from "./value.ts";

/** `events` are in event order; the event in question is the one at `index`. */
export type SequenceTest = (events: readonly HistoryEvent[], index: number) => boolean;

export function compileSequence(sequence: Sequence, moment: Moment): SequenceTest {
  const find = sequence.direction === "followed" ? findLater : findEarlier;
  const reachOf = compileReach(sequence, moment);
  const isPartner = compilePartner(sequence, moment);
  const isDecided = sequence.direction === "followed" ? compileDecided(moment) : () => true;
  return (events, index) => {
    const reach = reachOf(events[index]!.at);
    const isFound = find(events, index, reach, isPartner);
    return sequence.expected ? isFound : !isFound && isDecided(reach);
  };
}

/** The furthest instant at which another event still counts. */
function compileReach({ direction, within }: Sequence, { calendar }: Moment): (at: Instant) => Instant {
  if (direction === "followed") {
    return within === undefined ? () => Number.POSITIVE_INFINITY : (at) => calendar.add(at, within);
  }
  return within === undefined ? () => Number.NEGATIVE_INFINITY : (at) => calendar.subtract(at, within);
}

/** What has not come yet may still come, until the stretch has passed. */
function compileDecided({ asOf, due }: Moment): (reach: Instant) => boolean {
  return (reach) => {
    if (reach > asOf) due.tell(reach);
    return reach <= asOf;
  };
}

type Partner = (event: HistoryEvent, other: HistoryEvent) => boolean;

function compilePartner({ types, where, same }: Sequence, moment: Moment): Partner {
  const isOfType = compileTypes(types);
  const hasFields = compileFieldTests(where, moment);
  return (event, other) =>
    isOfType(other.type) &&
    hasFields?.(other) !== false &&
    same.every((field) => hasSameValue(field, event, other));
}

/** A missing value equals nothing. */
function hasSameValue(field: string, event: HistoryEvent, other: HistoryEvent): boolean {
  const value = readField(event.fields, field);
  const otherValue = readField(other.fields, field);
  return value !== undefined && otherValue !== undefined && textKey(value) === textKey(otherValue);
}

type Finder = (events: readonly HistoryEvent[], index: number, reach: Instant, isPartner: Partner) => boolean;

const findLater: Finder = (events, index, reach, isPartner) => {
  const event = events[index]!;
  for (let i = index + 1; i < events.length; i++) {
    const other = events[i]!;
    if (other.at > reach) return false;
    if (isPartner(event, other)) return true;
  }
  return false;
};

const findEarlier: Finder = (events, index, reach, isPartner) => {
  const event = events[index]!;
  for (let i = index - 1; i >= 0; i--) {
    const other = events[i]!;
    if (other.at < reach) return false;
    if (isPartner(event, other)) return true;
  }
  return false;
};
