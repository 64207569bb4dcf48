// Every example of docs/rulebook.md loads without a warning, and gives the results that stand below it. An example that
// begins with a comment such as "# shared/quality.yaml" is a file of that name, which others may include.

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Rulebook } from "../../src/rulebook/model.ts";
import { type LoadResult, parseRulebookFiles } from "../../src/rulebook/parse.ts";
import { checkResults } from "../support/doc-results.ts";

const DOC = readFileSync(new URL("../../docs/rulebook.md", import.meta.url), "utf8");

interface Example {
  readonly name: string;
  readonly yaml: string;
  /** Lines of the `results` fences up to the next example. */
  readonly results: readonly string[];
}

const FENCE = /^```(\w*)\n([\s\S]*?)^```$/gm;

function readExamples(doc: string): readonly Example[] {
  const examples: { name: string; yaml: string; results: string[] }[] = [];
  for (const { 1: language, 2: content = "", index } of doc.matchAll(FENCE)) {
    const line = doc.slice(0, index).split("\n").length;
    if (language === "yaml") {
      const heading = doc
        .slice(0, index)
        .match(/^#+ .*$/gm)
        ?.at(-1);
      examples.push({ name: `${heading} (line ${line})`, yaml: content, results: [] });
    } else if (language === "results") {
      examples.at(-1)?.results.push(...content.trimEnd().split("\n"));
    } else {
      throw new Error(`line ${line}: a fence that is neither yaml nor results is not tested`);
    }
  }
  return examples;
}

interface Written {
  readonly groups?: Readonly<Record<string, object>>;
}

/** A fragment with what it lacks of a whole rulebook; what is added gives no points and stands below the fragment. */
function complete(yaml: string): string {
  const written = parse(yaml) as Written;
  const groups = Object.entries(written.groups ?? { interest: {} });
  const plain = groups.find(([, group]) => !("sum" in group))?.[0];
  const additions = {
    rulebook: "rulebook: docs",
    groups: "groups: {interest: {}}",
    rules: `rules: {added: {group: ${plain}, event: not_in_the_docs, points: 1}}`,
  };
  const missing = Object.entries(additions).flatMap(([key, line]) => (key in written ? [] : [line]));
  return [yaml, ...missing].join("\n");
}

function fileNameOf(yaml: string): string | undefined {
  return /^# (\S+\.yaml)\n/.exec(yaml)?.[1];
}

function load(yaml: string): LoadResult {
  const main = { name: fileNameOf(yaml) ?? "rulebook.md", text: complete(yaml) };
  return parseRulebookFiles([main, ...FILES.filter(({ name }) => name !== main.name)]);
}

function loadProblems(yaml: string): readonly string[] {
  const result = load(yaml);
  const problems = result.kind === "loaded" ? result.warnings : result.diagnostics;
  return problems.map(({ span, code, message }) => `${span.line}: ${message} [${code}]`);
}

function rulebookOf(yaml: string): Rulebook {
  const result = load(yaml);
  if (result.kind === "loaded") return result.rulebook;
  throw new Error(result.diagnostics.map(({ message }) => message).join("\n"));
}

const examples = readExamples(DOC);
const FILES = examples.flatMap(({ yaml: text }) => {
  const name = fileNameOf(text);
  return name === undefined ? [] : [{ name, text }];
});

describe("examples load without any problem", () => {
  test.each(examples)("$name", ({ yaml }) => {
    expect(loadProblems(yaml)).toEqual([]);
  });
});

describe("examples give the results they claim", () => {
  test.each(examples.filter(({ results }) => results.length > 0))("$name", ({ yaml, results }) => {
    expect(checkResults(rulebookOf(yaml), results)).toEqual(results);
  });
});
