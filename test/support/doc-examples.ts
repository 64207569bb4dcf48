// Examples of a page of documentation: rulebooks, whole or in part, exports that they read, and the results that stand
// below them.

import { parse } from "yaml";
import type { InputKind } from "../../src/intake/sink.ts";
import { type LoadResult, parseRulebookFiles } from "../../src/rulebook/parse.ts";

export interface Example {
  readonly name: string;
  readonly yaml: string;
  /** Lines of the `results` fences up to the next example or export. */
  readonly results: readonly string[];
  /** `csv` fences; the line above says how the file is given. */
  readonly exports: readonly Export[];
}

export interface Export {
  readonly kind: InputKind;
  readonly file: string;
  readonly text: string;
  /** Lines of the `results` fences up to the next example or export. */
  readonly results: readonly string[];
}

const FENCE = /^```(\w*)\n([\s\S]*?)^```$/gm;
/** As it ends the text above an export. */
const GIVEN = /`--(contacts|events|identities) (\S+)`:\n\n$/;

/** Commands (`console`) are for another test, which runs them. */
export function readExamples(doc: string): readonly Example[] {
  const examples: (Example & { readonly results: string[]; readonly exports: Export[] })[] = [];
  let results: string[] = [];
  for (const { 1: language, 2: content = "", index } of doc.matchAll(FENCE)) {
    const line = doc.slice(0, index).split("\n").length;
    if (language === "yaml") {
      const heading = doc
        .slice(0, index)
        .match(/^#+ .*$/gm)
        ?.at(-1);
      results = [];
      examples.push({ name: `${heading} (line ${line})`, yaml: content, results, exports: [] });
    } else if (language === "csv") {
      results = [];
      examples.at(-1)?.exports.push({ ...givenAs(doc.slice(0, index), line), text: content, results });
    } else if (language === "results") {
      results.push(...content.trimEnd().split("\n"));
    } else if (language !== "console") {
      throw new Error(`line ${line}: a fence that is neither yaml, csv, results nor console is not tested`);
    }
  }
  return examples;
}

function givenAs(above: string, line: number): Pick<Export, "kind" | "file"> {
  const [, kind, file] = GIVEN.exec(above) ?? [];
  if (kind === undefined || file === undefined)
    throw new Error(`line ${line}: nothing says how the file is given`);
  return { kind: kind as InputKind, file };
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
