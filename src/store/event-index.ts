// The index that finds the events of an identity. Made once behind the last of many events it costs a third.

import type { Connection } from "./connection.ts";

export interface EventIndex {
  /** Drops it where there are no events yet. */
  defer(): void;
  /** Makes it again where it was dropped. To be called before the transaction that dropped it ends. */
  restore(): void;
}

/** For one run, within its transaction. */
export function createEventIndex(connection: Connection): EventIndex {
  let dropped: string | undefined;
  return {
    defer: () => {
      if (dropped !== undefined || connection.get("select 1 from event limit 1") !== undefined) return;
      dropped = connection.get<{ sql: string }>(
        "select sql from sqlite_master where name = 'event_by_identity'",
      )?.sql;
      connection.execute("drop index if exists event_by_identity");
    },
    restore: () => {
      if (dropped === undefined) return;
      connection.execute(dropped);
      dropped = undefined;
    },
  };
}
