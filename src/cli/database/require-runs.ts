import { noRunYet } from "../../run/last-rulebook.ts";
import type { ListedRun } from "../../store/runs/run-list.ts";
import type { Store } from "../../store/store.ts";

/** Twenty-seven years of nights. */
export const MOST_RUNS = 10_000;

/** The newest first. Throws a NoRunError where there is none. */
export function requireRuns(store: Store, path: string, limit: number): readonly ListedRun[] {
  const runs = store.runs(limit);
  if (runs.length > 0) return runs;
  throw noRunYet(path);
}
