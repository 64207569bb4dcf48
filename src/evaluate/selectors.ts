// Event selectors: which events of a contact a trait, a rule or a `did` looks at. All selectors of a rulebook are
// registered first; a contact's events are then dealt out once, by type, so that cost follows what matches.

import type { Selector } from "../rulebook/condition-model.ts";
import { compileTypes } from "./event-types.ts";
import { compileFieldTests } from "./field-tests.ts";
import type { HistoryEvent } from "./history.ts";
import { daySpan, intersectSpans, isInSpan, type Moment, type Span, windowSpan } from "./moment.ts";
import { compileSequence } from "./sequences.ts";

/** The events that one registered selector picked, in event order. */
export type Matches = (selector: SelectorIndex) => readonly HistoryEvent[];

/** The place of a selector in its table. */
export type SelectorIndex = number & { readonly __index: "selector" };

export interface SelectorTable {
  register(selector: Selector): SelectorIndex;
  /** Deals out a contact's events, given in event order. */
  match(events: readonly HistoryEvent[]): Matches;
}

const NO_EVENTS: readonly HistoryEvent[] = [];

export function createSelectorTable(moment: Moment): SelectorTable {
  const selectors: CompiledSelector[] = [];
  let entriesOfType = dispatchByType(selectors);

  return {
    register(selector) {
      const index = selectors.length as SelectorIndex;
      selectors.push(compileSelector(selector, moment));
      entriesOfType = dispatchByType(selectors);
      return index;
    },
    match(events) {
      const picked: HistoryEvent[][] = [];
      for (const [position, event] of events.entries()) {
        for (const index of entriesOfType(event.type)) {
          if (!selectors[index]!.holds(events, position)) continue;
          const list = picked[index];
          if (list === undefined) picked[index] = [event];
          else list.push(event);
        }
      }
      return (index) => picked[index] ?? NO_EVENTS;
    },
  };
}

/** Looks at the event at `index` among all `events`, which are in event order. */
export type EventTest = (events: readonly HistoryEvent[], index: number) => boolean;

/** One test over a whole selector, its event types included. */
export function compileEventTest(selector: Selector, moment: Moment): EventTest {
  const { isOfType, holds } = compileSelector(selector, moment);
  return (events, index) => isOfType(events[index]!.type) && holds(events, index);
}

interface CompiledSelector {
  readonly isOfType: (type: string) => boolean;
  /** The rest of the selector: window, fields and sequences. */
  readonly holds: EventTest;
}

function compileSelector(selector: Selector, moment: Moment): CompiledSelector {
  const span = selectorSpan(selector, moment);
  const hasFields = compileFieldTests(selector.where, moment);
  const sequences = selector.sequences.map((sequence) => compileSequence(sequence, moment));
  return {
    isOfType: compileTypes(selector.types),
    holds: (events, index) => {
      const event = events[index]!;
      if (!isInSpan(span, event.at) || !hasFields(event)) return false;
      return sequences.every((test) => test(events, index));
    },
  };
}

function selectorSpan({ within, since, until }: Selector, moment: Moment): Span {
  const days = daySpan(moment, since, until);
  return within === undefined ? days : intersectSpans([days, windowSpan(moment, within)]);
}

/** Remembers for every spelling of an event type which selectors care about it. */
function dispatchByType(selectors: readonly CompiledSelector[]): (type: string) => readonly number[] {
  const known = new Map<string, readonly number[]>();
  return (type) => {
    let found = known.get(type);
    if (found === undefined) {
      found = selectors.flatMap((selector, index) => (selector.isOfType(type) ? [index] : []));
      known.set(type, found);
    }
    return found;
  };
}
