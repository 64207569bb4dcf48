import { UsageError } from "./exit-codes.ts";

/** Reads the value of an option that says how many; throws a UsageError when it is no whole number from 1 to `most`. */
export function readCount(option: string, text: string, most: number): number {
  const count = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= most) return count;
  throw new UsageError(`${option} "${text}" is no count; expected a whole number from 1 to ${most}`);
}
