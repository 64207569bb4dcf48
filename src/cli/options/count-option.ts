import { UsageError } from "../exit-codes.ts";

/** Reads the value of an option that says how many; throws a UsageError when it is no whole number from `least` to `most`. */
export function readCount(option: string, text: string, most: number, least = 1): number {
  const count = /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN;
  if (count >= least && count <= most) return count;
  throw new UsageError(`${option} "${text}" is no count; expected a whole number from ${least} to ${most}`);
}
