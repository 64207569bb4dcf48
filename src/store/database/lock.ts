// One writer at a time: an exclusive SQLite transaction on `<db>.lock`. It cannot go stale, and the system frees it
// the moment its process dies.

import { closeSync, existsSync, openSync } from "node:fs";
import { connect } from "./connection.ts";
import { StoreError, toStoreError } from "./errors.ts";

export interface Lock {
  release(): void;
}

const PRIVATE = 0o600;
/** The longest that SQLite can be told to wait, some 24 days. */
const LONGEST_WAIT_MS = 0x7fff_ffff;

/** Throws a StoreError "locked" when another holds it; with `wait`, blocks until it is free. `shown` is for messages. */
export function takeLock(databasePath: string, shown: string, wait: boolean): Lock {
  const path = `${databasePath}.lock`;
  createPrivateFile(path, shown);
  const connection = connect(path, { timeout: wait ? LONGEST_WAIT_MS : 0 });
  try {
    connection.execute("begin exclusive");
  } catch (cause) {
    connection.close();
    throw isLocked(cause) ? lockedError(shown, cause) : cause;
  }
  return { release: () => connection.close() };
}

/** Makes an empty file that only its owner may read, unless there is one already. */
export function createPrivateFile(path: string, shown: string): void {
  // An existing file is left alone: closing a descriptor of it would drop the locks that this process holds on it.
  if (existsSync(path)) return;
  try {
    closeSync(openSync(path, "wx", PRIVATE));
  } catch (cause) {
    if (!existsSync(path)) throw toStoreError(cause, shown);
  }
}

function isLocked(cause: unknown): boolean {
  return cause instanceof StoreError && cause.code === "locked";
}

function lockedError(shown: string, cause: unknown): StoreError {
  return new StoreError(
    "locked",
    `database "${shown}" is held by another run; try again when that has ended`,
    { cause },
  );
}
