// What tests found, as the JUnit XML that CI servers read. No timings: the same results give the same bytes.

import type { FileReport, TestOutcome, TestReport } from "../../testing/run-tests.ts";
import { hasPassed, testsOf } from "../facts/test-totals.ts";
import type { ResultFile } from "../files/result-file.ts";
import { formatDifference } from "../wording/test-difference.ts";

export const JUNIT_FILE: ResultFile = {
  option: "--junit",
  content: "test results",
  beginning: '<?xml version="1.0"',
};

export function formatJunit(report: TestReport): string {
  const suites = report.files.map(formatSuite);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="tallybook"${counts(report.files)}>`,
    ...suites,
    "</testsuites>",
    "",
  ].join("\n");
}

function formatSuite(file: FileReport): string {
  const cases =
    file.kind === "run" ? file.tests.map((test) => formatCase(test, file.file)) : [formatBroken(file)];
  return [`  <testsuite${attribute("name", file.file)}${counts([file])}>`, ...cases, "  </testsuite>"].join(
    "\n",
  );
}

function counts(files: readonly FileReport[]): string {
  const tests = files.flatMap(testsOf);
  const errors = files.filter(({ kind }) => kind === "error").length;
  const failures = tests.filter((test) => !hasPassed(test)).length;
  return ` tests="${tests.length + errors}" failures="${failures}" errors="${errors}"`;
}

function formatCase(test: TestOutcome, file: string): string {
  const { name, line, failedRuns } = test;
  const start = `    <testcase${attribute("name", name)}${attribute("classname", file)}${attribute("file", file)} line="${line}"`;
  if (hasPassed(test)) return `${start}/>`;
  const lines = failedRuns.flatMap(({ differences }) =>
    differences.flatMap((difference) =>
      formatDifference(difference).map((text) => `line ${difference.line}: ${text}`),
    ),
  );
  return [
    `${start}>`,
    `      <failure${attribute("message", lines[0] ?? "")}>${escapeXml(lines.join("\n"))}</failure>`,
    "    </testcase>",
  ].join("\n");
}

/** A file whose tests could not be run counts as one test with an error. */
function formatBroken({ file, diagnostics }: Extract<FileReport, { kind: "error" }>): string {
  const lines = diagnostics.map(
    ({ span, severity, message, code }) =>
      `${span.file}:${span.line}:${span.column}: ${severity}: ${message} [${code}]`,
  );
  return [
    `    <testcase${attribute("name", file)}${attribute("classname", file)}${attribute("file", file)}>`,
    `      <error${attribute("message", lines[0] ?? "")}>${escapeXml(lines.join("\n"))}</error>`,
    "    </testcase>",
  ].join("\n");
}

function attribute(name: string, value: string): string {
  return ` ${name}="${escapeXml(value).replaceAll("\n", "&#10;")}"`;
}

/** What XML 1.0 cannot hold at all, not even escaped. */
const IMPOSSIBLE = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

function escapeXml(text: string): string {
  return text
    .replace(IMPOSSIBLE, "\u{fffd}")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
