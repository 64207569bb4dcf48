// Examples of a page of documentation: rulebooks, whole or in part, and the results that stand below them.

import { parse } from "yaml";
import { type LoadResult, parseRulebookFiles } from "../../src/rulebook/parse.ts";

export interface Example {
  readonly name: string;
  readonly yaml: string;
  /** Lines of the `results` fences up to the next example. */
  readonly results: readonly string[];
}

const FENCE = /^```(\w*)\n([\s\S]*?)^```$/gm;

/** Commands (`console`) are for another test, which runs them. */
export function readExamples(doc: string): readonly Example[] {
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
    } else if (language !== "console") {
      throw new Error(`line ${line}: a fence that is neither yaml, results nor console is not tested`);
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

/** Loads an example; one that begins with a comment such as "# shared/quality.yaml" is a file that others may include. */
export function loadExample(yaml: string, examples: readonly Example[]): LoadResult {
  const main = { name: fileNameOf(yaml) ?? "docs.md", text: complete(yaml) };
  const files = examples.flatMap(({ yaml: text }) => {
    const name = fileNameOf(text);
    return name === undefined || name === main.name ? [] : [{ name, text }];
  });
  return parseRulebookFiles([main, ...files]);
}

/** What is wrong with an example, or doubtful. */
export function exampleProblems(yaml: string, examples: readonly Example[]): readonly string[] {
  const result = loadExample(yaml, examples);
  const problems = result.kind === "loaded" ? result.warnings : result.diagnostics;
  return problems.map(({ span, code, message }) => `${span.line}: ${message} [${code}]`);
}
