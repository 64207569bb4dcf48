// The only place that talks to better-sqlite3.

import { createRequire } from "node:module";
import { resolve } from "node:path";
import type Database from "better-sqlite3";
import { toStoreError } from "./errors.ts";

// Imported, it would have to be searched for what it exports first, and threads that open nothing would load it too.
const require = createRequire(import.meta.url);
const loadSqlite = () => require("better-sqlite3") as typeof Database;

export type SqlValue = string | number | bigint | Buffer | null;

export interface WriteResult {
  readonly changes: number;
  readonly lastInsertRowid: number | bigint;
}

export interface Connection {
  /** As given; for messages. */
  readonly path: string;
  /** Runs a statement that gives no rows. Throws a StoreError when the file cannot be written. */
  run(sql: string, ...values: readonly SqlValue[]): WriteResult;
  /** The same statement many times over, its values in one list. */
  prepare(sql: string): (values: readonly SqlValue[]) => WriteResult;
  get<Row>(sql: string, ...values: readonly SqlValue[]): Row | undefined;
  /** All rows at once: no cursor stays open, so that writes may happen between pages. */
  all<Row>(sql: string, ...values: readonly SqlValue[]): Row[];
  /** Like `all`, with every integer as a bigint: for points, which a double cannot hold. */
  allExact<Row>(sql: string, ...values: readonly SqlValue[]): Row[];
  /** Several statements at once, without values. */
  execute(sql: string): void;
  pragma(name: string): unknown;
  readonly inTransaction: boolean;
  close(): void;
}

export interface ConnectionOptions {
  readonly readonly?: boolean;
  /** How long to wait for another connection, in milliseconds. */
  readonly timeout?: number;
}

/**
 * What better-sqlite3 has made, to the end of the process: on Node 24.19 and later its version 12 aborts the process when
 * one of its objects is collected as garbage. Version 13 no longer does, but it does not run on Node 20.
 */
const NEVER_COLLECTED: object[] = [];

function keep<Made extends object>(made: Made): Made {
  NEVER_COLLECTED.push(made);
  return made;
}

/** The file must exist; ":memory:" is a file like any other. The caller closes the connection. */
export function connect(path: string, options: ConnectionOptions = {}): Connection {
  const attempt = <T>(work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      throw toStoreError(cause, path);
    }
  };
  const Sqlite = loadSqlite();
  const database = attempt(() => keep(new Sqlite(resolve(path), { ...options, fileMustExist: true })));
  const statements = createStatements(database);

  return {
    path,
    run: (sql, ...values) => attempt(() => statements.plain(sql).run(...values)),
    prepare: (sql) => {
      const statement = attempt(() => statements.plain(sql));
      return (values) => {
        try {
          return statement.run(values);
        } catch (cause) {
          throw toStoreError(cause, path);
        }
      };
    },
    get: <Row>(sql: string, ...values: readonly SqlValue[]) =>
      attempt(() => statements.plain(sql).get(...values) as Row | undefined),
    all: <Row>(sql: string, ...values: readonly SqlValue[]) =>
      attempt(() => statements.plain(sql).all(...values) as Row[]),
    allExact: <Row>(sql: string, ...values: readonly SqlValue[]) =>
      attempt(() => statements.exact(sql).all(...values) as Row[]),
    execute: (sql) => attempt(() => void database.exec(sql)),
    pragma: (name) => attempt(() => runPragma(database, name)),
    get inTransaction() {
      return database.inTransaction;
    },
    close: () => attempt(() => void database.close()),
  };
}

/** Prepared each time, for some pragmas take effect when they are prepared. Answers their one value, where they give any. */
function runPragma(database: Database.Database, name: string): unknown {
  const statement = keep(database.prepare(`pragma ${name}`));
  return statement.reader ? statement.pluck().get() : void statement.run();
}

/** Each is prepared once. */
function createStatements(database: Database.Database) {
  const plain = new Map<string, Database.Statement>();
  const exact = new Map<string, Database.Statement>();
  const prepare = (kept: Map<string, Database.Statement>, sql: string, safeIntegers: boolean) => {
    let statement = kept.get(sql);
    if (statement === undefined) {
      statement = keep(database.prepare(sql).safeIntegers(safeIntegers));
      kept.set(sql, statement);
    }
    return statement;
  };
  return {
    plain: (sql: string) => prepare(plain, sql, false),
    exact: (sql: string) => prepare(exact, sql, true),
  };
}
