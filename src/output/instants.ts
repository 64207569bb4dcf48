import { createCalendar, type Instant } from "../values/calendar.ts";

const MOST_KEPT = 10_000;

/** ISO 8601 with milliseconds and the zone's offset. Most of a folder's instants are the same few, so they are kept. */
export function createInstantFormat(timezone: string): (at: Instant) => string {
  const { format } = createCalendar(timezone);
  const kept = new Map<Instant, string>();
  return (at) => {
    let text = kept.get(at);
    if (text === undefined) {
      text = format(at);
      if (kept.size >= MOST_KEPT) kept.clear();
      kept.set(at, text);
    }
    return text;
  };
}
