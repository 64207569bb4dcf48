export interface Difference<Row> {
  /** Rows that are new or differ from what is stored. */
  readonly put: readonly Row[];
  /** Stored rows that are wanted no more. */
  readonly drop: readonly Row[];
}

/** What to write so that the stored rows become the wanted ones; a night on which little moved writes little. */
export function difference<Row>(
  stored: readonly Row[],
  wanted: readonly Row[],
  keyOf: (row: Row) => string,
  same: (a: Row, b: Row) => boolean,
): Difference<Row> {
  const left = new Map(stored.map((row) => [keyOf(row), row]));
  const put: Row[] = [];
  for (const row of wanted) {
    const key = keyOf(row);
    const before = left.get(key);
    left.delete(key);
    if (before === undefined || !same(before, row)) put.push(row);
  }
  return { put, drop: [...left.values()] };
}
