// Counts as people read them.

const COUNT_FORMAT = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** 12,345 in every locale. */
export function formatCount(count: number): string {
  return COUNT_FORMAT.format(count);
}

/** "1 row", "2 rows". */
export function formatCountOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}
