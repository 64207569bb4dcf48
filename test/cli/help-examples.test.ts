// The examples that the help of each command shows do what they say, in a folder that has the files they name.

import { spawnSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createProgram } from "../../src/cli/program.ts";
import { PROGRAM, PROJECT, tallybook } from "../support/cli.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";

const examples = createProgram().commands.map((command) => {
  let help = "";
  command.configureOutput({
    writeOut: (text) => {
      help += text;
    },
  });
  command.outputHelp();
  const [, shown = ""] = /\nExamples?:\n([\s\S]*)$/.exec(help) ?? [];
  const lines = shown
    .replace(/\\\n\s*/g, "")
    .split("\n")
    .filter((line) => line.startsWith("  "));
  return { name: command.name(), lines: lines.map((line) => line.trim()) };
});

/** Where the files come from that examples name. */
const FILES: Readonly<Record<string, string>> = {
  "rulebook.yaml": "rules/shoe-shop.yaml",
  "new.yaml": "rules/shoe-shop.yaml",
  "contacts.csv": "samples/shoe-shop/contacts.csv",
  "events-1.csv": "samples/shoe-shop/events.csv",
  "emails-sent-march.csv": "samples/shoe-shop/events.csv",
  "hubspot.csv": "test/intake/presets/hubspot.contacts.csv",
};
/** Before any clock: examples run as of now. */
const LONG_AGO = "2025-01-01";

let temp: TempFolder;
const inTemp = (...path: readonly string[]) => join(temp.path, ...path);

beforeAll(() => {
  temp = makeTempFolder();
  for (const folder of ["bin", "ready"]) mkdirSync(inTemp(folder));
  symlinkSync(PROGRAM, inTemp("bin", "tallybook"));
  for (const [name, from] of Object.entries(FILES)) copyFileSync(join(PROJECT, from), inTemp("ready", name));
  for (const folder of ["rules", "samples"]) {
    cpSync(join(PROJECT, folder), inTemp("ready", folder), { recursive: true });
  }
  const inputs = ["--contacts", "contacts.csv", "--events", "events-1.csv", "--as-of", LONG_AGO];
  const places = ["--db", "shop.db", "--out", "out", "--quiet"];
  expect(tallybook(["run", "rulebook.yaml", ...inputs, ...places], { cwd: inTemp("ready") }).stderr).toBe("");
});

afterAll(() => temp.remove());

function runExample(line: string, number: number) {
  const cwd = inTemp(`place-${number}`);
  cpSync(inTemp("ready"), cwd, { recursive: true });
  const { GITHUB_ACTIONS: _, ...env } = process.env;
  const path = [inTemp("bin"), env["PATH"]].join(delimiter);
  const { status, stderr } = spawnSync("bash", ["-c", line], {
    cwd,
    env: { ...env, PATH: path },
    encoding: "utf8",
    timeout: 60_000,
  });
  return { status, stderr };
}

test("every command has one", () => {
  expect(examples.filter(({ lines }) => lines.length === 0)).toEqual([]);
});

const lines = examples.flatMap(({ name, lines }) => lines.map((line) => [name, line] as const));

describe("examples run", () => {
  test.each(lines.map(([name, line], i) => [name, line, i] as const))("%s: %s", (name, line, number) => {
    expect(line).toContain(`tallybook ${name}`);
    expect(runExample(line, number)).toMatchObject({ status: 0 });
  });
});
