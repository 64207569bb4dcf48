// Opens the database file: refuses what is not ours before anything is changed, makes a new one where there is none.

import { chmodSync, readFileSync, realpathSync, type Stats, statSync } from "node:fs";
import { resolve } from "node:path";
import { type Connection, connect } from "./connection.ts";
import { StoreError, systemCode, toStoreError } from "./errors.ts";
import { createPrivateFile, type Lock, takeLock } from "./lock.ts";

/** "TBOK" in ASCII. */
const APPLICATION_ID = 0x54424f4b;
const VERSION = 3;
const CACHE_KIB = 64_000;
const SCHEMA = new URL("../../src/store/schema.sql", import.meta.url);

export interface OpenDatabase {
  readonly connection: Connection;
  readonly lock: Lock | undefined;
}

/** For readers: nothing is locked, nothing is made. Throws a StoreError. */
export function openForReading(path: string): OpenDatabase {
  const stats = inspectPath(path);
  if (stats === undefined) {
    throw new StoreError("missing", `database "${path}" does not exist; make it with a run first`);
  }
  if (stats.size === 0) {
    throw new StoreError("missing", `database "${path}" is empty; make it with a run first`);
  }
  const connection = connect(path, { readonly: true });
  return { connection: closedOnError(connection, () => verify(connection)), lock: undefined };
}

/** For a run: takes the lock first. Throws a StoreError; nothing stays open then. */
export function openForWriting(path: string, wait: boolean): OpenDatabase {
  const stats = inspectPath(path);
  if (stats !== undefined && stats.size > 0) refuseForeignFile(path);
  // Through a symbolic link the same database must come to the same lock.
  const actual = stats === undefined ? resolve(path) : realpathSync(path);
  const lock = takeLock(actual, path, wait);
  try {
    createPrivateFile(actual, path);
    if (statSync(actual).size === 0) chmodSync(actual, 0o600);
    const connection = connect(path);
    return { connection: closedOnError(connection, () => prepareForWriting(connection)), lock };
  } catch (cause) {
    lock.release();
    throw toStoreError(cause, path);
  }
}

/** `undefined` when there is no such file. */
function inspectPath(path: string): Stats | undefined {
  let stats: Stats | undefined;
  try {
    stats = statSync(path, { throwIfNoEntry: false });
  } catch (cause) {
    throw toStoreError(cause, path);
  }
  if (stats?.isDirectory()) {
    throw new StoreError("folder", `"${path}" is a folder; expected a database file`);
  }
  if (stats !== undefined && !stats.isFile()) {
    throw new StoreError("folder", `"${path}" is not a regular file; expected a database file`);
  }
  return stats;
}

/** Looks without the lock, so that no lock file appears beside a file that is not ours. */
function refuseForeignFile(path: string): void {
  const connection = connect(path, { readonly: true });
  try {
    verify(connection);
  } catch (cause) {
    // A reader may lack rights that the writer has, to finish what a crash left: that one decides.
    const code = cause instanceof StoreError ? systemCode(cause.cause) : "";
    if (!/^SQLITE_(READONLY|CANTOPEN|BUSY)/.test(code)) throw cause;
  } finally {
    connection.close();
  }
}

function prepareForWriting(connection: Connection): void {
  verify(connection);
  if (isEmpty(connection)) createSchema(connection);
  // SQLite opens a file that may not be written for reading, and says so only when a table is to be changed.
  connection.execute("delete from run where false");
  connection.pragma("journal_mode = WAL");
  // A run whose actions have gone out must not be undone by a power cut, or they would fire again.
  connection.pragma("synchronous = FULL");
  connection.pragma(`cache_size = -${CACHE_KIB}`);
}

/** Before WAL, so that the file carries our mark from its first byte. */
function createSchema(connection: Connection): void {
  connection.execute(
    `begin immediate;
    ${readFileSync(SCHEMA, "utf8")}
    pragma application_id = ${APPLICATION_ID};
    pragma user_version = ${VERSION};
    commit;`,
  );
}

function verify(connection: Connection): void {
  const id = connection.pragma("application_id");
  const version = Number(connection.pragma("user_version"));
  if (id !== APPLICATION_ID && !isEmpty(connection)) {
    throw new StoreError(
      "foreign",
      `"${connection.path}" is a database of another program (application id ${id}); expected one made by tallybook`,
    );
  }
  if (id === APPLICATION_ID && version < VERSION) {
    throw new StoreError(
      "older",
      `database "${connection.path}" was made before the first release of tallybook (format ${version}) and cannot be read; give another place, and take the exports in anew`,
    );
  }
  if (id === APPLICATION_ID && version > VERSION) {
    throw new StoreError(
      "newer",
      `database "${connection.path}" has format ${version}, this version of tallybook understands up to ${VERSION}; update tallybook`,
    );
  }
}

function isEmpty(connection: Connection): boolean {
  return connection.get("select 1 from sqlite_master limit 1") === undefined;
}

function closedOnError(connection: Connection, prepare: () => void): Connection {
  try {
    prepare();
    return connection;
  } catch (cause) {
    connection.close();
    throw cause;
  }
}
