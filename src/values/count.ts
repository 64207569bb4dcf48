// Counts as people read them.

/** Made when it is first needed, which takes some 10 ms. */
let format: Intl.NumberFormat | undefined;

/** 12,345 in every locale. */
export function formatCount(count: number): string {
  format ??= new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
  return format.format(count);
}

/** "1 row", "2 rows". */
export function formatCountOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}
