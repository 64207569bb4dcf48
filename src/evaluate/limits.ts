// Limits: which of a rule's matching events count.

import type { CalendarPeriod, Limit } from "../rulebook/rule-model.ts";
import type { Calendar, Instant } from "../values/calendar.ts";
import type { Duration } from "../values/duration.ts";
import { textKey } from "../values/text.ts";
import type { HistoryEvent } from "./history.ts";
import { readField } from "./value.ts";

/** Takes one contact's events for one rule, in event order. */
export interface LimitGate {
  /** Forgets the contact before. */
  begin(): void;
  allows(event: HistoryEvent): boolean;
  /** Uses up the limit, for the event just allowed. One that was refused, or awarded nothing, is not counted. */
  count(event: HistoryEvent): void;
}

const OPEN_GATE: LimitGate = { begin: () => {}, allows: () => true, count: () => {} };

/** Every limit must allow an event. One gate serves all contacts, one after the other. */
export function compileLimits(limits: readonly Limit[], calendar: Calendar): LimitGate {
  const gates = limits.map((limit) => compileLimit(limit, calendar));
  if (gates.length <= 1) return gates[0] ?? OPEN_GATE;
  return {
    begin: () => {
      for (const gate of gates) gate.begin();
    },
    allows: (event) => gates.every((gate) => gate.allows(event)),
    count: (event) => {
      for (const gate of gates) gate.count(event);
    },
  };
}

function compileLimit({ times, per, perEach }: Limit, calendar: Calendar): LimitGate {
  const open = () => compilePer(times, per, calendar);
  return perEach === undefined ? open() : limitPerEach(perEach, open);
}

function compilePer(times: number, per: Limit["per"], calendar: Calendar): LimitGate {
  switch (per?.kind) {
    case undefined:
      return limitTotal(times);
    case "calendar":
      return limitPerPeriod(times, per.period, calendar);
    case "rolling":
      return limitRolling(times, per.duration, calendar);
    default:
      return per satisfies never;
  }
}

function limitTotal(times: number): LimitGate {
  let counted = 0;
  return {
    begin: () => {
      counted = 0;
    },
    allows: () => counted < times,
    count: () => {
      counted++;
    },
  };
}

/** Events come in order of time, so only the latest period needs remembering. */
function limitPerPeriod(times: number, unit: CalendarPeriod, calendar: Calendar): LimitGate {
  let period: number | undefined;
  let counted = 0;
  return {
    begin: () => {
      period = undefined;
      counted = 0;
    },
    allows: (event) => {
      const current = calendar.periodNumber(event.at, unit);
      if (current !== period) counted = 0;
      period = current;
      return counted < times;
    },
    count: () => {
      counted++;
    },
  };
}

/** Fewer than `times` counted events in the stretch before an event; its far edge lies outside. */
function limitRolling(times: number, duration: Duration, calendar: Calendar): LimitGate {
  /** In order; if the last `times` of them all lie in the stretch, it is full. */
  const counted: Instant[] = [];
  return {
    begin: () => {
      counted.length = 0;
    },
    allows: (event) => {
      const farthest = counted[counted.length - times];
      return farthest === undefined || farthest <= calendar.subtract(event.at, duration);
    },
    count: (event) => {
      counted.push(event.at);
    },
  };
}

/** A gate for each distinct value; a blank is a value too. */
function limitPerEach(field: string, open: () => LimitGate): LimitGate {
  const gates = new Map<string, LimitGate>();
  let current = OPEN_GATE;
  return {
    begin: () => {
      // Clearing makes a new table, be the old one empty.
      if (gates.size > 0) gates.clear();
    },
    allows: (event) => {
      const key = textKey(readField(event.fields, field) ?? "");
      current = gates.get(key) ?? open();
      gates.set(key, current);
      return current.allows(event);
    },
    count: (event) => current.count(event),
  };
}
