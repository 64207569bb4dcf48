// tallybook.yaml in the working folder: what it gives, that flags win over it, and what is wrong with one.

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseConfig } from "../../src/cli/config/parse-config.ts";
import { tallybook } from "../support/cli.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";

const RULEBOOK = "rulebook: shop\ngroups: {g: {}}\nrules: {r: {event: buy, points: 1}}\n";
const TESTS =
  "rulebook: r.yaml\nas_of: 2026-03-01\ntests: [{name: t, contacts: [{contact_id: ada}], expect: {scores: {ada: {g: 0}}}}]\n";
const SETTINGS = "rulebook: r.yaml\ncontacts: people.csv\nevents: [e*.csv]\ndb: shop.db\nout: out\n";

let temp: TempFolder;

beforeEach(() => {
  temp = makeTempFolder();
  write("r.yaml", RULEBOOK);
  write("people.csv", "contact_id\nada\n");
  write("others.csv", "contact_id\nbo\ncy\n");
  write("e1.csv", "contact_id,type,at\nada,buy,2026-02-01\n");
  write("tallybook.yaml", SETTINGS);
});

afterEach(() => temp.remove());

function write(name: string, text: string): void {
  writeFileSync(join(temp.path, name), text);
}

const say = (...args: readonly string[]) => tallybook(args, { cwd: temp.path });
const run = (...args: readonly string[]) => say("run", "--as-of", "2026-03-01", "--quiet", ...args);
const inputsOf = (stdout: string) =>
  (JSON.parse(stdout) as { inputs: readonly { path: string }[] }).inputs.map(({ path }) => path);

describe("settings stand in for what the command line leaves out", () => {
  test("run needs no argument", () => {
    expect(run()).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(existsSync(join(temp.path, "out", "run.json"))).toBe(true);
  });

  test.each([
    [["top", "g"], "1      ada\n"],
    [["check"], "r.yaml: no problems\n"],
    [["explain", "ada", "--json"], expect.stringContaining('"contact_id": "ada"')],
    [["test", "--record", "ada"], expect.stringContaining("expect:")],
    [["forget", "ada"], expect.stringContaining("forgot ada")],
  ])("%j", (args, stdout) => {
    run();
    expect(say(...args)).toMatchObject({ code: 0, stdout });
  });

  test("a test run does not take the database for one to record from", () => {
    write("r.test.yaml", TESTS);
    expect(say("test", "--quiet")).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("a preview reads by the sources of the rulebook", () => {
    write("r.yaml", `${RULEBOOK}sources: {crm: {kind: contacts, key: contact_id, file: people.csv}}\n`);
    expect(say("import", "--preview", "people.csv", "--json").stdout).toContain('"crm"');
  });
});

describe("flags win over settings", () => {
  test("a list is replaced, not added to, and the others stay", () => {
    const { stdout } = say("run", "--contacts", "others.csv", "--as-of", "2026-03-01", "--json");
    expect(inputsOf(stdout)).toEqual(["others.csv", "e1.csv"]);
  });

  test.each([
    [["--db", "other.db"], "other.db"],
    [["--out", "lists"], "lists/run.json"],
  ])("%j", (flags, made) => {
    run(...flags);
    expect(existsSync(join(temp.path, made))).toBe(true);
  });

  test("a rulebook", () => {
    write("other.yaml", RULEBOOK.replace("shop", "other"));
    const { stdout } = say("run", "other.yaml", "--as-of", "2026-03-01", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ rulebook: "other" });
  });

  test("--no-config leaves them all aside", () => {
    expect(say("top", "g", "--no-config")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(
        `'--db <file>' not specified; give it, or write "db" into tallybook.yaml`,
      ),
    });
  });
});

describe("settings that cannot be used", () => {
  test.each([
    ["db: shop.db\nrulebok: r.yaml\n", ["2:1 unexpected-key"]],
    ["contacts: 3\nevents: []\n", ["1:11 wrong-value", "2:9 wrong-value"]],
    ["db:\n", ["1:4 empty-value"]],
    ["db: ''\nout: [a]\n", ["1:5 wrong-value", "2:6 wrong-value"]],
    ["db: a\ndb: b\n", ["2:1 duplicate-key"]],
    ["db: a\n---\n", ["2:1 second-config-document"]],
    ["db: [\n", ["2:1 yaml-syntax"]],
    ["- db\n", ["1:1 wrong-value"]],
    ["events: [a.csv, 1]\n", ["1:17 wrong-value"]],
    ['db: "a\\0.db"\nevents: ["a\\0.csv"]\n', ["1:5 wrong-value", "2:10 wrong-value"]],
  ])("%j", (text, found) => {
    const result = parseConfig({ name: "tallybook.yaml", text });
    const problems = result.kind === "invalid" ? result.diagnostics : [];
    expect(problems.map(({ span, code }) => `${span.line}:${span.column} ${code}`)).toEqual(found);
  });

  test.each(["", "# nothing yet\n", "{}"])("none: %j", (text) => {
    expect(parseConfig({ name: "tallybook.yaml", text })).toEqual({ kind: "loaded", config: {} });
  });

  test("are shown as a rulebook's problems are, and nothing is done", () => {
    write("tallybook.yaml", "databse: shop.db\n");
    expect(say("top", "g", "--db", "shop.db")).toEqual({
      code: 2,
      stdout: "",
      stderr: `tallybook.yaml:1:1: error: unexpected key "databse" in tallybook.yaml; expected one of "rulebook", "contacts", "events", "identities", "db" or "out" [unexpected-key]
  |
1 | databse: shop.db
  | ^^^^^^^
tallybook: tallybook.yaml has 1 error; mend it, or leave it aside with --no-config
`,
    });
  });

  test("do not keep help from being shown", () => {
    write("tallybook.yaml", "x: 1\n");
    expect(say("run", "--help")).toMatchObject({ code: 0, stderr: "" });
  });

  test("a folder of that name", () => {
    temp.remove();
    mkdirSync(join(temp.path, "tallybook.yaml"), { recursive: true });
    expect(say("top", "g", "--db", "x")).toMatchObject({
      code: 2,
      stderr: "tallybook: tallybook.yaml is no plain file; mend it, or leave it aside with --no-config\n",
    });
  });
});
