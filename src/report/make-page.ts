// The page of a run, made from its tables.

import type { Rulebook } from "../rulebook/model.ts";
import type { Store } from "../store/store.ts";
import { gatherReport, type ReportOptions } from "./gather/gather-report.ts";
import { renderPage } from "./page/render-page.ts";

/** Plain data: it crosses threads. */
export interface PageJob {
  readonly runId: number;
  /** The one that the run used. */
  readonly rulebook: Rulebook;
  readonly options: ReportOptions;
}

/** Throws as `gatherReport` does. */
export function makePage(store: Store, { runId, rulebook, options }: PageJob): string {
  const run = store.run(runId);
  if (run === undefined) throw new Error(`run ${runId} is not in the database`);
  return renderPage(gatherReport(store, run, rulebook, options));
}
