// Times written without an offset are of the rulebook's zone: when that changes, so do their instants.

import type { Calendar } from "../values/calendar.ts";
import { parseWrittenTime } from "../values/date-text.ts";
import type { Connection } from "./connection.ts";
import { inPages } from "./paging.ts";

interface TimedRow {
  readonly eventRow: number;
  readonly at: number;
  readonly localTime: string;
}

const PAGE = 10_000;

export function resolveLocalTimes(connection: Connection, calendar: Calendar): void {
  const events = inPages((last: TimedRow | undefined) =>
    connection.all<TimedRow>(
      `select event_row as eventRow, at, local_time as localTime from event
      where local_time is not null and event_row > ? order by event_row limit ?`,
      ...[last?.eventRow ?? 0, PAGE],
    ),
  );
  for (const { eventRow, at, localTime } of events) {
    const written = parseWrittenTime(localTime);
    const resolved = written === undefined ? at : calendar.resolve(written).at;
    if (resolved !== at) connection.run("update event set at = ? where event_row = ?", resolved, eventRow);
  }
}
