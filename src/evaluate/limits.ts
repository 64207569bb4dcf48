// Limits: which of a rule's matching events count.

import type { Limit } from "../rulebook/model.ts";
import type { Calendar, CalendarUnit } from "../values/calendar.ts";
import type { HistoryEvent } from "./history.ts";

/** Takes one contact's events for one rule, in event order. */
export interface LimitGate {
  allows(event: HistoryEvent): boolean;
  /** Uses up the limit. An event that was refused, or awarded nothing, is not counted. */
  count(event: HistoryEvent): void;
}

const OPEN_GATE: LimitGate = { allows: () => true, count: () => {} };

/** Every limit must allow an event. The result makes a fresh gate for each contact. */
export function compileLimits(limits: readonly Limit[], calendar: Calendar): () => LimitGate {
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

function compileLimit({ times, per }: Limit, calendar: Calendar): () => LimitGate {
  return per === undefined ? () => limitTotal(times) : () => limitPerPeriod(times, per, calendar);
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
function limitPerPeriod(times: number, unit: CalendarUnit, calendar: Calendar): LimitGate {
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
