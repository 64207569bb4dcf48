import { compileRulebook } from "../evaluate/compile-rulebook.ts";
import type { Rulebook } from "../rulebook/model.ts";
import { loadTestFile } from "./load-test-file.ts";
import { runTest } from "./run-test.ts";

/** Whether a test file's text gives what it expects, with a rulebook that is loaded already. */
export async function isPassing(text: string, rulebook: Rulebook): Promise<boolean> {
  const readRulebook = () => ({ kind: "loaded", rulebook, warnings: [], files: rulebook.files }) as const;
  const loaded = await loadTestFile({ name: "recorded.test.yaml", text }, readRulebook);
  if (loaded.kind === "invalid") return false;
  const subject = { rulebook, evaluate: compileRulebook(rulebook), onRun: () => {} };
  return loaded.testFile.tests.every((test) => runTest(test, subject).length === 0);
}
