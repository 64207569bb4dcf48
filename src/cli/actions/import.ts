import { resolve } from "node:path";
import { type Imported, importInputs } from "../../run/import-inputs.ts";
import { withRunStore } from "../database/with-store.ts";
import { EXIT, type ExitCode, UsageError } from "../exit-codes.ts";
import { listenForInterrupt } from "../interrupt.ts";
import { readCountLimit } from "../options/count-limit-option.ts";
import { tellMigration } from "../print/tell-migration.ts";
import { withProgress } from "../progress/with-progress.ts";
import { readStdin } from "../read-stdin.ts";
import { loadSoundRulebook } from "../rulebook/load-rulebook.ts";
import { createTerminal, type Terminal } from "../terminal.ts";
import { readVersion } from "../version.ts";
import { refuseRun } from "./conclude-run.ts";

export interface ImportOptions {
  readonly contacts?: readonly string[];
  readonly events?: readonly string[];
  readonly identities?: readonly string[];
  readonly db?: string;
  readonly maxRejects: string;
  readonly wait?: boolean;
  readonly quiet?: boolean;
  readonly json?: boolean;
  readonly color: boolean;
}

/** The first step of a run on its own. */
export async function importAction(
  rulebookPath: string | undefined,
  options: ImportOptions,
): Promise<ExitCode> {
  const { contacts = [], events = [], identities = [], db = "", quiet = false, wait = false } = options;
  refuseTooLittle(rulebookPath, options);
  const terminal = createTerminal(options);
  const maxRejects = readCountLimit("--max-rejects", options.maxRejects);
  const { rulebook, warnings } = await loadSoundRulebook(rulebookPath ?? "", terminal, db);
  const interrupt = listenForInterrupt();
  return withRunStore({ db, wait }, async (store) => {
    if (!quiet) tellMigration(store, db, terminal);
    const outcome = await withProgress(terminal, quiet, ({ onImport }) =>
      importInputs(store, {
        ...{ rulebook, warnings, contacts, events, identities, maxRejects, onImport },
        stdin: readStdin(interrupt),
        programVersion: readVersion(),
        isInterrupted: interrupt.hasCome,
      }),
    );
    if (outcome.kind !== "imported") return refuseRun(outcome, maxRejects, terminal);
    if (!quiet) await printImport(outcome, options, terminal);
    return EXIT.done;
  }).finally(interrupt.stopListening);
}

async function printImport(imported: Imported, { json }: ImportOptions, terminal: Terminal): Promise<void> {
  if (json === true) {
    const { formatImportJson } = await import("../formats/import-json.ts");
    terminal.out(formatImportJson(imported));
    return;
  }
  const { formatImport } = await import("../print/import.ts");
  terminal.out(formatImport(imported));
}

function refuseTooLittle(rulebook: string | undefined, options: ImportOptions): void {
  const { contacts = [], events = [], identities = [], db = "" } = options;
  const inputs = [...contacts, ...events, ...identities];
  if (inputs.length === 0) {
    throw new UsageError("nothing to take in; give --contacts, --events or --identities, or --preview FILE");
  }
  if (rulebook === undefined) {
    throw new UsageError('no rulebook is given; give its path, or write "rulebook" into tallybook.yaml');
  }
  if (db.trim() === "") {
    throw new UsageError('no database is given; give --db FILE, or write "db" into tallybook.yaml');
  }
  if (inputs.some((path) => resolve(path) === resolve(db))) {
    throw new UsageError(`--db "${db}" is also an input; give a file of its own`);
  }
}
