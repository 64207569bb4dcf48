import { adviseRulebook } from "../../checking/advise-rulebook.ts";
import { type Diagnostic, hasErrors, type Severity, sortDiagnostics } from "../../diagnostics/diagnostic.ts";
import { githubAnnotations } from "../../diagnostics/github.ts";
import type { SourceFile } from "../../diagnostics/location.ts";
import { renderDiagnostics } from "../../diagnostics/render.ts";
import { formatCountOf } from "../../values/count.ts";
import { EXIT, type ExitCode, UsageError } from "../exit-codes.ts";
import { checkResultPlace, writeResult } from "../files/result-file.ts";
import { problemJson } from "../formats/problem-json.ts";
import { formatSarif, SARIF_FILE } from "../formats/problems-sarif.ts";
import type { CheckOptions } from "../options/check-options.ts";
import { readRulebook } from "../rulebook/read-rulebook.ts";
import { createTerminal, showJson, showText, type Terminal } from "../terminal.ts";

interface CheckedFile {
  readonly path: string;
  readonly problems: readonly Diagnostic[];
  readonly files: readonly SourceFile[];
  /** The data looked at, in words. */
  readonly scope: string | undefined;
}

/** Problems are this command's data: they go to standard output. */
export async function checkAction(paths: readonly string[], options: CheckOptions): Promise<ExitCode> {
  const terminal = createTerminal(options);
  // A pattern such as rules/*.yaml finds the tests beside the rulebooks; those are for another command.
  const rulebooks = paths.filter((path) => !/\.test\.ya?ml$/.test(path));
  if (rulebooks.length === 0) throw new UsageError("these files hold tests; run them with tallybook test");
  if (options.sarif !== undefined) checkResultPlace(options.sarif, SARIF_FILE);
  const checked = await checkFiles(rulebooks, options, terminal);
  const problems = checked.flatMap((each) => each.problems);
  if (options.sarif !== undefined) writeResult(options.sarif, SARIF_FILE, formatSarif(problems));
  if (options.json === true) terminal.out(showJson(problems.map(problemJson)));
  else {
    printProblems(checked, options, terminal);
    if (process.env["GITHUB_ACTIONS"]) {
      for (const line of githubAnnotations(problems)) terminal.out(`${line}\n`);
    }
  }
  return hasErrors(problems) ? EXIT.found : EXIT.done;
}

async function checkFiles(
  paths: readonly string[],
  options: CheckOptions,
  terminal: Terminal,
): Promise<readonly CheckedFile[]> {
  const checkData = await findDataChecker(paths, options, terminal);
  const checked: CheckedFile[] = [];
  for (const path of paths) {
    const result = readRulebook(path);
    const { files } = result;
    if (result.kind === "invalid") {
      checked.push({ path, problems: result.diagnostics, files, scope: undefined });
      continue;
    }
    const data = await checkData?.(result);
    const problems = [...result.warnings, ...adviseRulebook(result), ...(data?.problems ?? [])];
    checked.push({ path, problems: sortDiagnostics(problems), files, scope: data?.scope });
  }
  return checked;
}

/** What only data needs is loaded only with data. */
async function findDataChecker(paths: readonly string[], options: CheckOptions, terminal: Terminal) {
  const { db, contacts, events, identities, asOf } = options;
  if ((db ?? contacts ?? events ?? identities ?? asOf) === undefined) return undefined;
  const { createDataChecker } = await import("./check-data.ts");
  return createDataChecker(options, paths.length, terminal);
}

function printProblems(checked: readonly CheckedFile[], { quiet }: CheckOptions, terminal: Terminal): void {
  const colour = terminal.outChalk.level > 0;
  for (const { path, problems, files, scope } of checked) {
    if (problems.length > 0) terminal.out(`${renderDiagnostics(problems, files, { colour })}\n`);
    if (quiet === true && problems.length === 0) continue;
    const data = scope === undefined ? "" : `, ${scope}`;
    terminal.out(`${showText(path)}: ${formatVerdict(problems)}${data}\n`);
  }
}

function formatVerdict(problems: readonly Diagnostic[]): string {
  const counts = SEVERITIES.flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count === 0 ? [] : [formatCountOf(count, severity)];
  });
  return counts.length === 0 ? "no problems" : counts.join(", ");
}

const SEVERITIES: readonly Severity[] = ["error", "warning", "note"];
