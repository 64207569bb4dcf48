import type { Imported } from "../../run/import-inputs.ts";
import { showJson } from "../terminal.ts";
import { findImportWarnings } from "../wording/run-warnings.ts";

/** Inputs in the words of run.json. */
export function formatImportJson(imported: Imported): string {
  return showJson({
    repeated: imported.repeated,
    inputs: imported.inputs,
    incomplete_sources: imported.incompleteSources,
    warnings: findImportWarnings(imported),
  });
}
