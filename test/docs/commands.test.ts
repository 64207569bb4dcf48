// Runs every command that README and docs/ show with its output, and compares. A ```console block holds lines that
// start with "$ " and what each prints; `npm ci` is left out, as this test runs after it.

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createProgram } from "../../src/cli/program.ts";
import { parseRulebook } from "../../src/rulebook/parse.ts";
import { PROGRAM, PROJECT } from "../support/cli.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

interface ShownCommand {
  readonly command: string;
  readonly output: string;
}

const DOCUMENTS = ["README.md", ...readdirSync(join(PROJECT, "docs")).map((name) => `docs/${name}`)];
/** Runs the tests, and so would not end. */
const OWN_COMMAND = "npm test";
const temp = makeTempFolder();
const workplace = join(temp.path, "work");
const SQL_FILES = ["src/store/schema.sql", "src/store/views.sql"];

beforeAll(() => {
  for (const folder of ["bin", "work"]) mkdirSync(join(temp.path, folder));
  symlinkSync(PROGRAM, join(temp.path, "bin", "tallybook"));
  for (const folder of ["bin", "dist", "rules", "samples", "template"]) {
    cpSync(join(PROJECT, folder), join(workplace, folder), { recursive: true });
  }
  for (const name of ["package.json", ...SQL_FILES]) cpSync(join(PROJECT, name), join(workplace, name));
  symlinkSync(join(PROJECT, "node_modules"), join(workplace, "node_modules"));
  cpSync(join(import.meta.dirname, "files"), workplace, { recursive: true });
});

afterAll(() => temp.remove());

function consoleBlocks(document: string): readonly string[] {
  const text = readFileSync(join(PROJECT, document), "utf8");
  return [...text.matchAll(/^```console\n(.*?)^```$/gms)].map(([, block]) => block!);
}

/** The demo shows commands of its own, which are its output, not ours to run: a blank line ends no output. */
function shownCommands(block: string): readonly ShownCommand[] {
  if (block.startsWith("$ npm ci && npm run demo\n")) return [splitFirstLine(block)];
  return block
    .split(/^(?=\$ )/m)
    .filter((part) => part.trim() !== "")
    .map(splitFirstLine);
}

function splitFirstLine(part: string): ShownCommand {
  const [first = "", ...rest] = part.split("\n");
  return { command: first.replace(/^\$ (npm ci && )?/, ""), output: rest.join("\n").trimEnd() };
}

function runInWorkplace(command: string): string {
  const path = [join(temp.path, "bin"), process.env["PATH"]].join(delimiter);
  const { GITHUB_ACTIONS: _, ...inherited } = process.env;
  const env = { ...inherited, PATH: path, npm_config_loglevel: "silent" };
  const { stdout, stderr } = spawnSync(command, {
    cwd: workplace,
    env,
    shell: true,
    encoding: "utf8",
    timeout: 60_000,
  });
  return `${stdout}${stderr}`.trimEnd();
}

const shown = DOCUMENTS.flatMap((document) =>
  consoleBlocks(document)
    .flatMap(shownCommands)
    .filter(({ command }) => command !== OWN_COMMAND)
    .map((each) => ({ document, ...each })),
);

describe("commands shown", () => {
  test.each(shown)("$document: $command", ({ command, output }) => {
    expect(runInWorkplace(command)).toBe(output);
  });
});

describe("commands", () => {
  const names = createProgram().commands.map((command) => command.name());
  const texts = DOCUMENTS.map(
    (document) => [document, readFileSync(join(PROJECT, document), "utf8")] as const,
  );

  test.each(names)("%s has a row in the README, with the page that shows it", (name) => {
    const [, readme] = texts.find(([document]) => document === "README.md")!;
    const row = readme.split("\n").find((line) => line.startsWith(`| \`${name}`));
    const [, page = ""] = /\]\((docs\/[\w-]+\.md)[)#]/.exec(row ?? "") ?? [];
    const [, text = ""] = texts.find(([document]) => document === page) ?? [];
    expect(text).toContain(`tallybook ${name}`);
  });
});

test("the README gives the two commands of a fresh machine", () => {
  const readme = readFileSync(join(PROJECT, "README.md"), "utf8");
  expect(readme).toContain("\n$ npm ci && npm run demo\n");
  expect(readme).toContain("\n$ npm ci && npm test\n");
});

test("the README's rulebook has no problem", () => {
  const readme = readFileSync(join(PROJECT, "README.md"), "utf8");
  const [, yaml = ""] = /^```yaml\n(.*?)^```$/ms.exec(readme) ?? [];
  expect(parseRulebook({ name: "README.md", text: yaml })).toMatchObject({ kind: "loaded", warnings: [] });
});

describe("links of the README", () => {
  const readme = readFileSync(join(PROJECT, "README.md"), "utf8");
  const targets = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target!);
  test.each(targets)("%s is there", (target) => {
    expect(() => readFileSync(join(PROJECT, target))).not.toThrow();
  });
});
