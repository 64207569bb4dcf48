// What tests found, as JSON.

import type { Coverage, Reached } from "../../testing/coverage.ts";
import type { Difference, FailedRun } from "../../testing/difference.ts";
import type { FileReport, TestReport } from "../../testing/run-tests.ts";
import { type Calendar, createCalendar } from "../../values/calendar.ts";
import { countTests } from "../facts/test-totals.ts";
import { percentage } from "../print/coverage.ts";
import { problemJson } from "./problem-json.ts";

export function testsJson(report: TestReport, withCoverage: boolean) {
  return {
    ...countTests(report),
    tests: report.files.flatMap(fileJson),
    problems: report.files.flatMap((file) =>
      file.kind === "error" ? file.diagnostics.map(problemJson) : [],
    ),
    ...(withCoverage ? { coverage: report.coverage.map(coverageJson) } : {}),
  };
}

function fileJson(report: FileReport) {
  if (report.kind === "error") return [];
  const calendar = createCalendar(report.rulebook.timezone);
  return report.tests.map(({ name, line, failedRuns }) => ({
    file: report.file,
    line,
    name,
    status: failedRuns.length === 0 ? "passed" : "failed",
    failures: failedRuns.flatMap((run) => failuresJson(run, calendar)),
  }));
}

function failuresJson({ number, asOf, differences }: FailedRun, calendar: Calendar) {
  return differences.map((difference) => ({
    run: number,
    as_of: calendar.format(asOf),
    line: difference.line,
    kind: difference.kind,
    contact: difference.contact ?? null,
    name: difference.name ?? null,
    ...findingJson(difference.finding),
  }));
}

function findingJson(finding: Difference["finding"]) {
  return finding.kind === "value"
    ? { expected: finding.expected, got: finding.got }
    : { missing: finding.missing, unexpected: finding.unexpected };
}

function coverageJson({ rulebook, rules, bands, triggers }: Coverage) {
  return { rulebook, rules: reachedJson(rules), bands: reachedJson(bands), triggers: reachedJson(triggers) };
}

function reachedJson(reached: Reached) {
  return {
    all: reached.all,
    reached: reached.reached,
    percentage: percentage(reached),
    missed: reached.missed.map(({ id, group, location }) => ({
      id,
      ...(group === undefined ? {} : { group }),
      file: location.file,
      line: location.line,
    })),
  };
}
