// Limits: which of a rule's matching events count.

import type { CalendarPeriod, Limit } from "../rulebook/rule-model.ts";
import type { Calendar, Instant } from "../values/calendar.ts";
import type { Duration } from "../values/duration.ts";
import { textKey } from "../values/text.ts";
import type { HistoryEvent } from "./history.ts";
import { readField } from "./value.ts";

/** Takes one contact's events for one rule, in event order. */
export interface LimitGate {
  allows(event: HistoryEvent): boolean;
  /** Uses up the limit. An event that was refused, or awarded nothing, is not counted. */
  count(event: HistoryEvent): void;
}

/** Makes a fresh gate for a contact. */
type OpenGate = () => LimitGate;

const OPEN_GATE: LimitGate = { allows: () => true, count: () => {} };

/** Every limit must allow an event. */
export function compileLimits(limits: readonly Limit[], calendar: Calendar): OpenGate {
  const opens = limits.map((limit) => compileLimit(limit, calendar));
  if (opens.length === 0) return () => OPEN_GATE;
  return () => {
    const gates = opens.map((open) => open());
    return {
      allows: (event) => gates.every((gate) => gate.allows(event)),
      count: (event) => {
        for (const gate of gates) gate.count(event);
      },
    };
  };
}

function compileLimit({ times, per, perEach }: Limit, calendar: Calendar): OpenGate {
  const open = compilePer(times, per, calendar);
  return perEach === undefined ? open : () => limitPerEach(perEach, open);
}

function compilePer(times: number, per: Limit["per"], calendar: Calendar): OpenGate {
  switch (per?.kind) {
    case undefined:
      return () => limitTotal(times);
    case "calendar":
      return () => limitPerPeriod(times, per.period, calendar);
    case "rolling":
      return () => limitRolling(times, per.duration, calendar);
    default:
      return per satisfies never;
  }
}

function limitTotal(times: number): LimitGate {
  let counted = 0;
  return {
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
    allows: (event) => calendar.periodNumber(event.at, unit) !== period || counted < times,
    count: (event) => {
      const current = calendar.periodNumber(event.at, unit);
      counted = current === period ? counted + 1 : 1;
      period = current;
    },
  };
}

/** Fewer than `times` counted events in the stretch before an event; its far edge lies outside. */
function limitRolling(times: number, duration: Duration, calendar: Calendar): LimitGate {
  const counted: Instant[] = [];
  /** Of `counted`, the first that is not yet past the edge; edges only move forward. */
  let first = 0;
  return {
    allows: (event) => {
      const edge = calendar.subtract(event.at, duration);
      while (first < counted.length && counted[first]! <= edge) first++;
      return counted.length - first < times;
    },
    count: (event) => {
      counted.push(event.at);
    },
  };
}

/** A gate for each distinct value; a blank is a value too. */
function limitPerEach(field: string, open: OpenGate): LimitGate {
  const gates = new Map<string, LimitGate>();
  const gateOf = (event: HistoryEvent): LimitGate => {
    const key = textKey(readField(event.fields, field) ?? "");
    const gate = gates.get(key) ?? open();
    gates.set(key, gate);
    return gate;
  };
  return {
    allows: (event) => gateOf(event).allows(event),
    count: (event) => gateOf(event).count(event),
  };
}
