// The nightly job. What only some runs need, such as what prints, is imported when it is needed: starting is what a night
// without news costs.

import { hashRunFile, holdsOutputs } from "../../output/intact-folder.ts";
import { checkOutputFolder, prepareOutputFolder } from "../../output/output-folder.ts";
import { isFolderOf, namesContacts } from "../../output/run-json.ts";
import { runRulebook } from "../../run/run-rulebook.ts";
import type { Store } from "../../store/store.ts";
import { createCalendar } from "../../values/calendar.ts";
import { withRunStore } from "../database/with-store.ts";
import { EXIT, type ExitCode, UsageError } from "../exit-codes.ts";
import type { DoneRun } from "../facts/done-run.ts";
import { refusePlaces } from "../files/refuse-places.ts";
import { type FolderOptions, writeFolder } from "../files/write-folder.ts";
import { listenForInterrupt } from "../interrupt.ts";
import { readAsOf, refuseEarlierAsOf } from "../options/as-of-option.ts";
import { readCountLimit } from "../options/count-limit-option.ts";
import { tellMigration } from "../print/tell-migration.ts";
import { createStopwatch } from "../progress/stopwatch.ts";
import { withProgress } from "../progress/with-progress.ts";
import { readStdin } from "../read-stdin.ts";
import { loadSoundRulebook } from "../rulebook/load-rulebook.ts";
import { createTerminal } from "../terminal.ts";
import { readVersion } from "../version.ts";
import { printRun, refuseRun } from "./conclude-run.ts";

export interface RunOptions {
  readonly contacts?: readonly string[];
  readonly events?: readonly string[];
  readonly identities?: readonly string[];
  readonly includeAnonymous?: boolean;
  readonly forSpreadsheet?: boolean;
  readonly includeContacts?: boolean;
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
  const { rulebook, warnings } = await loadSoundRulebook(rulebookPath, terminal, options.db);
  readAsOf(options.asOf, rulebook.timezone);
  refusePlaces(options);
  if (options.dryRun !== true) checkOutputFolder(options.out);
  const interrupt = listenForInterrupt();
  return withRunStore(options, async (store) => {
    if (options.quiet !== true && options.dryRun !== true) tellMigration(store, options.db, terminal);
    refuseNothingToScore(store, options);
    // Only now: while a run waits for another, time goes on.
    const asOf = readAsOf(options.asOf, rulebook.timezone);
    if (options.dryRun !== true) {
      prepareOutputFolder(options.out);
      noteWritten(store, options.out);
    }
    refuseEarlierAsOf(asOf, store.lastRun()?.asOf, createCalendar(rulebook.timezone));
    const stopwatch = createStopwatch();
    const outcome = await withProgress(terminal, options.quiet === true, (progress) =>
      runRulebook(store, {
        rulebook,
        warnings,
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
        ...progress,
      }),
    );
    if (outcome.kind !== "done") return refuseRun(outcome, maxRejects, terminal);
    const folder = { db: options.db, out: options.out, includeContacts: options.includeContacts === true };
    if (options.dryRun !== true && !isInPlace(store, outcome, folder)) {
      await writeFolder(store, rulebook, outcome, folder, stopwatch.timings());
    }
    if (options.quiet !== true) await printRun(outcome, rulebook, options, terminal, store);
    return EXIT.done;
  }).finally(interrupt.stopListening);
}

function refuseNothingToScore(store: Store, { contacts, events, identities, db }: RunOptions): void {
  if ((contacts ?? events ?? identities) !== undefined || !store.isEmpty()) return;
  throw new UsageError(`database "${db}" holds nothing to score yet; give --contacts and --events`);
}

/** Nothing is new, and the folder holds all that a run wrote: it need not be written again. */
function isInPlace(store: Store, run: DoneRun, { out, includeContacts }: FolderOptions): boolean {
  const runFile = run.repeated ? store.run(run.runId)?.runFile : undefined;
  return runFile !== undefined && namesContacts(out) === includeContacts && holdsOutputs(out, runFile);
}

/** A run that was killed right after its folder was in place: what that lists must not be listed again. */
function noteWritten(store: Store, out: string): void {
  const last = store.lastRun();
  if (last === undefined || last.written || !isFolderOf(last, out)) return;
  const runFile = hashRunFile(out);
  if (runFile !== undefined) store.markWritten(last.runId, runFile);
}
