import { type Diagnostic, diagnose } from "../../diagnostics/diagnostic.ts";
import { githubAnnotations } from "../../diagnostics/github.ts";
import { findTestFiles } from "../../testing/find-test-files.ts";
import { runTests, type TestReport } from "../../testing/run-tests.ts";
import { EXIT, type ExitCode, UsageError } from "../exit-codes.ts";
import { countTests, hasPassed, testsOf } from "../facts/test-totals.ts";
import { checkResultPlace, writeResult } from "../files/result-file.ts";
import { testsJson } from "../formats/tests-json.ts";
import { formatJunit, JUNIT_FILE } from "../formats/tests-junit.ts";
import type { TestOptions } from "../options/test-options.ts";
import { formatCoverage } from "../print/coverage.ts";
import { formatFailures, formatTotals } from "../print/tests.ts";
import { createTerminal, showJson, showText, type Terminal } from "../terminal.ts";
import { formatDifference } from "../wording/test-difference.ts";

/** What the tests found is this command's data: it goes to standard output. */
export async function testAction(paths: readonly string[], options: TestOptions): Promise<ExitCode> {
  const terminal = createTerminal(options);
  if (options.record !== undefined || options.db !== undefined) {
    const { recordAction } = await import("./record-test.ts");
    return recordAction(paths, options, terminal);
  }
  if (options.junit !== undefined) checkResultPlace(options.junit, JUNIT_FILE);
  const report = await runTests({ files: await findTestFiles(paths), only: options.only });
  requireTests(report, paths, options.only);
  if (options.junit !== undefined) writeResult(options.junit, JUNIT_FILE, formatJunit(report));
  const { failed, errors } = countTests(report);
  const isSound = failed + errors === 0;
  printReport(report, isSound, options, terminal);
  if (process.env["GITHUB_ACTIONS"] && !isSound && options.json !== true) printAnnotations(report, terminal);
  return isSound ? EXIT.done : EXIT.found;
}

function requireTests({ files }: TestReport, paths: readonly string[], only: string | undefined): void {
  if (files.length > 0) return;
  if (only !== undefined) throw new UsageError(`no test found with "${showText(only)}" in its name`);
  const where =
    paths.length === 0 ? "below the working folder" : `in ${paths.map((path) => `"${path}"`).join(", ")}`;
  throw new UsageError(`no test found ${where}; test files are called NAME.test.yaml`);
}

function printReport(report: TestReport, isSound: boolean, options: TestOptions, terminal: Terminal): void {
  if (options.json === true) {
    terminal.out(showJson(testsJson(report, options.coverage === true)));
    return;
  }
  terminal.out(formatFailures(report, terminal.outChalk));
  if (!isSound || options.quiet !== true) terminal.out(formatTotals(report));
  if (options.coverage === true) terminal.out(`\n${formatCoverage(report.coverage)}`);
}

function printAnnotations({ files }: TestReport, terminal: Terminal): void {
  const problems = files.flatMap((file): readonly Diagnostic[] => {
    if (file.kind === "error") return file.diagnostics;
    return testsOf(file)
      .filter((test) => !hasPassed(test))
      .map(({ name, line, failedRuns }) => {
        const span = { file: file.file, line, column: 1, endColumn: 2 };
        const differences = failedRuns.flatMap((run) => run.differences.flatMap(formatDifference));
        return diagnose("failed-test", span, name, differences.join("; "));
      });
  });
  terminal.out(
    githubAnnotations(problems)
      .map((line) => `${line}\n`)
      .join(""),
  );
}
