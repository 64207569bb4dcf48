import { diffRulebooks, hasDifference, type RulebookDifference } from "../../diff/diff-rulebooks.ts";
import { type Ground, onPassingGround, type PassingGround } from "../../diff/ground.ts";
import type { TooManyRejects } from "../../run/take-in.ts";
import { exceedsCountLimit, formatCountLimit } from "../../values/count-limit.ts";
import { pageOf } from "../drawing/page.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { rulebookDiffJson } from "../formats/rulebook-diff-json.ts";
import { formatRulebookDiffMarkdown } from "../formats/rulebook-diff-markdown.ts";
import { type Interrupt, listenForInterrupt } from "../interrupt.ts";
import { type DiffOptions, type DiffTask, readDiffTask } from "../options/diff-options.ts";
import { drawRulebookDiff } from "../pages/diff-page.ts";
import { formatTooManyRejects } from "../print/refusal.ts";
import { formatRulebookDiff } from "../print/rulebook-diff.ts";
import { tellRejected } from "../print/tell-rejected.ts";
import { withProgress } from "../progress/with-progress.ts";
import { loadSoundRulebook } from "../rulebook/load-rulebook.ts";
import { createTerminal, showJson, type Terminal } from "../terminal.ts";
import { formatMoved } from "../wording/rulebook-diff-wording.ts";
import { planOnDatabase, planOnExports, type Rulebooks } from "./diff-plans.ts";

export async function diffAction(
  beforePath: string,
  afterPath: string,
  options: DiffOptions,
): Promise<ExitCode> {
  const terminal = createTerminal(options);
  const task = readDiffTask(options);
  const { rulebook: before } = await loadSoundRulebook(beforePath, terminal);
  const { rulebook: after } = await loadSoundRulebook(afterPath, terminal);
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

type Compared = (RulebookDifference & { readonly kind: "compared" }) | TooManyRejects;

async function compare(
  rulebooks: Rulebooks,
  task: DiffTask,
  passing: PassingGround,
  interrupt: Interrupt,
  terminal: Terminal,
): Promise<Compared> {
  const { db, quiet = false } = task.options;
  return withProgress(terminal, quiet, async ({ onImport, onScored }) => {
    const { plans, ground, includeAnonymous } =
      db === undefined
        ? await planOnExports(rulebooks, task, passing, interrupt, onImport)
        : await planOnDatabase(rulebooks, db, task.options, passing);
    if (ground.kind === "too_many_rejects") return ground;
    if (!quiet) tellRejected(countRejected(ground), terminal);
    const options = { includeAnonymous, movers: task.movers, onScored, isInterrupted: interrupt.hasCome };
    return { kind: "compared", ...(await diffRulebooks(plans, ground, options)) };
  });
}

function countRejected({ inputs }: Ground): number {
  return inputs.reduce((sum, { rejected }) => sum + rejected, 0);
}

function conclude(
  difference: RulebookDifference,
  { options, maxMoved }: DiffTask,
  terminal: Terminal,
): ExitCode {
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
  const page = pageOf(terminal);
  return page === undefined ? formatRulebookDiff(difference) : drawRulebookDiff(difference, page);
}
