// Runs tests that are written in a test, with a rulebook that is.

import { compileRulebook } from "../../src/evaluate/compile-rulebook.ts";
import { parseRulebook } from "../../src/rulebook/parse.ts";
import type { FailedRun } from "../../src/testing/difference.ts";
import { loadTestFile, type TestFileResult } from "../../src/testing/load-test-file.ts";
import { runTest } from "../../src/testing/run-test.ts";

export function load(rulebook: string, tests: string): Promise<TestFileResult> {
  const read = () => parseRulebook({ name: "rules.yaml", text: rulebook });
  return loadTestFile({ name: "a.test.yaml", text: tests }, read);
}

/** Problems as "line:column code". */
export async function problemsOf(rulebook: string, tests: string): Promise<readonly string[]> {
  const result = await load(rulebook, tests);
  if (result.kind === "loaded") return [];
  return result.diagnostics.map(({ span, code }) => `${span.line}:${span.column} ${code}`);
}

/** What failed of the file's first test. Throws with the problems of a file that has some. */
export async function failuresOf(rulebook: string, tests: string): Promise<readonly FailedRun[]> {
  const result = await load(rulebook, tests);
  if (result.kind === "invalid") {
    throw new Error(result.diagnostics.map(({ span, message }) => `${span.line}: ${message}`).join("\n"));
  }
  const { rulebook: model, tests: cases } = result.testFile;
  return runTest(cases[0]!, { rulebook: model, evaluate: compileRulebook(model), onRun: () => {} });
}

/** Each difference as "kind name contact: expected/got" or "… -missing +unexpected". */
export async function differencesOf(rulebook: string, tests: string): Promise<readonly string[]> {
  const failed = await failuresOf(rulebook, tests);
  return failed.flatMap(({ number, differences }) =>
    differences.map(({ kind, name, contact, finding }) => {
      const subject = [number, kind, name, contact].filter((part) => part !== undefined).join(" ");
      return finding.kind === "value"
        ? `${subject}: ${finding.expected} / ${finding.got}`
        : `${subject}: -${finding.missing.join(" ")} +${finding.unexpected.join(" ")}`;
    }),
  );
}
