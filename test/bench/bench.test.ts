// The benchmark runs from end to end, on few rows. How fast anything is, is not looked at.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { parseRulebook } from "../../src/rulebook/parse.ts";
import { PROJECT } from "../support/cli.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

const BENCH = join(PROJECT, "bench");
const temp = makeTempFolder();

afterAll(() => temp.remove());

function bench(args: readonly string[]) {
  const sizes = [
    "--contacts",
    "300",
    "--events",
    "4000",
    "--runs",
    "1",
    "--sample",
    "50",
    "--data",
    join(temp.path, "data"),
  ];
  return spawnSync(process.execPath, [join(BENCH, "main.js"), ...sizes, ...args], {
    cwd: temp.path,
    encoding: "utf8",
    env: { ...process.env, TMPDIR: temp.path },
    timeout: 120_000,
  });
}

test("the rulebook is of the stated size, without a problem", () => {
  const text = readFileSync(join(BENCH, "rulebook.yaml"), "utf8");
  const result = parseRulebook({ name: "rulebook.yaml", text });
  if (result.kind !== "loaded") throw new Error("has problems");
  const { rules, groups, segments, triggers } = result.rulebook;
  expect(result.warnings).toEqual([]);
  expect({
    rules: rules.length,
    plain: groups.filter(({ kind }) => kind === "plain").length,
    segments: segments.length,
    triggers: triggers.length,
  }).toEqual({ rules: 30, plain: 4, segments: 8, triggers: 5 });
});

test("Tallybook and DuckDB agree on every score, and a report says so", { timeout: 120_000 }, () => {
  const results = join(temp.path, "results.md");
  const { status, stdout, stderr } = bench(["--results", results]);
  expect(stderr).not.toContain("Error");
  expect(status).toBe(0);
  expect(stdout).toBe(readFileSync(results, "utf8"));
  expect(stdout).toContain("agree on all of 4,500 scores");
  expect(stdout).not.toMatch(/undefined|NaN/);
});
