// Many new rows with few statements.

import type { Connection, SqlValue } from "./connection.ts";

/** Statements are made for so many rows: more in one make it hardly faster. */
const SIZES = [25, 5, 1] as const;

/**
 * For a table with columns, such as "link (high_id, low_id)", so many values a row. Answers the row id of the last row,
 * those before have the ids before it; `undefined`, with some of them kept, where a row is known or not
 * allowed: the caller undoes it.
 */
export function createInsert(
  connection: Connection,
  table: string,
  width: number,
): (values: readonly SqlValue[]) => number | undefined {
  const row = `(${Array(width).fill("?").join(", ")})`;
  const statements = SIZES.map((size) => ({
    size,
    // What "or ignore" leaves out needs no undoing within the statement, so that SQLite keeps no pages for that.
    run: connection.prepare(`insert or ignore into ${table} values ${Array(size).fill(row).join(", ")}`),
  }));
  return (values) => {
    let lastId = 0;
    let from = 0;
    for (const { size, run } of statements) {
      for (let to = from + size * width; to <= values.length; to += size * width) {
        const { changes, lastInsertRowid } = run(values.slice(from, to));
        if (changes < size) return undefined;
        lastId = Number(lastInsertRowid);
        from = to;
      }
    }
    return lastId;
  };
}
