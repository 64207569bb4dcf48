// A run with nothing new leaves an output folder alone that is as the run before wrote it.

import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tallybook } from "../support/cli.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";

let temp: TempFolder;

const RULEBOOK = `
rulebook: r
groups: {g: {}}
rules: {open: {group: g, event: open, points: 10}}
segments: {keen: {when: {score.g: {above: 0}}}}
triggers: {hot: {when: {score.g: 10}, do: [{email: hi}]}}
`;

beforeEach(() => {
  temp = makeTempFolder();
  write({
    "r.yaml": RULEBOOK,
    "c.csv": "contact_id,email\nada,ada@x.org\nbob,bob@x.org\n",
    "e.csv": "contact_id,type,at\nada,open,2026-01-01T10:00\n",
  });
  run();
});

afterEach(() => temp.remove());

function write(files: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(temp.path, name), text);
}

function run(out = "out", flags: readonly string[] = [], db = "d.db") {
  const inputs = ["--contacts", "c.csv", "--events", "e.csv", "--as-of", "2026-01-02"];
  const args = ["run", "r.yaml", ...inputs, "--db", db, "--out", out, "--json", ...flags];
  const { code, stdout, stderr } = tallybook(args, { cwd: temp.path });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout);
}

/** Made anew, the folder is another one. */
const folderId = (out = "out") => statSync(join(temp.path, out)).ino;

const scores = (out = "out") => readFileSync(join(temp.path, out, "scores.csv"), "utf8");

test("nothing is written, and the figures are those of the run before", () => {
  const before = folderId();
  const again = run();
  expect(again).toMatchObject({ repeated: true, totals: { scored: 2 }, inputs: [{}, {}] });
  expect(folderId()).toBe(before);
});

test("the user's own files beside the outputs change nothing", () => {
  const before = folderId();
  write({ "out/notes.txt": "mine" });
  run();
  expect(folderId()).toBe(before);
});

const DAMAGES: Readonly<Record<string, () => void>> = {
  "a list is missing": () => rmSync(join(temp.path, "out/segments/keen.csv")),
  "a list was changed": () => write({ "out/actions.csv": "changed" }),
  "run.json was changed": () => {
    const path = join(temp.path, "out/run.json");
    writeFileSync(path, `${readFileSync(path, "utf8")} `);
  },
  "the folder is gone": () => rmSync(join(temp.path, "out"), { recursive: true }),
};

test.each(Object.keys(DAMAGES))("the same bytes are written where %s", (damage) => {
  const read = () =>
    readdirSync(join(temp.path, "out"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== "run.json")
      .map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name), "utf8")])
      .sort();
  const before = read();
  DAMAGES[damage]!();
  run();
  expect(read()).toEqual(before);
});

test("another folder is written", () => {
  run("other");
  expect(scores("other")).toBe(scores());
});

test("the folder of another database is written over", () => {
  const before = folderId();
  run("out", [], "other.db");
  expect(folderId()).not.toBe(before);
  const between = folderId();
  run();
  expect(folderId()).not.toBe(between);
});

test("after somebody was forgotten, the lists are written again", () => {
  const { code } = tallybook(["forget", "bob", "--db", "d.db"], { cwd: temp.path });
  expect(code).toBe(0);
  run();
  expect(scores()).not.toContain("bob");
});

test("with --for-spreadsheet the lists are written again", () => {
  const before = folderId();
  expect(run("out", ["--for-spreadsheet"])).toMatchObject({ repeated: false });
  expect(folderId()).not.toBe(before);
  expect(run("out", ["--for-spreadsheet"])).toMatchObject({ repeated: true });
});
