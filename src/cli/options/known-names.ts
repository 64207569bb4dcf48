import { closestName } from "../../diagnostics/suggest.ts";
import { UsageError } from "../exit-codes.ts";

/**
 * The entry of that id; a UsageError with what there is, and the closest of it, where there is none. `others` could
 * have been named as well.
 */
export function requireKnown<Entry extends { readonly id: string }>(
  kind: string,
  id: string,
  entries: readonly Entry[],
  others: readonly { readonly id: string }[] = [],
): Entry {
  const found = entries.find((entry) => entry.id === id);
  if (found !== undefined) return found;
  const ids = [...entries, ...others].map((entry) => entry.id);
  const known = ids.length === 0 ? "there is none" : `there is ${ids.map((each) => `"${each}"`).join(", ")}`;
  const close = closestName(id, ids);
  const hint = close === undefined ? "" : `; did you mean "${close}"?`;
  throw new UsageError(`no ${kind} is named "${id}"; ${known}${hint}`);
}
