// A rulebook for a command that needs one without errors.

import { loadRulebook } from "../rulebook/load.ts";
import type { Rulebook } from "../rulebook/model.ts";
import type { LoadResult } from "../rulebook/parse.ts";
import { formatCountOf } from "./counts.ts";
import { UsageError } from "./exit-codes.ts";
import type { Terminal } from "./terminal.ts";

/** Throws a UsageError when there is no such file to read. */
export function readRulebook(path: string): LoadResult {
  try {
    return loadRulebook(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const reason = code === undefined ? undefined : REASONS[code];
    if (reason === undefined) throw cause;
    throw new UsageError(`rulebook "${path}" ${reason}`, { cause });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "does not exist; give the path of a YAML file",
  ENOTDIR: "does not exist; give the path of a YAML file",
  ENAMETOOLONG: "does not exist, its name is too long; give the path of a YAML file",
  ELOOP: "is a symbolic link that leads back to itself; give the path of a YAML file",
  EISDIR: "is a folder; give the path of a YAML file",
  SPECIAL: "is no plain file; give the path of a YAML file",
  EACCES: "may not be read; check its permissions",
  EPERM: "may not be read; check its permissions",
};

/** Prints the rulebook's problems to standard error; rejects with a UsageError when one of them is an error. */
export async function loadSoundRulebook(path: string, terminal: Terminal): Promise<Rulebook> {
  const result = readRulebook(path);
  const problems = result.kind === "loaded" ? result.warnings : result.diagnostics;
  if (problems.length > 0) {
    // Only now: a sound rulebook does without.
    const { renderDiagnostics } = await import("../diagnostics/render.ts");
    terminal.err(renderDiagnostics(problems, result.files, { colour: terminal.errChalk.level > 0 }));
  }
  if (result.kind === "loaded") return result.rulebook;
  const errors = problems.filter(({ severity }) => severity === "error").length;
  throw new UsageError(`rulebook "${path}" has ${formatCountOf(errors, "error")}; nothing was changed`);
}
