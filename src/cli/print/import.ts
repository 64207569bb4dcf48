// What an import took in, and what deserves a look.

import type { ImportOutcome } from "../../run/import-inputs.ts";
import { showJson } from "../terminal.ts";
import { joinParts } from "../wording/join-parts.ts";
import { findInputWarnings } from "../wording/run-warnings.ts";
import { inputRow } from "./run.ts";
import { alignRows } from "./table.ts";

type Imported = Extract<ImportOutcome, { kind: "imported" }>;

const WHERE = "rejects.csv of the next run says why";

export function formatImport(imported: Imported): string {
  return joinParts([
    alignRows(imported.inputs.map(inputRow)),
    warningsOf(imported).map((warning) => `warning: ${warning}`),
    [imported.repeated ? "nothing new" : "taken in; tallybook score comes next"],
  ]);
}

export function formatImportJson(imported: Imported): string {
  return showJson({
    repeated: imported.repeated,
    inputs: imported.inputs,
    incomplete_sources: imported.incompleteSources,
    warnings: warningsOf(imported),
  });
}

function warningsOf({ inputs, incompleteSources }: Imported): readonly string[] {
  return findInputWarnings({ inputs, incomplete_sources: incompleteSources }, WHERE);
}
