// A rulebook for a command that needs one without errors.

import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { ReadRulebook, RulebookFile } from "../../rulebook/model.ts";
import { findUnchanged } from "../../run/unchanged-rulebook.ts";
import { formatCountOf } from "../../values/count.ts";
import { readBuild } from "../build.ts";
import { UsageError } from "../exit-codes.ts";
import type { Terminal } from "../terminal.ts";

/**
 * Prints the rulebook's problems to standard error; rejects with a UsageError when one of them is an error. A database that
 * knows the rulebook as it is spares reading it.
 */
export async function loadSoundRulebook(
  path: string,
  terminal: Terminal,
  db?: string,
): Promise<ReadRulebook> {
  const unchanged = db === undefined ? undefined : findUnchanged(path, db, readBuild());
  if (unchanged !== undefined) {
    await printProblems(unchanged.warnings, unchanged.rulebook.files, terminal);
    return unchanged;
  }
  // Only now: what parses is large.
  const { readRulebook } = await import("./read-rulebook.ts");
  const result = readRulebook(path);
  const problems = result.kind === "loaded" ? result.warnings : result.diagnostics;
  await printProblems(problems, result.files, terminal);
  if (result.kind === "loaded") return { rulebook: result.rulebook, warnings: result.warnings };
  const errors = problems.filter(({ severity }) => severity === "error").length;
  throw new UsageError(`rulebook "${path}" has ${formatCountOf(errors, "error")}; nothing was changed`);
}

async function printProblems(
  problems: readonly Diagnostic[],
  files: readonly RulebookFile[],
  terminal: Terminal,
): Promise<void> {
  if (problems.length === 0) return;
  // Only now: a sound rulebook does without.
  const { renderDiagnostics } = await import("../../diagnostics/render.ts");
  terminal.err(renderDiagnostics(problems, files, { colour: terminal.errChalk.level > 0 }));
}
