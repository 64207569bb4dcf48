import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { githubAnnotations } from "../../diagnostics/github.ts";
import { renderDiagnostics } from "../../diagnostics/render.ts";
import { formatCountOf } from "../counts.ts";
import { EXIT, type ExitCode, UsageError } from "../exit-codes.ts";
import { readRulebook } from "../load-rulebook.ts";
import { problemJson } from "../problem-json.ts";
import { createTerminal, showJson, showText } from "../terminal.ts";

export interface CheckOptions {
  readonly quiet?: boolean;
  readonly json?: boolean;
  readonly color: boolean;
}

/** Problems are this command's data: they go to standard output. */
export async function checkAction(paths: readonly string[], options: CheckOptions): Promise<ExitCode> {
  const terminal = createTerminal(options);
  // A pattern such as rules/*.yaml finds the tests beside the rulebooks; those are for another command.
  const rulebooks = paths.filter((path) => !/\.test\.ya?ml$/.test(path));
  if (rulebooks.length === 0) throw new UsageError("these files hold tests; run them with tallybook test");
  const results = rulebooks.map((path) => ({ path, ...readProblems(path) }));
  const problems = results.flatMap((result) => result.problems);
  if (options.json === true) terminal.out(formatJson(problems));
  else {
    const colour = terminal.outChalk.level > 0;
    for (const result of results) {
      if (result.problems.length > 0) {
        terminal.out(`${renderDiagnostics(result.problems, result.files, { colour })}\n`);
      }
      if (options.quiet !== true || result.problems.length > 0) {
        terminal.out(`${showText(result.path)}: ${formatVerdict(result.problems)}\n`);
      }
    }
  }
  if (process.env["GITHUB_ACTIONS"]) {
    terminal.out(
      githubAnnotations(problems)
        .map((line) => `${line}\n`)
        .join(""),
    );
  }
  return problems.some(({ severity }) => severity === "error") ? EXIT.found : EXIT.done;
}

function readProblems(path: string) {
  const result = readRulebook(path);
  const problems: readonly Diagnostic[] = result.kind === "loaded" ? result.warnings : result.diagnostics;
  return { problems, files: result.files };
}

function formatVerdict(problems: readonly Diagnostic[]): string {
  const count = (severity: Diagnostic["severity"]) =>
    problems.filter((problem) => problem.severity === severity).length;
  const counts = [
    count("error") > 0 && formatCountOf(count("error"), "error"),
    count("warning") > 0 && formatCountOf(count("warning"), "warning"),
  ].filter((text) => text !== false);
  return counts.length === 0 ? "no problems" : counts.join(", ");
}

function formatJson(problems: readonly Diagnostic[]): string {
  return showJson(problems.map(problemJson));
}
