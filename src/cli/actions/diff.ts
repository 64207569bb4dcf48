import { diffRulebooks, hasDifference, type RulebookDifference } from "../../diff/diff-rulebooks.ts";
import {
  type Ground,
  onPassingGround,
  openDatabase,
  openExports,
  type PassingGround,
  type Plans,
} from "../../diff/ground.ts";
import { readsAlike } from "../../diff/rulebook-changes.ts";
import type { Rulebook } from "../../rulebook/model.ts";
import { loadLastRulebook } from "../../run/last-rulebook.ts";
import type { TooManyRejects } from "../../run/run-rulebook.ts";
import { openStore } from "../../store/store.ts";
import { type CountLimit, exceedsCountLimit, formatCountLimit } from "../../values/count-limit.ts";
import { readAsOf } from "../as-of-option.ts";
import { readCountLimit } from "../count-limit-option.ts";
import { formatCountOf } from "../counts.ts";
import { EXIT, type ExitCode, UsageError } from "../exit-codes.ts";
import { type Interrupt, listenForInterrupt } from "../interrupt.ts";
import { loadSoundRulebook } from "../load-rulebook.ts";
import { formatTooManyRejects } from "../print-refusal.ts";
import { formatRulebookDiff } from "../print-rulebook-diff.ts";
import { rulebookDiffJson } from "../rulebook-diff-json.ts";
import { formatRulebookDiffMarkdown } from "../rulebook-diff-markdown.ts";
import { formatMoved } from "../rulebook-diff-wording.ts";
import { readStdin } from "../stdin.ts";
import { createTerminal, showJson, type Terminal } from "../terminal.ts";
import { readVersion } from "../version.ts";
import { watchProgress } from "../watch-progress.ts";
import { refusePath } from "../with-store.ts";

export interface DiffOptions {
  readonly db?: string;
  readonly contacts?: readonly string[];
  readonly events?: readonly string[];
  readonly identities?: readonly string[];
  readonly includeAnonymous?: boolean;
  readonly asOf?: string;
  readonly maxRejects: string;
  readonly movers: string;
  readonly exitCode?: boolean;
  readonly maxMoved?: string;
  readonly markdown?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly color: boolean;
}

export async function diffAction(
  beforePath: string,
  afterPath: string,
  options: DiffOptions,
): Promise<ExitCode> {
  const terminal = createTerminal(options);
  const task = readTask(options);
  const before = await loadSoundRulebook(beforePath, terminal);
  const after = await loadSoundRulebook(afterPath, terminal);
  const interrupt = listenForInterrupt();
  try {
    const difference = await onPassingGround((passing) =>
      compare({ before, after }, task, passing, interrupt, terminal),
    );
    if (difference.kind === "too_many_rejects") {
      terminal.err(formatTooManyRejects(difference, task.maxRejects));
      return EXIT.found;
    }
    return conclude(difference, task, terminal);
  } finally {
    interrupt.stopListening();
  }
}

/** The options, read: what is wrong with them is said before anything is opened. */
interface Task {
  readonly options: DiffOptions;
  readonly movers: number;
  readonly maxRejects: CountLimit;
  readonly maxMoved: CountLimit | undefined;
}

function readTask(options: DiffOptions): Task {
  const { db, contacts, events, identities, maxMoved } = options;
  const hasExports = (contacts ?? events ?? identities) !== undefined;
  if (db === undefined && !hasExports) {
    throw new UsageError("nothing to compare the rulebooks on; give --db, or --contacts and --events");
  }
  if (db !== undefined && hasExports) {
    throw new UsageError("--db and exports are given; compare on the database or on exports, not on both");
  }
  if (options.json === true && options.markdown === true) {
    throw new UsageError("--json and --markdown are given; choose one");
  }
  return {
    options,
    movers: readMovers(options.movers),
    maxRejects: readCountLimit("--max-rejects", options.maxRejects),
    maxMoved: maxMoved === undefined ? undefined : readCountLimit("--max-moved", maxMoved),
  };
}

const MOST_MOVERS = 10_000;

function readMovers(text: string): number {
  const movers = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (movers <= MOST_MOVERS) return movers;
  throw new UsageError(`--movers "${text}" is no count; expected a whole number from 0 to ${MOST_MOVERS}`);
}

interface Rulebooks {
  readonly before: Rulebook;
  readonly after: Rulebook;
}

type Compared = (RulebookDifference & { readonly kind: "compared" }) | TooManyRejects;

async function compare(
  rulebooks: Rulebooks,
  task: Task,
  passing: PassingGround,
  interrupt: Interrupt,
  terminal: Terminal,
): Promise<Compared> {
  const progress = await watchProgress(terminal, task.options.quiet === true);
  try {
    const { plans, ground, includeAnonymous } =
      task.options.db === undefined
        ? await planOnExports(rulebooks, task, passing, interrupt, progress.reading)
        : planOnDatabase(rulebooks, task.options.db, task.options, passing);
    if (ground.kind === "too_many_rejects") return ground;
    const rejected = ground.inputs.reduce((sum, input) => sum + input.rejected, 0);
    if (rejected > 0 && task.options.quiet !== true) {
      terminal.err(`tallybook: ${formatCountOf(rejected, "row")} rejected and not looked at\n`);
    }
    const difference = await diffRulebooks(plans, ground, {
      ...{ includeAnonymous, movers: task.movers, onCompared: progress.scoring },
      isInterrupted: interrupt.hasCome,
    });
    return { kind: "compared", ...difference };
  } finally {
    progress.stop();
  }
}

interface Planned {
  readonly plans: Plans;
  readonly ground: Ground | TooManyRejects;
  readonly includeAnonymous: boolean;
}

function planOnDatabase(
  { before, after }: Rulebooks,
  db: string,
  { asOf, includeAnonymous = false }: DiffOptions,
  passing: PassingGround,
): Planned {
  refusePath(db);
  const store = passing.keep(openStore(db, { mode: "read" }));
  const last = loadLastRulebook(store, db);
  const plan = (rulebook: Rulebook) => ({
    rulebook,
    asOf: asOf === undefined ? last.run.asOf : readAsOf(asOf, rulebook.timezone),
  });
  const plans = { before: plan(before), after: plan(after) };
  return {
    plans,
    ground: openDatabase(store, last, plans, passing, readVersion()),
    includeAnonymous: includeAnonymous || last.run.basis.includeAnonymous,
  };
}

async function planOnExports(
  { before, after }: Rulebooks,
  { options, maxRejects }: Task,
  passing: PassingGround,
  interrupt: Interrupt,
  onRead: (done: number, total: number, rows: number) => void,
): Promise<Planned> {
  const { contacts = [], events = [], identities = [] } = options;
  const now = options.asOf === undefined ? readAsOf(undefined, "UTC") : undefined;
  const plan = (rulebook: Rulebook) => ({
    rulebook,
    asOf: now ?? readAsOf(options.asOf, rulebook.timezone),
  });
  if ([...contacts, ...events, ...identities].includes("-") && !readsAlike(before, after)) {
    throw new UsageError(
      "the rulebooks read exports each in its own way, standard input only once; give a file",
    );
  }
  const plans = { before: plan(before), after: plan(after) };
  const exports = {
    ...{ contacts, events, identities, maxRejects, stdin: readStdin(interrupt) },
    ...{ programVersion: readVersion(), isInterrupted: interrupt.hasCome },
    onImport: ({ bytesDone, bytesTotal, rows }: { bytesDone: number; bytesTotal: number; rows: number }) =>
      onRead(bytesDone, bytesTotal, rows),
  };
  return {
    plans,
    ground: await openExports(exports, plans, passing),
    includeAnonymous: options.includeAnonymous === true,
  };
}

function conclude(difference: RulebookDifference, { options, maxMoved }: Task, terminal: Terminal): ExitCode {
  const { moved, contacts } = difference.totals;
  const isTooMany = maxMoved !== undefined && exceedsCountLimit(moved, contacts, maxMoved);
  const isFound = isTooMany || (options.exitCode === true && hasDifference(difference));
  if (isFound || options.quiet !== true) terminal.out(format(difference, options, terminal));
  if (isTooMany) {
    const limit = formatCountLimit(maxMoved);
    terminal.err(
      `tallybook: ${formatMoved(difference.totals)}, more than --max-moved ${limit} allows; look into it, or allow more\n`,
    );
  }
  return isFound ? EXIT.found : EXIT.done;
}

function format(difference: RulebookDifference, options: DiffOptions, terminal: Terminal): string {
  if (options.json === true) return showJson(rulebookDiffJson(difference));
  if (options.markdown === true) return formatRulebookDiffMarkdown(difference);
  return formatRulebookDiff(difference, terminal.outChalk);
}
