// Evaluates pages of contacts, in worker threads where there are many: the caller reads and writes in the meantime.

import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { RecordPages } from "../store/gather/contact-records.ts";
import type { ContactRecord } from "../store/model.ts";
import { PACKAGE_FOLDER } from "../values/package-folder.ts";
import { createPageScorer, type PageResult, type ScoringJob } from "./score-page.ts";

/** Fewer are evaluated as soon in the main thread: another has to start, and to warm up. */
const FEW_CONTACTS = 20_000;
/** Each takes some 80 MB. */
const MOST_WORKERS = 6;
/** One being evaluated, one waiting: no thread idles, and memory stays flat. */
const PAGES_PER_WORKER = 2;
/** As it was built, for tests run the sources. */
const WORKER = new URL("dist/run/scoring-worker.js", PACKAGE_FOLDER);

/** Results in the order of the pages. Workers end when the caller stops. */
export function scorePages(job: ScoringJob, { contacts, pages }: RecordPages): AsyncIterable<PageResult> {
  return contacts < FEW_CONTACTS ? scoreHere(job, pages) : scoreInWorkers(job, pages);
}

async function* scoreHere(job: ScoringJob, pages: RecordPages["pages"]): AsyncGenerator<PageResult> {
  const scorePage = createPageScorer(job);
  for (const page of pages) yield scorePage(page);
}

async function* scoreInWorkers(job: ScoringJob, pages: RecordPages["pages"]): AsyncGenerator<PageResult> {
  const { Piscina } = await import("piscina");
  // One core is for reading and writing.
  const threads = Math.max(1, Math.min(availableParallelism() - 1, MOST_WORKERS));
  const pool = new Piscina<readonly ContactRecord[], PageResult>({
    filename: fileURLToPath(WORKER),
    name: "score",
    workerData: job,
    ...{ minThreads: threads, maxThreads: threads, concurrentTasksPerWorker: PAGES_PER_WORKER },
  });
  const begun: Promise<PageResult>[] = [];
  try {
    for (const page of pages) {
      const result = pool.run(page as ContactRecord[]);
      // Thrown when its turn comes; what is still under way when another has failed is of no use any more.
      result.catch(() => {});
      begun.push(result);
      if (begun.length > threads * PAGES_PER_WORKER) yield await begun.shift()!;
    }
    while (begun.length > 0) yield await begun.shift()!;
  } finally {
    // An answer that is still on its way finds its task given up.
    pool.on("error", () => {});
    await pool.destroy();
  }
}
