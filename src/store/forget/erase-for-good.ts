import type { Connection } from "../database/connection.ts";

/** Runs in a transaction; what it deletes is overwritten in the file, and the log that still has it is emptied. */
export function eraseForGood<Result>(
  connection: Connection,
  erase: () => Result,
): Result & { readonly isTraceless: boolean } {
  connection.pragma("secure_delete = on");
  connection.execute("begin immediate");
  try {
    const result = erase();
    connection.execute("commit");
    const isBusy = connection.pragma("wal_checkpoint(truncate)");
    return { ...result, isTraceless: isBusy === 0 };
  } finally {
    if (connection.inTransaction) connection.execute("rollback");
  }
}
