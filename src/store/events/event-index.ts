// The index that tells which events are known. While the first events of a database come it is not there, and their ids
// are remembered: made at once, behind the last of them, it costs a fifth of one that grows out of order.

import type { Connection } from "../database/connection.ts";
import { createSeenIds, type SeenIds } from "./seen-ids.ts";

/** For a file of so many bytes for each event so far the index is dropped once more: as large as all before it. */
const BYTES_PER_EVENT = 100;

export interface EventIndex {
  /** Before a file of so many bytes: drops the index where that pays. */
  defer(bytes: number): void;
  readonly isDeferred: boolean;
  /** The ids of all events; `undefined` where there were events before this run, or after `restoreForGood`. */
  readonly ids: SeenIds | undefined;
  /** Makes the index again where it was dropped. To be called before the transaction that dropped it ends. */
  restore(): void;
  /** Likewise: from now on events are kept that `ids` is not told of. */
  restoreForGood(): void;
}

/** For one run, within its transaction. */
export function createEventIndex(connection: Connection): EventIndex {
  let dropped: string | undefined;
  let ids: SeenIds | undefined;
  let mayDrop = true;
  const restore = () => {
    if (dropped === undefined) return;
    connection.execute(dropped);
    dropped = undefined;
  };
  return {
    defer: (bytes) => {
      if (!mayDrop || dropped !== undefined) return;
      if (ids === undefined && hasEvents(connection)) mayDrop = false;
      else ids ??= createSeenIds(bytes);
      if (ids === undefined || bytes < ids.size * BYTES_PER_EVENT) return;
      dropped = connection.get<{ sql: string }>(
        "select sql from sqlite_master where name = 'event_by_id'",
      )!.sql;
      connection.execute("drop index event_by_id");
    },
    get isDeferred() {
      return dropped !== undefined;
    },
    get ids() {
      return ids;
    },
    restore,
    restoreForGood: () => {
      mayDrop = false;
      ids = undefined;
      restore();
    },
  };
}

function hasEvents(connection: Connection): boolean {
  return connection.get("select 1 from event limit 1") !== undefined;
}
