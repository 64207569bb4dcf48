import { compareText } from "../values/text.ts";
import type { HistoryEvent } from "./history.ts";

/** Event order: `at`, then event id. Below zero when `a` comes first. */
export function compareEvents(a: HistoryEvent, b: HistoryEvent): number {
  return a.at - b.at || compareText(a.id, b.id);
}
