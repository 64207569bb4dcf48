import type { OutputFile } from "../output/csv-file.ts";
import type { RunSummary } from "../output/run-summary.ts";
import { writeOutputs } from "../output/write-outputs.ts";
import type { Rulebook } from "../rulebook/model.ts";
import type { Store } from "../store/store.ts";
import type { DoneRun } from "./conclude-run.ts";
import { EXIT } from "./exit-codes.ts";
import { findWarnings } from "./run-warnings.ts";

/** From here on the run is kept; should writing fail, the next run writes what this one did not. */
export function writeFolder(
  store: Store,
  rulebook: Rulebook,
  run: Pick<DoneRun, "runId" | "summary">,
  out: string,
  timings: Readonly<Record<string, number>>,
): readonly OutputFile[] {
  const record = store.run(run.runId);
  if (record === undefined) throw new Error(`run ${run.runId} is not in the database`);
  // Of a run that found nothing new the folder is that of the run before, with the files which that was given.
  const { inputs } = record.summary as unknown as RunSummary;
  const summary = { ...run.summary, inputs };
  const { outputs, runFile } = writeOutputs(store, record, rulebook, out, {
    summary,
    timings,
    exitCode: EXIT.done,
    warnings: findWarnings(summary),
  });
  store.markWritten(run.runId, runFile);
  return outputs;
}
