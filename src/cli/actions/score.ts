import { runRulebook } from "../../run/run-rulebook.ts";
import type { Store } from "../../store/store.ts";
import { createCalendar } from "../../values/calendar.ts";
import { withRunStore } from "../database/with-store.ts";
import { EXIT, type ExitCode, UsageError } from "../exit-codes.ts";
import { listenForInterrupt } from "../interrupt.ts";
import { readAsOf, refuseEarlierAsOf } from "../options/as-of-option.ts";
import { tellMigration } from "../print/tell-migration.ts";
import { withProgress } from "../progress/with-progress.ts";
import { loadSoundRulebook } from "../rulebook/load-rulebook.ts";
import { createTerminal } from "../terminal.ts";
import { readVersion } from "../version.ts";
import { printRun, refuseRun } from "./conclude-run.ts";

export interface ScoreOptions {
  readonly db: string;
  readonly asOf?: string;
  readonly includeAnonymous?: boolean;
  readonly forSpreadsheet?: boolean;
  readonly full?: boolean;
  readonly wait?: boolean;
  readonly quiet?: boolean;
  readonly json?: boolean;
  readonly color: boolean;
}

/** It reads no file, and so rejects no row. */
const NO_REJECTS = { kind: "count", count: 0 } as const;

/** The second step of a run on its own: a run that reads nothing and writes no folder. */
export async function scoreAction(rulebookPath: string, options: ScoreOptions): Promise<ExitCode> {
  const terminal = createTerminal(options);
  const { rulebook, warnings } = await loadSoundRulebook(rulebookPath, terminal, options.db);
  readAsOf(options.asOf, rulebook.timezone);
  const interrupt = listenForInterrupt();
  return withRunStore(options, async (store) => {
    if (options.quiet !== true) tellMigration(store, options.db, terminal);
    refuseEmpty(store, options.db);
    // Only now: while a run waits for another, time goes on.
    const asOf = readAsOf(options.asOf, rulebook.timezone);
    refuseEarlierAsOf(asOf, store.lastRun()?.asOf, createCalendar(rulebook.timezone));
    const outcome = await withProgress(terminal, options.quiet === true, (watchers) =>
      runRulebook(store, {
        ...{ rulebook, warnings, asOf, contacts: [], events: [], identities: [], maxRejects: NO_REJECTS },
        includeAnonymous: options.includeAnonymous === true,
        forSpreadsheet: options.forSpreadsheet === true,
        full: options.full === true,
        dryRun: false,
        onPhase: () => {},
        programVersion: readVersion(),
        isInterrupted: interrupt.hasCome,
        ...watchers,
      }),
    );
    if (outcome.kind !== "done") return refuseRun(outcome, NO_REJECTS, terminal);
    if (options.quiet !== true) await printRun(outcome, rulebook, jsonOnly(options), terminal, store);
    return EXIT.done;
  }).finally(interrupt.stopListening);
}

const jsonOnly = ({ json = false }: ScoreOptions) => ({ json });

function refuseEmpty(store: Store, db: string): void {
  if (!store.isEmpty()) return;
  throw new UsageError(`database "${db}" holds nothing to score yet; start with tallybook import`);
}
