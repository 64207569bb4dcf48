// Every example of docs/rulebook.md loads without a warning, and gives the results that stand below it.

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Rulebook } from "../../src/rulebook/model.ts";
import { exampleProblems, loadExample, readExamples } from "../support/doc-examples.ts";
import { checkResults } from "../support/doc-results.ts";

const examples = readExamples(readFileSync(new URL("../../docs/rulebook.md", import.meta.url), "utf8"));

function rulebookOf(yaml: string): Rulebook {
  const result = loadExample(yaml, examples);
  if (result.kind === "loaded") return result.rulebook;
  throw new Error(result.diagnostics.map(({ message }) => message).join("\n"));
}

describe("examples load without any problem", () => {
  test.each(examples)("$name", ({ yaml }) => {
    expect(exampleProblems(yaml, examples)).toEqual([]);
  });
});

describe("examples give the results they claim", () => {
  test.each(examples.filter(({ results }) => results.length > 0))("$name", ({ yaml, results }) => {
    expect(checkResults(rulebookOf(yaml), results)).toEqual(results);
  });
});
