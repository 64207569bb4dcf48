import { type CountLimit, parseCountLimit } from "../../values/count-limit.ts";
import { UsageError } from "../exit-codes.ts";

export function readCountLimit(option: string, text: string): CountLimit {
  const limit = parseCountLimit(text);
  if (limit !== undefined) return limit;
  throw new UsageError(`${option} "${text}" is neither a count such as 20 nor a percentage such as 1%`);
}
