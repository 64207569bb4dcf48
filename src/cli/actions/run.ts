// The nightly job. What only some runs need, such as what prints, is imported when it is needed: starting is what a night
// without news costs.

import { resolve, sep } from "node:path";
import { hashRunFile, holdsOutputs } from "../../output/intact-folder.ts";
import { checkOutputFolder, prepareOutputFolder } from "../../output/output-folder.ts";
import { isFolderOf } from "../../output/run-report.ts";
import type { RunSummary } from "../../output/run-summary.ts";
import { writeOutputs } from "../../output/write-outputs.ts";
import type { Rulebook } from "../../rulebook/model.ts";
import { type RunOutcome, type RunRequest, runRulebook } from "../../run/run-rulebook.ts";
import type { Store } from "../../store/store.ts";
import { createCalendar } from "../../values/calendar.ts";
import type { CountLimit } from "../../values/count-limit.ts";
import { readAsOf, refuseEarlierAsOf } from "../as-of-option.ts";
import { readCountLimit } from "../count-limit-option.ts";
import { EXIT, type ExitCode, UsageError } from "../exit-codes.ts";
import { listenForInterrupt } from "../interrupt.ts";
import { loadSoundRulebook } from "../load-rulebook.ts";
import { findWarnings } from "../run-warnings.ts";
import { readStdin } from "../stdin.ts";
import { createStopwatch, type Stopwatch } from "../stopwatch.ts";
import { createTerminal, showText, type Terminal } from "../terminal.ts";
import { readVersion } from "../version.ts";
import { watchProgress } from "../watch-progress.ts";
import { withRunStore } from "../with-store.ts";

export interface RunOptions {
  readonly contacts?: readonly string[];
  readonly events?: readonly string[];
  readonly identities?: readonly string[];
  readonly includeAnonymous?: boolean;
  readonly forSpreadsheet?: boolean;
  readonly db: string;
  readonly out: string;
  readonly asOf?: string;
  readonly maxRejects: string;
  readonly full?: boolean;
  readonly dryRun?: boolean;
  readonly wait?: boolean;
  readonly quiet?: boolean;
  readonly json?: boolean;
  readonly color: boolean;
}

export async function runAction(rulebookPath: string, options: RunOptions): Promise<ExitCode> {
  const terminal = createTerminal(options);
  const maxRejects = readCountLimit("--max-rejects", options.maxRejects);
  const rulebook = await loadSoundRulebook(rulebookPath, terminal);
  readAsOf(options.asOf, rulebook.timezone);
  refusePlaces(options);
  if (options.dryRun !== true) checkOutputFolder(options.out);
  const interrupt = listenForInterrupt();
  return withRunStore(options, async (store) => {
    if (options.quiet !== true) tellMigration(store, options, terminal);
    refuseNothingToScore(store, options);
    // Only now: while a run waits for another, time goes on.
    const asOf = readAsOf(options.asOf, rulebook.timezone);
    if (options.dryRun !== true) {
      prepareOutputFolder(options.out);
      noteWritten(store, options.out);
    }
    refuseEarlierAsOf(asOf, store.lastRun()?.asOf, createCalendar(rulebook.timezone));
    const stopwatch = createStopwatch();
    const outcome = await runWithProgress(store, terminal, options, {
      rulebook,
      contacts: options.contacts ?? [],
      events: options.events ?? [],
      identities: options.identities ?? [],
      stdin: readStdin(interrupt),
      includeAnonymous: options.includeAnonymous === true,
      forSpreadsheet: options.forSpreadsheet === true,
      asOf,
      maxRejects,
      full: options.full === true,
      onPhase: stopwatch.begin,
      dryRun: options.dryRun === true,
      programVersion: readVersion(),
      isInterrupted: interrupt.hasCome,
    });
    if (outcome.kind !== "done") return refuse(outcome, maxRejects, terminal);
    if (options.dryRun !== true && !isInPlace(store, outcome, options.out)) {
      writeFolder(store, rulebook, outcome, options.out, stopwatch);
    }
    if (options.quiet !== true) await printRun(outcome, rulebook, options, terminal);
    return EXIT.done;
  }).finally(interrupt.stopListening);
}

function tellMigration({ migration }: Store, { db, dryRun = false }: RunOptions, terminal: Terminal): void {
  if (migration === undefined || dryRun) return;
  const { from, to, copy = "" } = migration;
  terminal.err(
    `tallybook: database "${showText(db)}" was migrated from format ${from} to ${to}; as it was, it is kept in "${showText(copy)}"\n`,
  );
}

type DoneRun = Extract<RunOutcome, { kind: "done" }>;

type WatchedRequest = Omit<RunRequest, "onImport" | "onScored">;

async function runWithProgress(
  store: Store,
  terminal: Terminal,
  { quiet }: RunOptions,
  request: WatchedRequest,
): Promise<RunOutcome> {
  const progress = await watchProgress(terminal, quiet === true);
  try {
    return await runRulebook(store, {
      ...request,
      onImport: ({ bytesDone, bytesTotal, rows }) => progress.reading(bytesDone, bytesTotal, rows),
      onScored: progress.scoring,
    });
  } finally {
    progress.stop();
  }
}

/** The output folder is replaced as a whole, and inputs are only read: the database can be neither. */
function refusePlaces({ db, out, contacts = [], events = [], identities = [] }: RunOptions): void {
  if (db.trim() === "") throw new UsageError("--db is empty; give the file of the database");
  if (out.trim() === "") throw new UsageError("--out is empty; give the folder for the lists");
  const database = resolve(db);
  if (`${database}${sep}`.startsWith(`${resolve(out)}${sep}`)) {
    throw new UsageError(`--db "${db}" lies in the output folder "${out}"; give a place outside it`);
  }
  const input = [...contacts, ...events, ...identities].find((path) => resolve(path) === database);
  if (input !== undefined) throw new UsageError(`--db "${db}" is also an input; give a file of its own`);
}

function refuseNothingToScore(store: Store, { contacts, events, identities, db }: RunOptions): void {
  if ((contacts ?? events ?? identities) !== undefined || store.lastRun() !== undefined) return;
  throw new UsageError(`database "${db}" holds nothing to score yet; give --contacts and --events`);
}

async function refuse(
  outcome: Exclude<RunOutcome, DoneRun>,
  limit: CountLimit,
  terminal: Terminal,
): Promise<ExitCode> {
  const { formatTooManyFirings, formatTooManyRejects } = await import("../print-refusal.ts");
  terminal.err(
    outcome.kind === "too_many_rejects"
      ? formatTooManyRejects(outcome, limit)
      : formatTooManyFirings(outcome.overruns),
  );
  return EXIT.found;
}

/** Nothing is new, and the folder holds all that a run wrote: it need not be written again. */
function isInPlace(store: Store, run: DoneRun, out: string): boolean {
  const runFile = run.repeated ? store.run(run.runId)?.runFile : undefined;
  return runFile !== undefined && holdsOutputs(out, runFile);
}

/** From here on the run is kept; should writing fail, the next run writes what this one did not. */
function writeFolder(
  store: Store,
  rulebook: Rulebook,
  run: DoneRun,
  out: string,
  stopwatch: Stopwatch,
): void {
  const record = store.run(run.runId);
  if (record === undefined) throw new Error(`run ${run.runId} is not in the database`);
  // Of a run that found nothing new the folder is that of the run before, with the files which that was given.
  const { inputs } = record.summary as unknown as RunSummary;
  const summary = { ...run.summary, inputs };
  const { runFile } = writeOutputs(store, record, rulebook, out, {
    summary,
    timings: stopwatch.timings(),
    exitCode: EXIT.done,
    warnings: findWarnings(summary),
  });
  store.markWritten(run.runId, runFile);
}

/** A run that was killed right after its folder was in place: what that lists must not be listed again. */
function noteWritten(store: Store, out: string): void {
  const last = store.lastRun();
  if (last === undefined || last.written || !isFolderOf(last, out)) return;
  const runFile = hashRunFile(out);
  if (runFile !== undefined) store.markWritten(last.runId, runFile);
}

async function printRun(
  run: DoneRun,
  rulebook: Rulebook,
  options: RunOptions,
  terminal: Terminal,
): Promise<void> {
  const { formatRun, formatRunJson } = await import("../print-run.ts");
  if (options.json === true) terminal.out(formatRunJson(run, rulebook, options));
  else terminal.out(formatRun(run, rulebook, options, terminal.outChalk));
}
