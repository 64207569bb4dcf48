// Shells complete what commander's program has.

import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { completeBash } from "../../src/cli/completion/bash.ts";
import { describeProgram } from "../../src/cli/completion/describe-program.ts";
import { completeFish } from "../../src/cli/completion/fish.ts";
import { completeZsh } from "../../src/cli/completion/zsh.ts";
import { createProgram } from "../../src/cli/program.ts";
import { tallybook } from "../support/cli.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";

const program = createProgram();
const described = describeProgram(program);
const COMMANDS = program.commands.map((command) => command.name());

let temp: TempFolder;

beforeAll(() => {
  temp = makeTempFolder();
  writeFileSync(join(temp.path, "bash"), completeBash(described));
  writeFileSync(join(temp.path, "zsh"), completeZsh(described));
  writeFileSync(join(temp.path, "fish"), completeFish(described));
});

afterAll(() => temp.remove());

function runShell(shell: string, args: readonly string[]) {
  const { stdout, stderr, status } = spawnSync(shell, args, { cwd: temp.path, encoding: "utf8" });
  return { stdout, stderr, status };
}

const isInstalled = (shell: string) => spawnSync(shell, ["-c", "true"]).status === 0;

/** What bash offers for the last of these words. */
function offers(...words: readonly string[]): readonly string[] {
  const line = ["tallybook", ...words];
  const script = `source ./bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _tallybook; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = runShell("bash", ["--norc", "-c", script, "bash", ...line]);
  expect(stderr).toBe("");
  return stdout.split("\n").filter((word) => word !== "");
}

function optionsOf(command: Command): readonly string[] {
  return command.options.flatMap(({ short, long }) => [short, long].filter((flag) => flag != null));
}

describe("bash", () => {
  test("completes every command", () => {
    expect(offers("")).toEqual([...COMMANDS, "help"]);
  });

  test.each(program.commands.map((command) => [command.name(), command] as const))(
    "completes every option of %s, and those of the program",
    (name, command) => {
      const offered = offers(name, "-");
      expect(offered).toEqual(expect.arrayContaining([...optionsOf(command), "--help", "--no-color"]));
      expect(new Set(offered).size).toBe(offered.length);
    },
  );

  test.each([
    [["ru"], ["run", "runs"]],
    [
      ["--no-color", "ex"],
      ["export", "explain"],
    ],
    [
      ["schema", ""],
      ["rulebook", "tests", "run", "config"],
    ],
    [["completion", "z"], ["zsh"]],
    [
      ["import", "--kind", ""],
      ["contacts", "events", "identities"],
    ],
    [
      ["help", "sc"],
      ["score", "schema"],
    ],
    [["run", "--for"], ["--for-spreadsheet"]],
    [["run", "--db", ""], []],
    [["run", ""], []],
  ])("%j", (words, offered) => {
    expect(offers(...words)).toEqual(offered);
  });
});

const SHELLS = ["zsh", "fish"] as const;

describe.each(SHELLS)("%s", (shell) => {
  const script = () => (shell === "zsh" ? completeZsh(described) : completeFish(described));

  test("knows every command and option", () => {
    const flags = program.commands.flatMap(optionsOf).filter((flag) => flag.startsWith("--"));
    const written = flags.map((flag) => (shell === "zsh" ? `'${flag}[` : `-l ${flag.slice(2)} `));
    expect([...COMMANDS, ...written].filter((text) => !script().includes(text))).toEqual([]);
  });

  test("reads its script", (context) => {
    if (!isInstalled(shell)) context.skip(`${shell} is not installed here`);
    expect(runShell(shell, ["-n", shell])).toEqual({ stdout: "", stderr: "", status: 0 });
  });
});

test("fish completes", (context) => {
  if (!isInstalled("fish")) context.skip("fish is not installed here");
  const { stdout } = runShell("fish", ["-c", "source fish; complete -C 'tallybook schema '"]);
  expect(stdout.split("\n")).toEqual(expect.arrayContaining(["rulebook", "tests"]));
});

test.each(["bash", "zsh", "fish"])("the command prints the script for %s", (shell) => {
  expect(tallybook(["completion", shell])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(`completion for ${shell}`),
  });
});

test("another shell is wrong use", () => {
  expect(tallybook(["completion", "tcsh"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("Allowed choices are bash, zsh, fish"),
  });
});
