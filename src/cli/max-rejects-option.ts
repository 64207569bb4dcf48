import { parseRejectLimit, type RejectLimit } from "../run/reject-limit.ts";
import { UsageError } from "./exit-codes.ts";

export function readMaxRejects(text: string): RejectLimit {
  const limit = parseRejectLimit(text);
  if (limit !== undefined) return limit;
  throw new UsageError(`--max-rejects "${text}" is neither a count such as 20 nor a percentage such as 1%`);
}
