// Event selectors: which events of a contact a trait, a rule or a `did` looks at. All selectors of a rulebook are
// registered first; a contact's events are then dealt out once, by type, so that cost follows what matches.

import type { FieldTest, Selector } from "../rulebook/model.ts";
import { compileWildcard } from "../values/pattern.ts";
import type { HistoryEvent } from "./history.ts";
import { daySpan, intersectSpans, isInSpan, type Moment, windowSpan } from "./moment.ts";
import { compileTest } from "./tests.ts";
import { readField } from "./value.ts";

export type EventTest = (event: HistoryEvent) => boolean;

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
      for (const event of events) {
        for (const index of entriesOfType(event.type)) {
          if (!selectors[index]!.holds(event)) continue;
          const list = picked[index];
          if (list === undefined) picked[index] = [event];
          else list.push(event);
        }
      }
      return (index) => picked[index] ?? NO_EVENTS;
    },
  };
}

/** One test over a whole selector, its event types included. */
export function compileEventTest(selector: Selector, moment: Moment): EventTest {
  const { isOfType, holds } = compileSelector(selector, moment);
  return (event) => isOfType(event.type) && holds(event);
}

interface CompiledSelector {
  readonly isOfType: (type: string) => boolean;
  /** The rest of the selector: window and fields. */
  readonly holds: EventTest;
}

function compileSelector(selector: Selector, moment: Moment): CompiledSelector {
  const types = selector.types.map(compileWildcard);
  const span = selectorSpan(selector, moment);
  const fieldTests = selector.where.map((test) => compileFieldTest(test, moment));
  return {
    isOfType: (type) => types.some((test) => test(type)),
    holds: (event) => isInSpan(span, event.at) && fieldTests.every((test) => test(event)),
  };
}

function selectorSpan({ within, since, until }: Selector, moment: Moment) {
  const days = daySpan(moment, since, until);
  return within === undefined ? days : intersectSpans([days, windowSpan(moment, within)]);
}

function compileFieldTest({ field, test }: FieldTest, moment: Moment): EventTest {
  const holds = compileTest(test, moment);
  return (event) => holds(readField(event.fields, field));
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
