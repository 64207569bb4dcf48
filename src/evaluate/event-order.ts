import { compareText } from "../values/text.ts";
import type { HistoryEvent } from "./history.ts";

type Placed = Pick<HistoryEvent, "at" | "id">;

/** Event order: `at`, then event id. Below zero when `a` comes first. */
export function compareEvents(a: Placed, b: Placed): number {
  return a.at - b.at || compareText(a.id, b.id);
}
