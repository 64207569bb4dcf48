import type { OutputFile } from "../../output/csv-file.ts";
import { type RunSummary, summaryOf } from "../../output/run-summary.ts";
import { type WriteMore, writeOutputs, writePastOutputs } from "../../output/write-outputs.ts";
import type { Rulebook } from "../../rulebook/model.ts";
import type { RunWithRulebook } from "../../run/last-rulebook.ts";
import type { Store } from "../../store/store.ts";
import { EXIT } from "../exit-codes.ts";
import type { DoneRun } from "../facts/done-run.ts";
import { findWarnings } from "../wording/run-warnings.ts";

export interface FolderOptions {
  readonly db: string;
  readonly out: string;
  readonly includeContacts: boolean;
}

/** From here on the run is kept; should writing fail, the next run writes what this one did not. */
export async function writeFolder(
  store: Store,
  rulebook: Rulebook,
  run: Pick<DoneRun, "runId" | "summary">,
  options: FolderOptions,
  timings: Readonly<Record<string, number>>,
): Promise<readonly OutputFile[]> {
  const record = store.run(run.runId);
  if (record === undefined) throw new Error(`run ${run.runId} is not in the database`);
  // Of a run that found nothing new the folder is that of the run before, with the files which that was given.
  const { inputs } = summaryOf(record);
  const summary = { ...run.summary, inputs };
  const details = { ...describe(summary), timings, includesContacts: options.includeContacts };
  const writeReport = await prepareReport(store, { run: record, rulebook }, options);
  const { outputs, runFile } = await writeOutputs(store, record, rulebook, options.out, details, writeReport);
  store.markWritten(run.runId, runFile);
  return outputs;
}

/** What is kept of a run that others have followed. */
export async function writePastFolder(
  store: Store,
  past: RunWithRulebook,
  options: FolderOptions,
): Promise<readonly OutputFile[]> {
  const { run, rulebook } = past;
  const summary = summaryOf(run);
  const details = { ...describe(summary), timings: {}, includesContacts: options.includeContacts };
  const writeReport = await prepareReport(store, past, options);
  return (await writePastOutputs(store, run, rulebook, options.out, details, writeReport)).outputs;
}

function describe(summary: RunSummary) {
  return { summary, exitCode: EXIT.done, warnings: findWarnings(summary) };
}

/** What makes the page is loaded only now: a run that leaves its folder alone does without. */
async function prepareReport(
  store: Store,
  { run, rulebook }: RunWithRulebook,
  { db, includeContacts }: FolderOptions,
): Promise<WriteMore> {
  const { beginReport } = await import("../../report/write-report.ts");
  const { totals } = summaryOf(run);
  return beginReport({
    ...{ store, database: db, contacts: totals.scored },
    ...{ runId: run.runId, rulebook, options: { includeContacts } },
  });
}
