// The rulebook of a database's last run, as it was then.

import type { Rulebook } from "../rulebook/model.ts";
import { parseRulebookFiles } from "../rulebook/parse.ts";
import type { RunRecord } from "../store/model.ts";
import type { Store } from "../store/store.ts";

export interface LastRun {
  readonly run: RunRecord;
  readonly rulebook: Rulebook;
}

/** There is nothing to look into yet, or this version reads the rulebook otherwise. */
export class NoRunError extends Error {
  override readonly name = "NoRunError";
}

export function loadLastRulebook(store: Store, path: string): LastRun {
  const run = store.lastRun();
  if (run === undefined)
    throw new NoRunError(`database "${path}" holds no run yet; start with tallybook run`);
  const [main, ...included] = store.rulebookFiles(run.rulebookHash) ?? [];
  const result = main === undefined ? undefined : parseRulebookFiles([main, ...included]);
  if (result?.kind === "loaded") return { run, rulebook: result.rulebook };
  throw new NoRunError(
    `the rulebook of the last run in "${path}", made by version ${run.programVersion}, is not one this version reads; run again`,
  );
}
