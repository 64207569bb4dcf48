// The acceptance cases as rulebook tests: a test's state in memory gives what a database gives, night after night.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compileRulebook } from "../../src/evaluate/compile-rulebook.ts";
import { loadRulebook } from "../../src/rulebook/load.ts";
import { loadTestFile } from "../../src/testing/load-test-file.ts";
import { runTest } from "../../src/testing/run-test.ts";

const GOLDEN = join(import.meta.dirname, "..", "golden");
const CASES = readdirSync(GOLDEN, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

interface Standing {
  readonly scores: Record<string, string>;
  readonly bands: Record<string, string>;
  readonly classes: Record<string, string>;
  readonly stage: string | null;
  readonly segments: readonly string[];
  readonly labels: readonly string[];
  readonly actions: readonly { trigger: string; kind: string; target: string; n: number }[];
  readonly awards: Record<string, Record<string, { times: number; points: string }>>;
}

interface Night {
  readonly as_of: string;
  readonly contacts: Record<string, Standing>;
}

/** JSON is YAML. A rule's award is looked at in the first of its groups. */
function expectationOf({ contacts }: Night) {
  const all = Object.entries(contacts);
  const each = (value: (standing: Standing) => unknown) =>
    Object.fromEntries(all.map(([id, standing]) => [id, value(standing)]));
  const members = (kind: "segments" | "labels") => {
    const ids = new Set(all.flatMap(([, standing]) => standing[kind]));
    return Object.fromEntries(
      [...ids].map((id) => [
        id,
        all.filter(([, standing]) => standing[kind].includes(id)).map(([contact]) => contact),
      ]),
    );
  };
  return {
    scores: each(({ scores }) => mapValues(scores, Number)),
    bands: each(({ bands }) => bands),
    classes: each(({ classes }) => classes),
    stages: Object.fromEntries(all.flatMap(([id, { stage }]) => (stage === null ? [] : [[id, stage]]))),
    segments: members("segments"),
    labels: members("labels"),
    actions: all.flatMap(([contact, { actions }]) => actions.map((action) => ({ contact, ...action }))),
    awards: each(({ awards }) =>
      Object.fromEntries(
        Object.entries(awards).flatMap(([group, rules]) =>
          Object.entries(rules).map(([rule, { times, points }]) => [
            rule,
            { group, times, points: Number(points) },
          ]),
        ),
      ),
    ),
  };
}

function mapValues<A, B>(record: Record<string, A>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

describe.each(CASES)("%s", (name) => {
  const folder = join(GOLDEN, name);
  const nights = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8")) as readonly Night[];
  const files = (kind: string) =>
    existsSync(join(folder, `${kind}.csv`)) ? { [`${kind}_file`]: `${kind}.csv` } : {};
  const content = {
    rulebook: "rulebook.yaml",
    tests: [
      {
        name,
        ...files("contacts"),
        ...files("identities"),
        ...files("events"),
        runs: nights.map((night) => ({ as_of: night.as_of, expect: expectationOf(night) })),
      },
    ],
  };

  test("gives what it must, all nights in a row", async () => {
    const file = { name: join(folder, "case.test.yaml"), text: JSON.stringify(content) };
    const loaded = await loadTestFile(file, loadRulebook);
    if (loaded.kind === "invalid")
      throw new Error(loaded.diagnostics.map(({ message }) => message).join("\n"));
    const { rulebook, tests } = loaded.testFile;
    const subject = { rulebook, evaluate: compileRulebook(rulebook), onRun: () => {} };
    expect(runTest(tests[0]!, subject)).toEqual([]);
  });
});
