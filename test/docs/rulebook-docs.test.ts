// Every example of docs/rulebook.md loads without a warning, and gives the results that stand below it.

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { parseRulebook } from "../../src/rulebook/parse.ts";
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

function loadProblems(yaml: string): readonly string[] {
  const result = parseRulebook({ name: "rulebook.md", text: yaml });
  const problems = result.kind === "loaded" ? result.warnings : result.diagnostics;
  return problems.map(({ span, code, message }) => `${span.line}: ${message} [${code}]`);
}

const examples = readExamples(DOC);

describe("examples load without any problem", () => {
  test.each(examples)("$name", ({ yaml }) => {
    expect(loadProblems(complete(yaml))).toEqual([]);
  });
});

describe("examples give the results they claim", () => {
  test.each(examples.filter(({ results }) => results.length > 0))("$name", ({ yaml, results }) => {
    expect(checkResults(complete(yaml), results)).toEqual(results);
  });
});

describe("what is not supported yet", () => {
  const section = DOC.slice(DOC.indexOf("\n## Not supported yet"));
  const rule = (keys: string) => `rules: {r: {event: a, points: 1, ${keys}}}`;
  test.each([
    ["include", "include: [a.yaml]"],
    ["sources", "sources: {}"],
    ["stages", "stages: {lead: {}}"],
    ["recycle", "recycle: {event: a, to: lead}"],
    ["stage", "segments: {s: {when: {stage: lead}}}"],
    ["followed_by", rule("followed_by: {event: b, within: 1 day}")],
    ["not_followed_by", rule("not_followed_by: {event: b, within: 1 day}")],
    ["preceded_by", rule("preceded_by: {event: b, within: 1 day}")],
    ["not_preceded_by", rule("not_preceded_by: {event: b, within: 1 day}")],
    ["every", "rules: {r: {every: 30 days, since: signed_up, points: 1}}"],
    ["decay", rule("decay: {half_life: 30 days}")],
    ["per_each", rule("limit: {times: 1, per_each: email_id}")],
    ["per: 90 days", rule("limit: {times: 1, per: 90 days}")],
    ["reset", "groups: {g: {reset: {event: a}}}"],
  ])("%s is refused, and listed at the end", (written, yaml) => {
    expect(loadProblems(complete(yaml)).join("\n")).toContain("[not-supported-yet]");
    expect(section).toContain(`\`${written}\``);
  });
});
