// What became of the events of one award, counted and event by event.

import { compareEvents } from "../../evaluate/event-order.ts";
import type { AwardLine, SeenEvent } from "../../evaluate/explain/explanation.ts";
import { formatDecimal, type Micro } from "../../values/decimal.ts";

export interface Refusals {
  readonly limits: readonly string[];
  readonly events: number;
}

/** How many events the same limits refused, in the order of the first of them. */
export function countRefusals({ refused }: AwardLine): readonly Refusals[] {
  const counts = new Map<string, Refusals>();
  for (const { limits } of refused) {
    const key = JSON.stringify(limits);
    counts.set(key, { limits, events: (counts.get(key)?.events ?? 0) + 1 });
  }
  return [...counts.values()];
}

interface ShownEvent extends SeenEvent {
  /** Absent where it was not awarded. */
  readonly points: Micro | undefined;
  readonly remark: string;
}

/** All of them in event order, also those that gave nothing. */
export function eventsOfLine({ events, refused, worthless }: AwardLine): readonly ShownEvent[] {
  const shown: ShownEvent[] = [
    ...events.map((event) => ({
      ...event,
      remark: event.points === event.undecayed ? "" : `decayed from ${formatDecimal(event.undecayed)}`,
    })),
    ...refused.map(({ limits, ...event }) => ({
      ...event,
      points: undefined,
      remark: `refused (${limits.join(", ")})`,
    })),
    ...worthless.map((event) => ({ ...event, points: undefined, remark: "without points" })),
  ];
  return shown.sort(compareEvents);
}
