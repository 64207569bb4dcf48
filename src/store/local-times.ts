// Times written without an offset are of the rulebook's zone: when that changes, so do their instants.

import type { Calendar } from "../values/calendar.ts";
import { parseWrittenTime } from "../values/date-text.ts";
import type { Connection } from "./connection.ts";
import { type Links, parseOthers } from "./links.ts";
import { inPages } from "./paging.ts";

interface TimedRow {
  readonly eventRow: number;
  readonly at: number;
  readonly localTime: string;
  readonly identityId: number;
  readonly others: string | null;
}

const PAGE = 10_000;

/** The links that rest on events which move in time are counted anew. */
export function resolveLocalTimes(connection: Connection, links: Links, calendar: Calendar): void {
  const moved = new Map<string, readonly [high: number, low: number]>();
  const events = inPages((last: TimedRow | undefined) =>
    connection.all<TimedRow>(
      `select event_row as eventRow, at, local_time as localTime, identity_id as identityId,
        other_identities as others
      from event
      where local_time is not null and event_row > ? order by event_row limit ?`,
      ...[last?.eventRow ?? 0, PAGE],
    ),
  );
  for (const { eventRow, at, localTime, identityId, others } of events) {
    const written = parseWrittenTime(localTime);
    const resolved = written === undefined ? at : calendar.resolve(written).at;
    if (resolved === at) continue;
    connection.run("update event set at = ? where event_row = ?", resolved, eventRow);
    links.touched.add(identityId);
    for (const low of parseOthers(others)) moved.set(`${identityId} ${low}`, [identityId, low]);
  }
  for (const [high, low] of moved.values()) links.recount(high, low);
}
