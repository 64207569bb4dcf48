import { summaryOf } from "../../output/run-summary.ts";
import type { ListedRun } from "../../store/runs/run-list.ts";
import { createCalendar } from "../../values/calendar.ts";
import { formatCount } from "../../values/count.ts";
import { MOST_RUNS, requireRuns } from "../database/require-runs.ts";
import { withReadStore } from "../database/with-store.ts";
import { pageOf } from "../drawing/page.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { firingsOf, type ShownRun, showRun } from "../facts/shown-run.ts";
import { readCount } from "../options/count-option.ts";
import { drawRuns } from "../pages/runs-page.ts";
import { alignRows, type Row } from "../print/table.ts";
import { createTerminal, showJson } from "../terminal.ts";

export interface RunsOptions {
  readonly db: string;
  readonly number: string;
  readonly json?: boolean;
  readonly color: boolean;
}

export function runsAction(options: RunsOptions): ExitCode {
  const limit = readCount("-n", options.number, MOST_RUNS);
  const runs = withReadStore(options.db, (store) => requireRuns(store, options.db, limit));
  const terminal = createTerminal(options);
  if (options.json === true) {
    terminal.out(showJson(runs.map(runJson)));
    return EXIT.done;
  }
  const page = pageOf(terminal);
  const shown = runs.map(showRun);
  terminal.out(page === undefined ? formatTable(shown) : drawRuns(shown, page));
  return EXIT.done;
}

/** As it goes to files and other programs. */
function formatTable(runs: readonly ShownRun[]): string {
  const lines = alignRows(
    [["run", "as of", "rulebook", "contacts", "moved", "fired"], ...runs.map(runRow)],
    ["right", "left", "left", "right", "right", "right"],
  );
  return lines.map((line) => `${line}\n`).join("");
}

function runRow({ run, asOf, rulebook, contacts, moved, fired, triggers, isWritten }: ShownRun): Row {
  const notes = isWritten ? triggers : [...triggers, "not written yet"];
  return [...[run, asOf, rulebook], ...[contacts, moved, fired].map(formatCount), notes.join(" · ")];
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
