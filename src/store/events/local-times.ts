// Times written without an offset are of the rulebook's zone: when that changes, so do their instants.

import type { Calendar } from "../../values/calendar.ts";
import { parseWrittenTime } from "../../values/date-text.ts";
import type { Connection } from "../database/connection.ts";
import { inPages } from "../database/paging.ts";
import { type Links, parseOthers } from "../identities/links.ts";

interface TimedRow {
  readonly identityId: number;
  readonly eventId: string;
  readonly source: string;
  readonly at: number;
  readonly localTime: string;
  readonly others: string | null;
}

const PAGE = 10_000;

/** The links that rest on events which move in time are counted anew. */
export function resolveLocalTimes(connection: Connection, links: Links, calendar: Calendar): void {
  const moved = new Map<string, readonly [high: number, low: number]>();
  const events = inPages((last: TimedRow | undefined) =>
    connection.all<TimedRow>(
      `select identity_id as identityId, event_id as eventId, source, at, local_time as localTime,
        other_identities as others
      from event
      where local_time is not null and (identity_id, event_id, source) > (?, ?, ?)
      order by identity_id, event_id, source limit ?`,
      ...[last?.identityId ?? 0, last?.eventId ?? "", last?.source ?? "", PAGE],
    ),
  );
  for (const { identityId, eventId, source, at, localTime, others } of events) {
    const written = parseWrittenTime(localTime);
    const resolved = written === undefined ? at : calendar.resolve(written).at;
    if (resolved === at) continue;
    connection.run(
      "update event set at = ? where identity_id = ? and event_id = ? and source = ?",
      ...[resolved, identityId, eventId, source],
    );
    links.touched.add(identityId);
    for (const low of parseOthers(others)) moved.set(`${identityId} ${low}`, [identityId, low]);
  }
  for (const [high, low] of moved.values()) links.recount(high, low);
}
