// import, score and export on their own.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { tallybook } from "../support/cli.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";

const RULEBOOK = `rulebook: shop
groups: {g: {bands: {hot: {at_least: 1}, cold: {}}}}
rules: {buy: {event: buy, points: 1}}
segments: {hot: {when: {band.g: hot}}}
triggers: {hello: {when: {band.g: hot}, do: [{email: hello}]}}
`;
const ALL = ["r.yaml", "--contacts", "c.csv", "--events", "e.csv", "--db", "d.db"];

let temp: TempFolder;

beforeEach(() => {
  temp = makeTempFolder();
  write("r.yaml", RULEBOOK);
  write("c.csv", "contact_id\nada\nbo\n");
  write("e.csv", "contact_id,type,at\nada,buy,2026-02-01\nbo,buy,2026-02-05\n");
  write("bad.csv", "contact_id,type,at\nada,buy,soon\n");
});

afterEach(() => temp.remove());

function write(name: string, text: string): void {
  writeFileSync(join(temp.path, name), text);
}

const say = (...args: readonly string[]) => tallybook(args, { cwd: temp.path });
const score = (asOf: string) => say("score", "r.yaml", "--db", "d.db", "--as-of", asOf, "--quiet");
const writeOut = (...args: readonly string[]) => say("export", "--db", "d.db", ...args);
const list = (path: string) => readFileSync(join(temp.path, path), "utf8").trimEnd().split("\n");

describe("import", () => {
  test("takes in, and says what is next", () => {
    expect(say("import", ...ALL)).toEqual({
      code: 0,
      stdout:
        "c.csv   2 rows   2 accepted\ne.csv   2 rows   2 accepted\n\ntaken in; tallybook score comes next\n",
      stderr: "",
    });
  });

  test("gives the same figures as JSON, and nothing with --quiet", () => {
    expect(JSON.parse(say("import", ...ALL, "--json").stdout)).toMatchObject({
      repeated: false,
      inputs: [
        { path: "c.csv", rows: 2 },
        { path: "e.csv", accepted: 2 },
      ],
      warnings: [],
    });
    expect(say("import", ...ALL, "--quiet")).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("says that nothing was new, in both ways", () => {
    say("import", ...ALL);
    expect(say("import", ...ALL).stdout).toBe(
      "c.csv   seen before, skipped\ne.csv   seen before, skipped\n\nnothing new\n",
    );
    expect(JSON.parse(say("import", ...ALL, "--json").stdout)).toMatchObject({ repeated: true });
  });

  test("keeps nothing where too many rows are rejected", () => {
    const args = ["import", "r.yaml", "--events", "bad.csv", "--db", "d.db"];
    expect(say(...args)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("1 row of 1 rejected"),
    });
    expect(existsSync(join(temp.path, "d.db"))).toBe(false);
  });

  test("leaves a run without news the last one again", () => {
    say("import", ...ALL);
    score("2026-02-02");
    writeOut("--out", "out");
    say("import", "r.yaml", "--events", "e.csv", "--db", "d.db");
    expect(say("score", "r.yaml", "--db", "d.db", "--as-of", "2026-02-02").stdout).toContain(
      "nothing new since the last run; tallybook export writes the lists",
    );
  });

  test.each([
    [
      ["r.yaml", "--db", "d.db"],
      "nothing to take in; give --contacts, --events or --identities, or --preview FILE",
    ],
    [
      ["--events", "e.csv", "--db", "d.db"],
      'no rulebook is given; give its path, or write "rulebook" into tallybook.yaml',
    ],
    [
      ["r.yaml", "--events", "e.csv"],
      'no database is given; give --db FILE, or write "db" into tallybook.yaml',
    ],
    [
      ["r.yaml", "--events", "e.csv", "--db", "e.csv"],
      '--db "e.csv" is also an input; give a file of its own',
    ],
    [
      ["--preview", "e.csv", "--events", "e.csv"],
      "--preview only shows a file, and --events takes files in; leave one of them away",
    ],
  ])("%j is wrong use", (args, message) => {
    expect(say("import", ...args)).toEqual({ code: 2, stdout: "", stderr: `tallybook: ${message}\n` });
  });
});

describe("score", () => {
  test("keeps what it found, for commands that look and for the next export", () => {
    say("import", ...ALL);
    expect(score("2026-02-02")).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(say("top", "g", "--db", "d.db").stdout).toBe("1   hot    ada\n0   cold   bo\n");
    expect(readdirSync(temp.path)).not.toContain("out");
  });

  test("of nothing is wrong use, and leaves no database", () => {
    expect(score("2026-02-02")).toEqual({
      code: 2,
      stdout: "",
      stderr: 'tallybook: database "d.db" holds nothing to score yet; start with tallybook import\n',
    });
    expect(existsSync(join(temp.path, "d.db"))).toBe(false);
  });
});

test("run.json says the same of inputs, byte for byte, whether a run or an import took them in", () => {
  const inputsIn = (folder: string) =>
    /"inputs": \[.*?\n {2}\]/s.exec(list(`${folder}/run.json`).join("\n"))?.[0];
  say("import", ...ALL);
  score("2026-02-06");
  writeOut("--out", "stepwise");
  say("run", ...ALL.with(-1, "e.db"), "--out", "at-once", "--as-of", "2026-02-06");
  expect(inputsIn("stepwise")).toEqual(inputsIn("at-once"));
  expect(inputsIn("stepwise")).toContain("c.csv");
});

describe("export", () => {
  beforeEach(() => {
    say("import", ...ALL);
    score("2026-02-02");
    score("2026-02-06");
  });

  test("writes the last run, with the actions of those before that were not written", () => {
    expect(writeOut("--out", "out")).toEqual({
      code: 0,
      stdout: "wrote run 3 as of 2026-02-06 to out: 7 files\n",
      stderr: "",
    });
    expect(list("out/actions.csv").map((line) => line.split(",")[0])).toEqual([
      "action_id",
      "hello:ada:1:1",
      "hello:bo:1:1",
    ]);
    expect(say("runs", "--db", "d.db", "-n", "1").stdout).not.toContain("not written");
  });

  test("writes of an earlier run what is kept, and says so", () => {
    writeOut("--out", "out");
    score("2026-02-07");
    expect(writeOut("--run", "3", "--out", "third")).toEqual({
      code: 0,
      stdout:
        "wrote run 3 as of 2026-02-06 to third: 5 files\nits actions, changes, rejects and report; scores and members are kept of the last run only\n",
      stderr: "",
    });
    expect(readdirSync(join(temp.path, "third")).sort()).toEqual([
      "actions",
      "actions.csv",
      "changes.csv",
      "report.html",
      "run.json",
    ]);
    for (const file of ["actions.csv", "changes.csv"])
      expect(list(`third/${file}`)).toEqual(list(`out/${file}`));
    expect(JSON.parse(list("third/run.json").join("\n"))).toMatchObject({ run: 3, past_run: true });
  });

  test("--json tells the files", () => {
    expect(JSON.parse(writeOut("--out", "out", "--json").stdout)).toMatchObject({
      run: 3,
      past_run: false,
      outputs: expect.arrayContaining([expect.objectContaining({ file: "scores.csv", rows: 2 })]),
    });
  });

  test.each([
    [["--run", "9", "--out", "o"], 'database "d.db" has no run 9; tallybook runs lists those it has'],
    [["--run", "1", "--out", "o"], 'database "d.db" has no run 1; tallybook runs lists those it has'],
    [["--run", "two", "--out", "o"], '--run "two" is no count; expected a whole number from 1 to 9999999'],
    [
      ["--run", "2", "--out", "taken"],
      'output folder "taken" holds files that no run has written; give a new or empty folder',
    ],
    [["--run", "2", "--out", "out"], '--out "out" holds the lists of run 3; give run 2 a folder of its own'],
  ])("%j is wrong use", (args, message) => {
    mkdirSync(join(temp.path, "taken"));
    write("taken/notes.txt", "mine");
    writeOut("--out", "out", "--quiet");
    expect(writeOut(...args)).toEqual({ code: 2, stdout: "", stderr: `tallybook: ${message}\n` });
  });
});
