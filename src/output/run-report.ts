// What run.json says of a run.

import type { RunRecord } from "../store/model.ts";
import { createCalendar } from "../values/calendar.ts";
import type { OutputFile } from "./csv-file.ts";
import { RUN_FILE_VERSION } from "./run-file.ts";
import type { RunSummary } from "./run-summary.ts";

/** What only the program that ran knows. */
export interface RunDetails {
  readonly summary: RunSummary;
  /** Milliseconds by step. */
  readonly timings: Readonly<Record<string, number>>;
  readonly exitCode: number;
  readonly warnings: readonly string[];
}

export function createRunReport(run: RunRecord, details: RunDetails, outputs: readonly OutputFile[]) {
  return {
    schema_version: RUN_FILE_VERSION,
    tool_version: run.programVersion,
    rulebook: { id: run.rulebookId, hash: run.rulebookHash, timezone: run.timezone },
    as_of: createCalendar(run.timezone).format(run.asOf),
    ...details.summary,
    timings: details.timings,
    outputs,
    exit_code: details.exitCode,
    warnings: details.warnings,
  };
}
