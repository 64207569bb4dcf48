// What a worker thread does: its job comes with its start, its pages one by one.

import { workerData } from "node:worker_threads";
import type { ContactRecord } from "../store/model.ts";
import { createPageScorer, type PageResult, type ScoringJob } from "./score-page.ts";

const scorePage = createPageScorer(workerData as ScoringJob);

export function score(records: readonly ContactRecord[]): PageResult {
  return scorePage(records);
}
