// Rulebooks that runs of a database have used, as they were then.

import type { Rulebook } from "../rulebook/model.ts";
import type { RunRecord } from "../store/model.ts";
import type { Store } from "../store/store.ts";

/** Of any run, with the rulebook it used. */
export interface RunWithRulebook {
  readonly run: RunRecord;
  readonly rulebook: Rulebook;
}

/** There is nothing to look into yet, or this version reads the rulebook otherwise. */
export class NoRunError extends Error {
  override readonly name = "NoRunError";
}

export function noRunYet(path: string): NoRunError {
  return new NoRunError(`database "${path}" holds no run yet; start with tallybook run`);
}

export async function loadLastRulebook(store: Store, path: string): Promise<RunWithRulebook> {
  const run = store.lastRun();
  if (run === undefined) throw noRunYet(path);
  const rulebook = await findRulebook(store, run.rulebookHash);
  if (rulebook !== undefined) return { run, rulebook };
  throw new NoRunError(
    `the rulebook of the last run in "${path}", made by version ${run.programVersion}, is not one this version reads; run again`,
  );
}

/** Rejects with a NoRunError where there is no such run. */
export async function loadPastRulebook(store: Store, path: string, runId: number): Promise<RunWithRulebook> {
  const run = store.run(runId);
  if (run === undefined) {
    throw new NoRunError(`database "${path}" has no run ${runId}; tallybook runs lists those it has`);
  }
  const rulebook = await findRulebook(store, run.rulebookHash);
  if (rulebook !== undefined) return { run, rulebook };
  throw new NoRunError(
    `the rulebook of run ${runId} in "${path}", made by version ${run.programVersion}, is not one this version reads`,
  );
}

/** `undefined` when this version reads it otherwise. */
export async function findRulebook(store: Store, hash: string): Promise<Rulebook | undefined> {
  const resolved = store.resolvedRulebook(hash);
  if (resolved !== undefined) return resolved.rulebook;
  // Only now: what parses is large.
  const { parseRulebookFiles } = await import("../rulebook/parse.ts");
  const [main, ...included] = store.rulebookFiles(hash) ?? [];
  const result = main === undefined ? undefined : parseRulebookFiles([main, ...included]);
  return result?.kind === "loaded" ? result.rulebook : undefined;
}
