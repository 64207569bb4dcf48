import type { ChalkInstance } from "chalk";
import type { RunSummary } from "../../output/run-summary.ts";
import type { ListedRun } from "../../store/run-list.ts";
import { formatAsOf } from "../../values/as-of.ts";
import { createCalendar } from "../../values/calendar.ts";
import { alignRowsBy, formatByWidth, type WidthOf } from "../align-rows.ts";
import { readCount } from "../count-option.ts";
import { formatCount } from "../counts.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { MOST_RUNS, requireRuns } from "../listed-runs.ts";
import { createTerminal, showJson } from "../terminal.ts";
import { withReadStore } from "../with-store.ts";

export interface RunsOptions {
  readonly db: string;
  readonly number: string;
  readonly json?: boolean;
  readonly color: boolean;
}

export async function runsAction(options: RunsOptions): Promise<ExitCode> {
  const limit = readCount("-n", options.number, MOST_RUNS);
  const runs = withReadStore(options.db, (store) => requireRuns(store, options.db, limit));
  const terminal = createTerminal(options);
  terminal.out(
    options.json === true
      ? showJson(runs.map(runJson))
      : await formatByWidth((widthOf) => formatTable(runs, terminal.outChalk, widthOf)),
  );
  return EXIT.done;
}

function formatTable(runs: readonly ListedRun[], chalk: ChalkInstance, widthOf: WidthOf): string {
  const [heading = "", ...lines] = alignRowsBy(
    widthOf,
    [["run", "as of", "rulebook", "contacts", "moved", "fired"], ...runs.map(runRow)],
    ["right", "left", "left", "right", "right", "right"],
  );
  return [chalk.bold(heading), ...lines].map((line) => `${line}\n`).join("");
}

const HASH_DIGITS = 7;

function runRow(run: ListedRun): readonly string[] {
  const { totals } = summaryOf(run);
  const fired = firingsOf(run);
  const total = fired.reduce((sum, { firings }) => sum + firings, 0);
  return [
    String(run.runId),
    formatAsOf(run.asOf, createCalendar(run.timezone)),
    `${run.rulebookId} ${run.rulebookHash.slice(0, HASH_DIGITS)}`,
    formatCount(totals.scored),
    formatCount(run.moved),
    formatCount(total),
    [
      ...fired.map(({ trigger, firings }) => `${trigger} ${formatCount(firings)}`),
      ...(run.written ? [] : ["not written yet"]),
    ].join(" · "),
  ];
}

function runJson(run: ListedRun) {
  const { totals } = summaryOf(run);
  return {
    run: run.runId,
    as_of: createCalendar(run.timezone).format(run.asOf),
    rulebook: { id: run.rulebookId, hash: run.rulebookHash, timezone: run.timezone },
    tool_version: run.programVersion,
    contacts: totals.scored,
    events: totals.events,
    moved: run.moved,
    triggers: firingsOf(run),
    written: run.written,
  };
}

const summaryOf = ({ summary }: ListedRun) => summary as unknown as RunSummary;

const firingsOf = (run: ListedRun) => summaryOf(run).triggers.filter(({ firings }) => firings > 0);
