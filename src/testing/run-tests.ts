// Test files, one after the other: each is loaded, its tests are run, and what they reached is noted.

import { type Diagnostic, diagnose } from "../diagnostics/diagnostic.ts";
import type { SourceFile } from "../diagnostics/location.ts";
import { compileRulebook } from "../evaluate/compile-rulebook.ts";
import type { Rulebook } from "../rulebook/model.ts";
import { readTextFile } from "../rulebook/text-files.ts";
import { type Coverage, createCoverageTally } from "./coverage.ts";
import type { FailedRun } from "./difference.ts";
import { loadTestFile, type RulebookReader, type TestFileResult } from "./load-test-file.ts";
import type { TestCase, TestFile } from "./model.ts";
import { createRulebookReader } from "./rulebook-reader.ts";
import { runTest } from "./run-test.ts";
import { TestFileError } from "./test-file-error.ts";

export interface TestRequest {
  /** Paths of files that are there. */
  readonly files: readonly string[];
  /** Only tests with this in their name. */
  readonly only: string | undefined;
}

export interface TestReport {
  /** In the order of the request; files without a test that was wanted are left out. */
  readonly files: readonly FileReport[];
  /** Of the rulebooks of tests that were run, in the order in which they were first used. */
  readonly coverage: readonly Coverage[];
}

export type FileReport =
  /** Nothing of it was run. */
  | {
      readonly kind: "error";
      readonly file: string;
      readonly diagnostics: readonly Diagnostic[];
      /** The files that the diagnostics point into. */
      readonly files: readonly SourceFile[];
    }
  | {
      readonly kind: "run";
      readonly file: string;
      readonly rulebook: Rulebook;
      readonly tests: readonly TestOutcome[];
    };

export interface TestOutcome {
  readonly name: string;
  readonly line: number;
  /** None when the test passed. */
  readonly failedRuns: readonly FailedRun[];
}

/** In bytes. */
const LARGEST_TEST_FILE = 1_000_000;

/** Throws a TestFileError for a file that cannot be read; what is wrong with its content is in the report. */
export async function runTests({ files, only }: TestRequest): Promise<TestReport> {
  const readRulebook = createRulebookReader();
  const subjects = createSubjects();
  const reports: FileReport[] = [];
  for (const file of files) {
    const loaded = await loadFile(file, readRulebook);
    if (loaded.kind === "invalid") {
      reports.push({ kind: "error", file, diagnostics: loaded.diagnostics, files: loaded.files });
      continue;
    }
    const report = runFile(loaded.testFile, only, subjects);
    if (report.tests.length > 0) reports.push(report);
  }
  return { files: reports, coverage: subjects.coverage() };
}

type FileRun = Extract<FileReport, { kind: "run" }>;

function runFile({ name, rulebook, tests }: TestFile, only: string | undefined, subjects: Subjects): FileRun {
  const isWanted = (test: TestCase) => only === undefined || test.name.includes(only);
  const outcomes = tests.filter(isWanted).map((test) => ({
    name: test.name,
    line: test.span.line,
    failedRuns: runTest(test, subjects.of(rulebook)),
  }));
  return { kind: "run", file: name, rulebook, tests: outcomes };
}

type Subjects = ReturnType<typeof createSubjects>;

/** Compiles each rulebook once. */
function createSubjects() {
  const subjects = new Map<Rulebook, ReturnType<typeof createSubject>>();
  return {
    of: (rulebook: Rulebook) => {
      const known = subjects.get(rulebook) ?? createSubject(rulebook);
      subjects.set(rulebook, known);
      return known;
    },
    coverage: () => [...subjects.values()].map(({ coverage }) => coverage()),
  };
}

function createSubject(rulebook: Rulebook) {
  const { note, coverage } = createCoverageTally(rulebook);
  return { rulebook, evaluate: compileRulebook(rulebook), onRun: note, coverage };
}

async function loadFile(path: string, readRulebook: RulebookReader): Promise<TestFileResult> {
  const found = readTextFile(path, LARGEST_TEST_FILE);
  switch (found.kind) {
    case "text":
      return loadTestFile({ name: path, text: found.text }, readRulebook);
    case "not-utf8": {
      const diagnostics = [diagnose("not-utf8", found.span)];
      return { kind: "invalid", diagnostics, files: [{ name: path, text: found.text }] };
    }
    case "too-large": {
      const span = { file: path, line: 1, column: 1, endColumn: 2 };
      return {
        kind: "invalid",
        diagnostics: [diagnose("test-file-too-large", span, found.bytes)],
        files: [],
      };
    }
    case "forbidden":
      throw new TestFileError(`test file "${path}" may not be read; check its permissions`);
    default:
      throw new TestFileError(`test file "${path}" does not exist`);
  }
}
