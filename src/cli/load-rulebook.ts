// A rulebook for a command that needs one without errors.

import { renderDiagnostics } from "../diagnostics/render.ts";
import { loadRulebook } from "../rulebook/load.ts";
import type { Rulebook } from "../rulebook/model.ts";
import { UsageError } from "./exit-codes.ts";
import { formatCountOf } from "./table.ts";
import type { Terminal } from "./terminal.ts";

/** Prints the rulebook's problems to standard error; throws a UsageError when one of them is an error. */
export function loadSoundRulebook(path: string, terminal: Terminal): Rulebook {
  const result = loadRulebook(path);
  const problems = result.kind === "loaded" ? result.warnings : result.diagnostics;
  if (problems.length > 0) {
    terminal.err(renderDiagnostics(problems, result.files, { colour: terminal.errChalk.level > 0 }));
  }
  if (result.kind === "loaded") return result.rulebook;
  const errors = problems.filter(({ severity }) => severity === "error").length;
  throw new UsageError(`rulebook "${path}" has ${formatCountOf(errors, "error")}; nothing was changed`);
}
