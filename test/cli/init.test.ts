// A new working folder checks, tests and runs as it is, by the very lines that are printed.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Ajv } from "ajv";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { writeNewFiles } from "../../src/cli/init/write-new-files.ts";
import { PROGRAM, tallybook } from "../support/cli.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";

let temp: TempFolder;

beforeEach(() => {
  temp = makeTempFolder();
});

afterEach(() => temp.remove());

const init = (...args: readonly string[]) => tallybook(["init", ...args], { cwd: temp.path });
const read = (path: string) => readFileSync(join(temp.path, path), "utf8");

/** In one shell, as somebody would type them. */
function type(lines: readonly string[]) {
  mkdirSync(join(temp.path, "bin"));
  symlinkSync(PROGRAM, join(temp.path, "bin", "tallybook"));
  const { GITHUB_ACTIONS: _, ...env } = process.env;
  const path = [join(temp.path, "bin"), env["PATH"]].join(delimiter);
  const options = { cwd: temp.path, env: { ...env, PATH: path }, encoding: "utf8", timeout: 60_000 } as const;
  return spawnSync("sh", ["-e", "-c", lines.join("\n")], options);
}

test("checks, tests and runs as printed", () => {
  const { stdout, stderr, code } = init("my shop");
  const lines = [...stdout.matchAll(/^ {2}(.*)$/gm)].map(([, line]) => line!);
  expect({ code, stderr, lines }).toEqual({
    code: 0,
    stderr: "",
    lines: [
      "cd 'my shop'",
      "tallybook check",
      "tallybook test",
      "tallybook run --as-of 2026-03-01",
      "tallybook top engagement",
    ],
  });
  const { status, stdout: said, stderr: complaints } = type(lines);
  expect({ status, complaints }).toEqual({ status: 0, complaints: "" });
  expect(said).toContain("rulebook.yaml: no problems\n4 tests passed\n");
  expect(read("my shop/out/actions/email.csv")).toContain("thank-you:c001:1:1");
});

test("its tests reach every rule, band and trigger", () => {
  init("shop");
  const { stdout } = tallybook(["test", "--coverage"], { cwd: join(temp.path, "shop") });
  expect(stdout.match(/\d+%/g)).toEqual(["100%", "100%", "100%"]);
});

test.each([
  ["rulebook.yaml", "rulebook"],
  ["rulebook.test.yaml", "tests"],
  ["tallybook.yaml", "config"],
])("an editor finds the schema of %s, which it fits", (file, kind) => {
  init("shop");
  const [, path = ""] = /^# yaml-language-server: \$schema=\.\/(.*)$/m.exec(read(`shop/${file}`)) ?? [];
  expect(path).toBe(`schemas/${kind}.schema.json`);
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(
    JSON.parse(read(`shop/${path}`)),
  );
  expect([validate(parse(read(`shop/${file}`))), validate.errors]).toEqual([true, null]);
});

test("the nightly line goes to the folder, whatever its name", () => {
  init("it's 5%");
  expect(read("it's 5%/crontab")).toContain(`/it'\\''s 5\\%' && tallybook run --quiet --wait\n`);
});

test("the workflow takes this version", () => {
  init("shop");
  const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  expect(read("shop/.github/workflows/tallybook.yml")).toContain(`install --global tallybook@${version}\n`);
});

test("without a name it is the working folder, which may hold other files", () => {
  writeFileSync(join(temp.path, "notes.txt"), "");
  expect(init().stdout).not.toContain("  cd ");
  expect(existsSync(join(temp.path, "rulebook.yaml"))).toBe(true);
});

test("--json tells the files, --quiet nothing", () => {
  expect(JSON.parse(init("a", "--json").stdout)).toMatchObject({
    folder: "a",
    files: expect.arrayContaining(["tallybook.yaml", "schemas/rulebook.schema.json"]),
    next: expect.arrayContaining(["cd a", "tallybook check"]),
  });
  expect(init("b", "--quiet")).toEqual({ code: 0, stdout: "", stderr: "" });
});

describe("nothing is written", () => {
  test("over files that are there, which are named", () => {
    writeFileSync(join(temp.path, "rulebook.yaml"), "mine");
    writeFileSync(join(temp.path, "schemas"), "mine");
    expect(init(".")).toEqual({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(
        /^tallybook: ".*" already holds "rulebook.yaml", "schemas"; nothing was written: move what is there away, or give another folder\n$/,
      ),
    });
    expect(readdirSync(temp.path).sort()).toEqual(["rulebook.yaml", "schemas"]);
  });

  test.each([
    ["file", /is a file; give a new folder/],
    ["link", /is a symbolic link; give a new folder/],
    ["", /the folder has no name/],
    ["two\nlines", /has a line break in its path, which a crontab cannot hold; give another/],
    ["file/shop", /shop" cannot be made: ".*file" is no folder; give another place/],
    ["file/a/shop", /shop" cannot be made: ".*file" is no folder; give another place/],
    ["link/shop", /shop" cannot be made: ".*link" is no folder; give another place/],
    ["loop/shop", /lies behind a symbolic link that leads back to itself; give another place/],
    ["n".repeat(300), /has too long a name; give a shorter one/],
    [`${"n".repeat(300)}/shop`, /has too long a name; give a shorter one/],
  ])("to %j", (dir, message) => {
    writeFileSync(join(temp.path, "file"), "");
    symlinkSync("nowhere", join(temp.path, "link"));
    symlinkSync("loop", join(temp.path, "loop"));
    const { code, stdout, stderr } = init(dir);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(new RegExp(`^tallybook: [^\\n]*${message.source}[^\\n]*\\n$`));
    expect(readdirSync(temp.path).sort()).toEqual(["file", "link", "loop"]);
  });

  test("where something goes wrong on the way", () => {
    const files = ["a/one", "b", "b/two"].map((path) => ({ path, text: "x" }));
    expect(() => writeNewFiles(join(temp.path, "new", "shop"), files)).toThrow(
      /cannot be written \(ENOTDIR\); nothing was kept/,
    );
    expect(readdirSync(temp.path)).toEqual([]);
  });
});
