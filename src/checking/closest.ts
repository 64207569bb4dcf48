import type { Close } from "../diagnostics/data-messages.ts";
import { closestName } from "../diagnostics/suggest.ts";

/** What the data has and the rulebook probably means; of equally close ones the most frequent. */
export function findClose(written: string, candidates: readonly Close[]): Close | undefined {
  const found = candidates.filter(({ count }) => count > 0);
  const name = closestName(
    written,
    found.map((each) => each.name),
  );
  return found.find((each) => each.name === name);
}
