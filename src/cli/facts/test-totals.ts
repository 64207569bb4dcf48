import type { FileReport, TestOutcome, TestReport } from "../../testing/run-tests.ts";

export interface TestTotals {
  readonly passed: number;
  readonly failed: number;
  /** Files none of whose tests could be run. */
  readonly errors: number;
}

export function countTests({ files }: TestReport): TestTotals {
  const tests = files.flatMap(testsOf);
  const passed = tests.filter(hasPassed).length;
  const errors = files.filter(({ kind }) => kind === "error").length;
  return { passed, failed: tests.length - passed, errors };
}

export function testsOf(file: FileReport): readonly TestOutcome[] {
  return file.kind === "run" ? file.tests : [];
}

export function hasPassed({ failedRuns }: TestOutcome): boolean {
  return failedRuns.length === 0;
}
