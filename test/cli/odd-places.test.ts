// Places that cannot be what they are given for: 2 or 3, one line that says what to do, never a raw system message.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { tallybook } from "../support/cli.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";

const RULEBOOK = "rulebook: shop\ngroups: {g: {}}\nrules: {r: {event: buy, points: 1}}\n";
const TESTS = `rulebook: r.yaml
as_of: 2026-03-01
tests: [{name: t, contacts: [{contact_id: ada}], expect: {scores: {ada: {g: 0}}}}]
`;
const LONG = "n".repeat(300);
/** Fits as it is, but not with what is put behind it. */
const NEARLY_LONG = "n".repeat(250);

let temp: TempFolder;

beforeEach(() => {
  temp = makeTempFolder();
  write("r.yaml", RULEBOOK);
  write("a.test.yaml", TESTS);
  write("contacts.csv", "contact_id\nada\n");
  symlinkSync("nowhere", join(temp.path, "dangling"));
  symlinkSync("loop", join(temp.path, "loop"));
  symlinkSync("loop", join(temp.path, "loop.test.yaml"));
});

afterEach(() => temp.remove());

function write(name: string, text: string): void {
  writeFileSync(join(temp.path, name), text);
}

function say(args: readonly string[]) {
  const { code, stdout, stderr } = tallybook(args, { cwd: temp.path });
  expect(stdout).toBe("");
  return [code, stderr];
}

function run(...more: string[]) {
  const places = ["--contacts", "contacts.csv", "--db", "shop.db", "--out", "out", "--as-of", "2026-03-01"];
  return say(["run", "r.yaml", ...places, ...more]);
}

const line = (words: string) => expect.stringMatching(new RegExp(`^tallybook: [^\\n]*${words}[^\\n]*\\n$`));

describe("a database", () => {
  test.each([
    ["dangling", '"dangling" is a symbolic link to "nowhere", which does not exist; give'],
    ["loop", '"loop" is a symbolic link that leads back to itself; give'],
    [LONG, "has too long a name; give"],
    [NEARLY_LONG, "has too long a name; give"],
    ["contacts.csv/shop.db", "lies in what is no folder; give"],
  ])("--db %s is refused by a run with 2", (db, words) => {
    expect(run("--db", db)).toEqual([2, line(words)]);
    expect(existsSync(join(temp.path, "out"))).toBe(false);
  });

  test.each([
    ["dangling", "is a symbolic link to"],
    ["loop", "leads back to itself"],
    [LONG, "too long a name"],
  ])("--db %s is refused by top with 2", (db, words) => {
    expect(say(["top", "g", "--db", db])).toEqual([2, line(words)]);
  });
});

describe("an output folder", () => {
  test.each([
    ["", "--out is empty; give"],
    ["loop/out", "cannot be made|leads back to itself"],
    [LONG, "the name is too long; give"],
    [NEARLY_LONG, "the name is too long; give"],
    [".out-beside", '\\.\\.out-beside\\.tallybook-old", where .* is a symbolic link; remove it'],
    ["out-new", '\\.out-new\\.tallybook-new", where .* is a symbolic link; remove it'],
    ["out-with-link", 'holds the symbolic link "segments/hot.csv"; remove it'],
  ])("--out %s is refused with 2 before anything changes", (out, words) => {
    symlinkSync(".", join(temp.path, "..out-beside.tallybook-old"));
    symlinkSync(".", join(temp.path, ".out-new.tallybook-new"));
    mkdirSync(join(temp.path, "out-with-link/segments"), { recursive: true });
    write("out-with-link/run.json", '{"schema_version":1,"tool_version":"0.1.0","outputs":[]}');
    symlinkSync("../../r.yaml", join(temp.path, "out-with-link/segments/hot.csv"));
    expect(run("--out", out)).toEqual([2, line(words)]);
    expect([existsSync(join(temp.path, "shop.db")), readFileSync(join(temp.path, "r.yaml"), "utf8")]).toEqual(
      [false, RULEBOOK],
    );
  });
});

describe("a rulebook", () => {
  test.each([
    ["loop", "leads back to itself; give"],
    [LONG, "does not exist"],
    ["/dev/zero", '"/dev/zero" is no plain file; give'],
    ["pipe", '"pipe" is no plain file; give'],
  ])("%s is refused with 2", (path, words) => {
    spawnSync("mkfifo", [join(temp.path, "pipe")]);
    expect(say(["check", path])).toEqual([2, line(words)]);
  });

  test("of a test that is a device is a problem of the test", () => {
    write("a.test.yaml", TESTS.replace("r.yaml", "/dev/zero"));
    const { code, stdout } = tallybook(["test", "a.test.yaml"], { cwd: temp.path });
    expect([code, stdout]).toEqual([1, expect.stringContaining('the rulebook "/dev/zero" is no plain file')]);
  });
});

test.each([
  [`${LONG}.test.yaml`, "too long"],
  ["loop.test.yaml", "leads back to itself"],
])("test file %s is refused with 2", (path, words) => {
  expect(say(["test", path])).toEqual([2, line(words)]);
});

describe("--junit", () => {
  const junit = (file: string) => say(["test", "a.test.yaml", "--quiet", "--junit", file]);

  test.each([
    ["", "--junit is empty; give"],
    [".", "is a folder; give"],
    ["/dev/null", "is no plain file; give"],
    ["pipe", "is no plain file; give"],
    ["r.yaml", "something else than test results, which would be lost; give"],
    ["a.test.yaml", "something else than test results, which would be lost; give"],
    ["contacts.csv/junit.xml", "what is no folder; give"],
    [`${LONG}.xml`, "too long a name; give"],
    ["loop", "leads back to itself; give"],
  ])("%s is refused with 2", (file, words) => {
    spawnSync("mkfifo", [join(temp.path, "pipe")]);
    expect(junit(file)).toEqual([2, line(words)]);
    expect([
      readFileSync(join(temp.path, "r.yaml"), "utf8"),
      readFileSync(join(temp.path, "a.test.yaml"), "utf8"),
    ]).toEqual([RULEBOOK, TESTS]);
  });

  test("a database is refused with 2 and left alone", () => {
    expect(run("--quiet")).toEqual([0, ""]);
    const before = readFileSync(join(temp.path, "shop.db"));
    expect(junit("shop.db")).toEqual([2, line("something else than test results")]);
    expect(readFileSync(join(temp.path, "shop.db")).equals(before)).toBe(true);
  });

  test.each(["", '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites/>\n'])(
    "a file with %j is written anew",
    (text) => {
      write("results.xml", text);
      expect(junit("results.xml")).toEqual([0, ""]);
      expect(readFileSync(join(temp.path, "results.xml"), "utf8")).toContain('<testcase name="t"');
    },
  );
});
