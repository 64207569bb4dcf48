import type { OutputFile } from "../../output/csv-file.ts";
import { checkOutputFolder } from "../../output/output-folder.ts";
import { findRunOf } from "../../output/run-json.ts";
import { summaryOf } from "../../output/run-summary.ts";
import { loadLastRulebook, loadPastRulebook, type RunWithRulebook } from "../../run/last-rulebook.ts";
import type { RunRecord } from "../../store/model.ts";
import type { Store } from "../../store/store.ts";
import { formatAsOf } from "../../values/as-of.ts";
import { createCalendar } from "../../values/calendar.ts";
import { formatCountOf } from "../../values/count.ts";
import { withExistingStore } from "../database/with-store.ts";
import { EXIT, type ExitCode, UsageError } from "../exit-codes.ts";
import { refusePlaces } from "../files/refuse-places.ts";
import { type FolderOptions, writeFolder, writePastFolder } from "../files/write-folder.ts";
import { readRunId } from "../options/run-option.ts";
import { createTerminal, showJson, showText } from "../terminal.ts";

export interface ExportOptions {
  readonly db: string;
  readonly out: string;
  readonly run?: string;
  readonly includeContacts?: boolean;
  readonly wait?: boolean;
  readonly quiet?: boolean;
  readonly json?: boolean;
  readonly color: boolean;
}

interface Exported {
  readonly run: RunRecord;
  /** Others have followed it: what is kept of the last run only was not written. */
  readonly isPast: boolean;
  readonly outputs: readonly OutputFile[];
}

/** The third step of a run on its own. */
export async function exportAction(options: ExportOptions): Promise<ExitCode> {
  const runId = readRunId("--run", options.run);
  refusePlaces(options);
  checkOutputFolder(options.out);
  const exported = await withExistingStore(options, (store) => exportRun(store, runId, options));
  const terminal = createTerminal(options);
  if (options.quiet !== true) {
    terminal.out(options.json === true ? formatJson(exported, options.out) : format(exported, options.out));
  }
  return EXIT.done;
}

async function exportRun(
  store: Store,
  runId: number | undefined,
  { db, out, includeContacts = false }: ExportOptions,
): Promise<Exported> {
  const last = store.lastRun();
  const options = { db, out, includeContacts };
  if (runId === undefined || runId === last?.runId) {
    return exportLast(store, await loadLastRulebook(store, db), options);
  }
  return exportPast(store, await loadPastRulebook(store, db, runId), options);
}

async function exportLast(
  store: Store,
  { run, rulebook }: RunWithRulebook,
  options: FolderOptions,
): Promise<Exported> {
  const done = { runId: run.runId, summary: summaryOf(run) };
  return { run, isPast: false, outputs: await writeFolder(store, rulebook, done, options, {}) };
}

/** A program that looks for today's lists must not find half of another day's. */
async function exportPast(store: Store, past: RunWithRulebook, options: FolderOptions): Promise<Exported> {
  const { run } = past;
  const there = findRunOf(options.out);
  if (there !== undefined && there > run.runId) {
    throw new UsageError(
      `--out "${options.out}" holds the lists of run ${there}; give run ${run.runId} a folder of its own`,
    );
  }
  return { run, isPast: true, outputs: await writePastFolder(store, past, options) };
}

function format({ run, isPast, outputs }: Exported, out: string): string {
  const asOf = formatAsOf(run.asOf, createCalendar(run.timezone));
  const files = formatCountOf(outputs.length + 1, "file");
  const wrote = `wrote run ${run.runId} as of ${asOf} to ${showText(out)}: ${files}\n`;
  if (!isPast) return wrote;
  return `${wrote}its actions, changes, rejects and report; scores and members are kept of the last run only\n`;
}

function formatJson({ run, isPast, outputs }: Exported, out: string): string {
  return showJson({
    run: run.runId,
    as_of: createCalendar(run.timezone).format(run.asOf),
    out,
    past_run: isPast,
    outputs,
  });
}
