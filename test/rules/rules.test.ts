// The shipped rulebooks are what people copy from: each checks, has tests, and makes something of its sample.

import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PROJECT, tallybook } from "../support/cli.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

const temp = makeTempFolder();

afterAll(() => temp.remove());

const names = readdirSync(join(PROJECT, "rules"))
  .filter((file) => file.endsWith(".yaml") && !file.endsWith(".test.yaml"))
  .map((file) => file.slice(0, -".yaml".length));

/** The largest an export of a sample may be, in bytes. */
const LARGEST_SAMPLE = 80_000;
const SAMPLE_FILES = ["contacts.csv", "events.csv"];

interface Figures {
  readonly inputs: readonly { readonly rejected: number; readonly accepted: number }[];
  readonly rules: readonly { readonly rule: string; readonly times: number }[];
  readonly groups: readonly {
    readonly group: string;
    readonly bands: readonly { readonly contacts: number }[];
  }[];
}

interface Reached {
  readonly missed: readonly unknown[];
}

interface TestResults {
  readonly failed: number;
  readonly errors: number;
  readonly coverage: readonly {
    readonly rulebook: string;
    readonly rules: Reached;
    readonly bands: Reached;
    readonly triggers: Reached;
  }[];
}

function runSample(name: string) {
  const [contacts, events] = SAMPLE_FILES.map((file) => `samples/${name}/${file}`);
  const places = ["--db", join(temp.path, `${name}.db`), "--out", join(temp.path, name)];
  const files = ["--contacts", contacts!, "--events", events!];
  return tallybook(["run", `rules/${name}.yaml`, ...files, ...places, "--as-of", "2026-11-02", "--json"]);
}

test("there are five", () => {
  expect(names).toEqual(["b2b-funnel", "rfm", "shoe-shop", "sport-shop", "web-shop"]);
});

test("none has an error or a warning", () => {
  const files = names.map((name) => `rules/${name}.yaml`);
  const stdout = files.map((file) => `${file}: no problems\n`).join("");
  expect(tallybook(["check", ...files])).toEqual({ code: 0, stdout, stderr: "" });
});

test("the tests of all pass and reach every rule, band and trigger", () => {
  const { code, stdout, stderr } = tallybook(["test", "rules", "--coverage", "--json"]);
  const { failed, errors, coverage } = JSON.parse(stdout) as TestResults;
  const parts = coverage.flatMap(({ rulebook, rules, bands, triggers }) =>
    [rules, bands, triggers].map(({ missed }) => ({ rulebook, missed })),
  );
  expect({ code, stderr, failed, errors }).toEqual({ code: 0, stderr: "", failed: 0, errors: 0 });
  expect(coverage.map(({ rulebook }) => rulebook)).toEqual(names.map((name) => `rules/${name}.yaml`));
  expect(parts.filter(({ missed }) => missed.length > 0)).toEqual([]);
});

describe.each(names)("%s", (name) => {
  let result: ReturnType<typeof runSample>;
  let figures: Figures;

  beforeAll(() => {
    result = runSample(name);
    figures = JSON.parse(result.stdout) as Figures;
  });

  test("has a small sample", () => {
    const sizes = SAMPLE_FILES.map((file) => statSync(join(PROJECT, "samples", name, file)).size);
    expect(Math.max(...sizes)).toBeLessThan(LARGEST_SAMPLE);
  });

  test("takes in every row of its sample", () => {
    expect([result.code, result.stderr]).toEqual([0, ""]);
    expect(figures.inputs.map(({ rejected }) => rejected)).toEqual([0, 0]);
  });

  test("gives points by every rule in its sample", () => {
    expect(figures.rules.filter(({ times }) => times === 0)).toEqual([]);
  });

  test("has somebody of its sample in at least two bands of every group", () => {
    const inOneBand = figures.groups.filter(
      ({ bands }) => bands.length > 0 && bands.filter(({ contacts }) => contacts > 0).length < 2,
    );
    expect(inOneBand).toEqual([]);
  });
});
