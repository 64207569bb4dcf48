// Opens the database file: refuses what is not ours before anything is changed, makes a new one where there is none,
// and brings one of an earlier version up to date.

import { chmodSync, realpathSync, type Stats, statSync } from "node:fs";
import { resolve } from "node:path";
import { type Connection, connect } from "./connection.ts";
import { copyBeside, copyInto } from "./copy-database.ts";
import { StoreError, systemCode, toStoreError } from "./errors.ts";
import { createTables, FORMAT, isEmpty, migrateTables, readFormat } from "./formats.ts";
import { hasRun, useWriteAheadLog } from "./journal.ts";
import { createPrivateFile, type Lock, takeLock } from "./lock.ts";

const CACHE_KIB = 40_000;

export interface OpenDatabase {
  readonly connection: Connection;
  readonly lock: Lock | undefined;
  readonly migration: Migration | undefined;
}

/** What opening did to a database that an earlier version had made. */
export interface Migration {
  readonly from: number;
  readonly to: number;
  /** Where it lies as it was; none of a passing one. */
  readonly copy: string | undefined;
}

export interface WriteOptions {
  /** Until another run has ended; blocks the process. */
  readonly wait: boolean;
  /** It is thrown away after use, so that nothing is kept of what it was. */
  readonly isPassing: boolean;
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
  closedOnError(connection, () => refuseOlder(path, readFormat(connection)));
  return { connection, lock: undefined, migration: undefined };
}

/**
 * For a dry run, which changes nothing: puts a copy of a database that an earlier version has made to `to`, where there
 * is nothing yet. Answers false, without a copy, for any other database. Throws a StoreError.
 */
export function copyOlder(path: string, to: string): boolean {
  if (inspectPath(path)?.size === 0) return false;
  const connection = connect(path, { readonly: true });
  try {
    const format = readFormat(connection);
    if (format === undefined || format === FORMAT) return false;
    copyInto(connection, to);
    return true;
  } finally {
    connection.close();
  }
}

/** For a run: takes the lock first. Throws a StoreError; nothing stays open then. */
export function openForWriting(path: string, { wait, isPassing }: WriteOptions): OpenDatabase {
  const stats = inspectPath(path);
  if (stats !== undefined && stats.size > 0) refuseForeignFile(path);
  // Through a symbolic link the same database must come to the same lock.
  const actual = stats === undefined ? resolve(path) : realpathSync(path);
  const lock = takeLock(actual, path, wait);
  try {
    createPrivateFile(actual, path);
    if (statSync(actual).size === 0) chmodSync(actual, 0o600);
    const connection = connect(path);
    const migration = closedOnError(connection, () => prepareForWriting(connection, isPassing));
    return { connection, lock, migration };
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
  // Another run may have it for itself: the lock tells that, and at once.
  const connection = connect(path, { readonly: true, timeout: 0 });
  try {
    readFormat(connection);
  } catch (cause) {
    // A reader may lack rights that the writer has, to finish what a crash left: that one decides.
    const code = cause instanceof StoreError ? systemCode(cause.cause) : "";
    if (!/^SQLITE_(READONLY|CANTOPEN|BUSY)/.test(code)) throw cause;
  } finally {
    connection.close();
  }
}

function prepareForWriting(connection: Connection, isPassing: boolean): Migration | undefined {
  const format = readFormat(connection);
  if (isEmpty(connection)) createTables(connection);
  const migration =
    format === undefined || format === FORMAT ? undefined : migrate(connection, format, isPassing);
  // SQLite opens a file that may not be written for reading, and says so only when a table is to be changed.
  connection.execute("delete from run where false");
  if (hasRun(connection)) useWriteAheadLog(connection);
  // A run whose actions have gone out must not be undone by a power cut, or they would fire again.
  connection.pragma("synchronous = FULL");
  connection.pragma(`cache_size = -${CACHE_KIB}`);
  return migration;
}

function migrate(connection: Connection, from: number, isPassing: boolean): Migration {
  const copy = isPassing ? undefined : copyBeside(connection, from);
  migrateTables(connection, from);
  return { from, to: FORMAT, copy };
}

function refuseOlder(path: string, format: number | undefined): void {
  if (format === undefined || format === FORMAT) return;
  throw new StoreError(
    "older",
    `database "${path}" was made by an earlier version of tallybook (format ${format}, now ${FORMAT}); the next tallybook run copies and migrates it`,
  );
}

function closedOnError<Result>(connection: Connection, prepare: () => Result): Result {
  try {
    return prepare();
  } catch (cause) {
    connection.close();
    throw cause;
  }
}
