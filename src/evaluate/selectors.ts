// Event selectors: which events of a contact a trait, a rule or a `did` looks at. All selectors of a rulebook are
// registered first; a contact's events are then dealt out once, by type, so that cost follows what matches.

import type { Selector } from "../rulebook/condition-model.ts";
import type { Edge } from "./due.ts";
import { compileTypes } from "./event-types.ts";
import { compileFieldTests } from "./field-tests.ts";
import type { HistoryEvent } from "./history.ts";
import { daySpan, isInSpan, type Moment } from "./moment.ts";
import { compileSequence } from "./sequences.ts";

/** What the registered selectors picked of one contact's events. */
export interface Matches {
  /** In event order. Due when the first of them leaves the selector's window. */
  all(selector: SelectorIndex): readonly HistoryEvent[];
  /** The last in event order. Due when it leaves. */
  last(selector: SelectorIndex): HistoryEvent | undefined;
  /** In event order. Due when the caller says so. */
  untold(selector: SelectorIndex): readonly HistoryEvent[];
  /** Due when this one of them leaves. */
  tellLeaving(selector: SelectorIndex, event: HistoryEvent): void;
}

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
  let selectorsOfType = dispatchByType(selectors);

  return {
    register(selector) {
      const index = selectors.length as SelectorIndex;
      selectors.push(compileSelector(selector, index, moment));
      selectorsOfType = dispatchByType(selectors);
      return index;
    },
    match(events) {
      const picked: (HistoryEvent[] | undefined)[] = new Array(selectors.length).fill(undefined);
      for (let position = 0; position < events.length; position++) {
        const event = events[position]!;
        for (const { index, holds } of selectorsOfType(event.type)) {
          if (!holds(events, position)) continue;
          const list = picked[index];
          if (list === undefined) picked[index] = [event];
          else list.push(event);
        }
      }
      return createMatches(picked, selectors);
    },
  };
}

function createMatches(
  picked: readonly (readonly HistoryEvent[] | undefined)[],
  selectors: readonly CompiledSelector[],
): Matches {
  const untold = (index: SelectorIndex) => picked[index] ?? NO_EVENTS;
  const tellLeaving = (index: SelectorIndex, { at }: HistoryEvent) => selectors[index]!.edge?.tellAhead(at);
  return {
    untold,
    tellLeaving,
    all: (index) => {
      const events = untold(index);
      if (events.length > 0) tellLeaving(index, events[0]!);
      return events;
    },
    last: (index) => {
      const event = untold(index).at(-1);
      if (event !== undefined) tellLeaving(index, event);
      return event;
    },
  };
}

/** Looks at the event at `index` among all `events`, which are in event order. */
export type EventTest = (events: readonly HistoryEvent[], index: number) => boolean;

/** One test over a whole selector, its event types and when an event leaves its window included. */
export function compileEventTest(selector: Selector, moment: Moment): EventTest {
  const { isOfType, holds, edge } = compileSelector(selector, 0, moment);
  return (events, index) => {
    const { type, at } = events[index]!;
    if (!isOfType(type) || !holds(events, index)) return false;
    edge?.tellAhead(at);
    return true;
  };
}

interface CompiledSelector {
  readonly index: number;
  readonly isOfType: (type: string) => boolean;
  /** The rest of the selector: window, fields and sequences. */
  readonly holds: EventTest;
  /** The far edge of its window; what lies on it is outside. */
  readonly edge: Edge | undefined;
}

function compileSelector(selector: Selector, index: number, moment: Moment): CompiledSelector {
  const { within, since, until } = selector;
  const span = since === undefined && until === undefined ? undefined : daySpan(moment, since, until);
  const edge = within === undefined ? undefined : moment.due.edge(within);
  const edgeAt = edge?.at ?? Number.NEGATIVE_INFINITY;
  const hasFields = compileFieldTests(selector.where, moment);
  const sequences = selector.sequences.map((sequence) => compileSequence(sequence, moment));
  return {
    index,
    edge,
    isOfType: compileTypes(selector.types),
    holds: (events, position) => {
      const event = events[position]!;
      if (span !== undefined && !isInSpan(span, event.at)) return false;
      if (event.at <= edgeAt) {
        edge?.tellBehind(event.at);
        return false;
      }
      if (hasFields?.(event) === false) return false;
      return sequences.length === 0 || sequences.every((test) => test(events, position));
    },
  };
}

/** Remembers for every spelling of an event type which selectors care about it. */
function dispatchByType(
  selectors: readonly CompiledSelector[],
): (type: string) => readonly CompiledSelector[] {
  const known = new Map<string, readonly CompiledSelector[]>();
  return (type) => {
    let found = known.get(type);
    if (found === undefined) {
      found = selectors.filter((selector) => selector.isOfType(type));
      known.set(type, found);
    }
    return found;
  };
}
