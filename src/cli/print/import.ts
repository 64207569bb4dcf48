// What an import took in, and what deserves a look.

import type { Imported } from "../../run/import-inputs.ts";
import { joinParts } from "../wording/join-parts.ts";
import { findImportWarnings } from "../wording/run-warnings.ts";
import { inputRow } from "./run.ts";
import { alignRows } from "./table.ts";

export function formatImport(imported: Imported): string {
  return joinParts([
    alignRows(imported.inputs.map(inputRow)),
    findImportWarnings(imported).map((warning) => `warning: ${warning}`),
    [imported.repeated ? "nothing new" : "taken in; tallybook score comes next"],
  ]);
}
