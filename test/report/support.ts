// A database in a folder of its own, and what a report says of its runs.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { gatherReport, type ReportOptions } from "../../src/report/gather/gather-report.ts";
import type { Report } from "../../src/report/model.ts";
import { loadPastRulebook } from "../../src/run/last-rulebook.ts";
import { type RunRequest, runRulebook } from "../../src/run/run-rulebook.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { runRequest } from "../support/run-request.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

export interface Shop {
  readonly store: Store;
  readonly database: string;
  /** Writes the file; answers its path. */
  readonly file: (name: string, text: string) => string;
  /** Answers the number of the run, whose folder is in place. */
  readonly run: (request: Pick<RunRequest, "rulebook" | "asOf"> & Partial<RunRequest>) => Promise<number>;
  /** As if the run had ended before its folder was in place. */
  readonly forgetWritten: (runId: number) => void;
  readonly report: (runId: number, options?: Partial<ReportOptions>) => Promise<Report>;
  readonly close: () => void;
}

export function openShop(): Shop {
  const temp = makeTempFolder();
  const database = join(temp.path, "shop.db");
  const store = openStore(database, { mode: "write" });
  return {
    store,
    database,
    file: (name, text) => {
      writeFileSync(join(temp.path, name), text);
      return join(temp.path, name);
    },
    run: async (request) => {
      const maxRejects = { kind: "count", count: 99 } as const;
      const outcome = await runRulebook(store, runRequest({ maxRejects, ...request }));
      if (outcome.kind !== "done") throw new Error(`the run ended with ${outcome.kind}`);
      store.markWritten(outcome.runId, "");
      return outcome.runId;
    },
    forgetWritten: (runId) => {
      const sqlite = new Database(database);
      sqlite.prepare("update run set written = 0, run_file = null where run_id = ?").run(runId);
      sqlite.close();
    },
    report: async (runId, options = {}) => {
      const { run, rulebook } = await loadPastRulebook(store, database, runId);
      return gatherReport(store, run, rulebook, { includeContacts: false, ...options });
    },
    close: () => {
      store.close();
      temp.remove();
    },
  };
}
