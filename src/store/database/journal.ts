// How SQLite keeps a transaction safe. The first run of a database fills it with new pages alone: the rollback journal
// then has nothing to save and each page is written once, where a write-ahead log would have each written twice. All
// later runs change pages while readers look on: the write-ahead log lets them.

import type { Connection } from "./connection.ts";
import { StoreError } from "./errors.ts";

export function hasRun(connection: Connection): boolean {
  return connection.get("select 1 from run where summary is not null limit 1") !== undefined;
}

/** From now on, and for all who open the file. */
export function useWriteAheadLog(connection: Connection): void {
  connection.pragma("journal_mode = WAL");
}

/** Without the log a reader must not stand in the way of the commit, hours later: it keeps from beginning. */
export function beginToWrite(connection: Connection): void {
  connection.execute(hasLog(connection) ? "begin immediate" : "begin exclusive");
}

export function commitAndLog(connection: Connection): void {
  connection.execute("commit");
  if (hasLog(connection)) return;
  try {
    useWriteAheadLog(connection);
  } catch (cause) {
    // Somebody is reading already: the next run will do it.
    if (!(cause instanceof StoreError && cause.code === "locked")) throw cause;
  }
}

function hasLog(connection: Connection): boolean {
  return connection.pragma("journal_mode") === "wal";
}
