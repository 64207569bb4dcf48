// What run.json says of a run.

import type { RunRecord } from "../store/model.ts";
import { createCalendar } from "../values/calendar.ts";
import type { OutputFile } from "./csv-file.ts";
import { RUN_FILE_VERSION, readRunJson } from "./run-file.ts";
import type { RunSummary } from "./run-summary.ts";

/** What only the program that ran knows. */
export interface RunDetails {
  readonly summary: RunSummary;
  /** Milliseconds by step. */
  readonly timings: Readonly<Record<string, number>>;
  readonly exitCode: number;
  readonly warnings: readonly string[];
  /** Others have followed the run: only part of its folder could be written again. */
  readonly isPast?: boolean;
  /** The folder's report names contacts. */
  readonly includesContacts?: boolean;
}

export type RunJson = ReturnType<typeof createRunJson>;

export function createRunJson(run: RunRecord, details: RunDetails, outputs: readonly OutputFile[]) {
  return {
    ...describeRun(run),
    ...details.summary,
    timings: details.timings,
    outputs,
    ...(details.isPast === true ? { past_run: true } : {}),
    ...(details.includesContacts === true ? { report_names_contacts: true } : {}),
    exit_code: details.exitCode,
    warnings: details.warnings,
  };
}

/** Whether the report in the folder names contacts. */
export function namesContacts(outDir: string): boolean {
  return readRunJson(outDir)?.["report_names_contacts"] === true;
}

/** The number of the run whose folder it is; `undefined` where it is none. */
export function findRunOf(outDir: string): number | undefined {
  const number = readRunJson(outDir)?.["run"];
  return typeof number === "number" ? number : undefined;
}

/**
 * True when run.json in the folder is of that run: the run had put its folder in place, even if it ended before it could
 * note so.
 */
export function isFolderOf(run: RunRecord, outDir: string): boolean {
  const found = readRunJson(outDir);
  if (found === undefined) return false;
  const expected = { ...describeRun(run), inputs: run.summary["inputs"] };
  return Object.entries(expected).every(
    ([key, value]) => JSON.stringify(found[key]) === JSON.stringify(value),
  );
}

function describeRun(run: RunRecord) {
  return {
    schema_version: RUN_FILE_VERSION,
    tool_version: run.programVersion,
    run: run.runId,
    rulebook: { id: run.rulebookId, hash: run.rulebookHash, timezone: run.timezone },
    as_of: createCalendar(run.timezone).format(run.asOf),
  };
}
