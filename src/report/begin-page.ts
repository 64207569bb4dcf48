// Begins the page of a run beside the other files of its folder: where there are many contacts, in a thread of its own.

import { fileURLToPath } from "node:url";
import type { Store } from "../store/store.ts";
import { PACKAGE_FOLDER } from "../values/package-folder.ts";
import type { PageJob } from "./make-page.ts";

/** Of fewer contacts the page is made before another thread has started. */
const MANY_CONTACTS = 20_000;
/** As it was built, for tests run the sources. */
const WORKER = new URL("dist/report/page-worker.js", PACKAGE_FOLDER);

export interface PageRequest extends PageJob {
  readonly store: Store;
  /** The file that the store has open. */
  readonly database: string;
  readonly contacts: number;
}

/** Answers the page when it is asked for. The run must be committed. */
export function beginPage(request: PageRequest): () => Promise<string> {
  if (request.contacts < MANY_CONTACTS) return () => makeHere(request);
  const page = makeInThread(request);
  // Thrown when it is asked for, from here, where its errors have their kinds.
  page.catch(() => {});
  return () => page.catch(() => makeHere(request));
}

async function makeInThread({ database, runId, rulebook, options }: PageRequest): Promise<string> {
  const { Piscina } = await import("piscina");
  const pool = new Piscina<unknown, string>({
    filename: fileURLToPath(WORKER),
    name: "makePageHere",
    ...{ minThreads: 1, maxThreads: 1 },
  });
  try {
    return await pool.run({ database, runId, rulebook, options });
  } finally {
    await pool.destroy();
  }
}

async function makeHere({ store, ...job }: PageRequest): Promise<string> {
  const { makePage } = await import("./make-page.ts");
  return makePage(store, job);
}
