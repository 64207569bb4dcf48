// Indexes that are made once, behind the first rows of their tables: sorted, an index costs a third.

import type { Connection } from "./connection.ts";

export interface DeferredIndexes {
  /** Drops those of them whose tables have no rows yet. */
  defer(names: readonly string[]): void;
  /** Makes again all that were dropped. To be called before the transaction that dropped them ends. */
  restore(): void;
}

interface Definition {
  readonly tableName: string;
  readonly sql: string;
}

/** For one run, within its transaction. */
export function createDeferredIndexes(connection: Connection): DeferredIndexes {
  const dropped: string[] = [];
  const isEmpty = (table: string) => connection.get(`select 1 from ${table} limit 1`) === undefined;
  const drop = (name: string) => {
    const index = connection.get<Definition>(
      "select tbl_name as tableName, sql from sqlite_master where type = 'index' and name = ?",
      name,
    );
    if (index === undefined || !isEmpty(index.tableName)) return;
    connection.execute(`drop index ${name}`);
    dropped.push(index.sql);
  };
  return {
    defer: (names) => {
      for (const name of names) drop(name);
    },
    restore: () => {
      for (const sql of dropped.splice(0)) connection.execute(sql);
    },
  };
}
