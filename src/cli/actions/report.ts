import { resolve } from "node:path";
import { gatherReport } from "../../report/gather/gather-report.ts";
import type { Report } from "../../report/model.ts";
import { renderPage } from "../../report/page/render-page.ts";
import { loadLastRulebook, loadPastRulebook, type RunWithRulebook } from "../../run/last-rulebook.ts";
import type { Store } from "../../store/store.ts";
import { withReadStore } from "../database/with-store.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { checkReportPlace, writeReportFile } from "../files/report-file.ts";
import { openInBrowser } from "../open-in-browser.ts";
import { readRunId } from "../options/run-option.ts";
import { createTerminal, showText, type Terminal } from "../terminal.ts";

export interface ReportOptions {
  readonly db: string;
  readonly run?: string;
  readonly compare?: string;
  readonly includeContacts?: boolean;
  readonly to: string;
  readonly open?: boolean;
  readonly quiet?: boolean;
  readonly color: boolean;
}

export async function reportAction(options: ReportOptions): Promise<ExitCode> {
  const { to, quiet = false } = options;
  const runId = readRunId("--run", options.run);
  const compare = readRunId("--compare", options.compare);
  checkReportPlace(to, options.db);
  const report = await withReadStore(options.db, async (store) => {
    // One state of the database, though a run may end meanwhile.
    store.begin();
    const { run, rulebook } = await loadRun(store, options.db, runId);
    return gatherReport(store, run, rulebook, { compare, includeContacts: options.includeContacts === true });
  });
  writeReportFile(to, renderPage(report));
  const terminal = createTerminal(options);
  if (!quiet) terminal.out(`wrote ${describe(report)} to ${showText(to)}\n`);
  if (options.open === true) await show(to, terminal);
  return EXIT.done;
}

function loadRun(store: Store, db: string, runId: number | undefined): Promise<RunWithRulebook> {
  return runId === undefined ? loadLastRulebook(store, db) : loadPastRulebook(store, db, runId);
}

function describe({ run, compared }: Report): string {
  const since = compared === undefined ? "" : `, compared with run ${compared.run} as of ${compared.asOf},`;
  return `the report of run ${run.run} as of ${run.asOf}${since}`;
}

async function show(to: string, terminal: Terminal): Promise<void> {
  if (await openInBrowser(resolve(to))) return;
  terminal.err(`tallybook: no browser could be started; open ${showText(resolve(to))} yourself\n`);
}
