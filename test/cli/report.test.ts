// `tallybook report`, and report.html in the folder of a run.

import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tallybook } from "../support/cli.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";

const RULEBOOK = `
rulebook: r
groups: {g: {bands: {hot: {above: 5}, cold: {}}}}
rules: {open: {group: g, event: open, points: 10}}
`;

let temp: TempFolder;
const inTemp = (name: string) => join(temp.path, name);
const read = (name: string) => readFileSync(inTemp(name), "utf8");

function say(...args: readonly string[]) {
  return tallybook(args, { cwd: temp.path });
}

function run(night: number, ...flags: readonly string[]) {
  const inputs = ["--contacts", "c.csv", "--events", `e${night}.csv`, "--as-of", `2026-01-0${night}`];
  return say("run", "r.yaml", ...inputs, "--db", "d.db", "--out", "out", "--quiet", ...flags);
}

beforeAll(() => {
  temp = makeTempFolder();
  const files = {
    "r.yaml": RULEBOOK,
    "c.csv": "contact_id,email,name\nada,ada@x.org,Ada Byron\nbob,bob@x.org,Bob\n",
    "e1.csv": "contact_id,type,at\nada,open,2026-01-01T10:00\n",
    "e2.csv": "contact_id,type,at\nbob,open,2026-01-02T10:00\n",
    "e3.csv": "contact_id,type,at\nbob,open,2026-01-03T10:00\n",
    "foreign.html": '<!doctype html>\n<html lang="en">\n<head>\n<title>My shop</title>\n',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(inTemp(name), text);
  for (const night of [1, 2, 3]) expect(run(night)).toEqual({ code: 0, stdout: "", stderr: "" });
  symlinkSync("out/report.html", inTemp("link.html"));
  symlinkSync("d.db", inTemp("link.db"));
});

afterAll(() => temp.remove());

test("the page of the last run is that in its folder", () => {
  expect(say("report", "--db", "d.db")).toEqual({
    code: 0,
    stdout:
      "wrote the report of run 3 as of 2026-01-03, compared with run 2 as of 2026-01-02, to report.html\n",
    stderr: "",
  });
  expect(read("report.html")).toBe(read("out/report.html"));
  expect(readdirSync(temp.path).filter((name) => name.includes("tallybook-new"))).toEqual([]);
});

test("a page is written over by another one", () => {
  const write = (run: string) => say("report", "--db", "d.db", "--run", run, "--to", "again.html").code;
  expect([write("1"), write("2")]).toEqual([0, 0]);
  expect(read("again.html")).toContain("run 1 of");
});

test("an earlier run, and a comparison with one further back", () => {
  expect(say("report", "--db", "d.db", "--run", "1", "--to", "pages/first.html", "--quiet").stdout).toBe("");
  expect(read("pages/first.html")).toContain("2026-01-01");
  expect(say("report", "--db", "d.db", "--compare", "1", "--to", "long.html").stdout).toContain(
    "run 3 as of 2026-01-03, compared with run 1 as of 2026-01-01,",
  );
});

describe("refused", () => {
  test.each([
    [["--run", "9"], 'database "d.db" has no run 9; tallybook runs lists those it has'],
    [
      ["--compare", "3"],
      "run 3 does not come before run 3, which it is to be compared with; give an earlier one",
    ],
    [
      ["--run", "2", "--compare", "3"],
      "run 3 does not come before run 2, which it is to be compared with; give an earlier one",
    ],
    [["--run", "x"], '--run "x" is no count; expected a whole number from 1 to 9999999'],
    [["--to", ""], "--to is empty; give the file for the results"],
    [
      ["--to", "-"],
      '--to writes a page to a file, not to standard output; give the file, or "./-" for one of that name',
    ],
    [["--to", "out"], '--to "out" is a folder; give a file in it'],
    [["--to", "d.db"], '--to "d.db" is the database; give a file of its own'],
    [["--to", "link.db"], '--to "link.db" is the database; give a file of its own'],
    [["--to", "d.db.lock"], '--to "d.db.lock" is kept for the database "d.db"; give a file of its own'],
    [["--to", "d.db-wal"], '--to "d.db-wal" is kept for the database "d.db"; give a file of its own'],
    [["--to", "d.db-journal"], '--to "d.db-journal" is kept for the database "d.db"; give a file of its own'],
    [
      ["--to", "c.csv"],
      '--to "c.csv" holds something else than a page, which would be lost; give a new file',
    ],
    [
      ["--to", "foreign.html"],
      '--to "foreign.html" holds something else than a page, which would be lost; give a new file',
    ],
    [
      ["--to", "link.html"],
      '--to "link.html" belongs to the output folder of run 3, whose run.json tells what is in it; give another place, or write the folder anew with tallybook export',
    ],
    [
      ["--to", "out/report.html"],
      '--to "out/report.html" belongs to the output folder of run 3, whose run.json tells what is in it; give another place, or write the folder anew with tallybook export',
    ],
  ])("%j", (flags, message) => {
    const before = read("out/report.html");
    expect(say("report", "--db", "d.db", ...flags)).toEqual({
      code: 2,
      stdout: "",
      stderr: `tallybook: ${message}\n`,
    });
    expect(read("out/report.html")).toBe(before);
  });
});

describe("--open", () => {
  /** `xdg-open` notes what it is given. */
  function show(path: string) {
    return tallybook(["report", "--db", "d.db", "--to", "shown.html", "--open"], {
      cwd: temp.path,
      env: { PATH: path },
    });
  }

  test.runIf(process.platform === "linux")("starts the browser with the file", async () => {
    mkdirSync(inTemp("bin"));
    writeFileSync(inTemp("bin/xdg-open"), `#!/bin/sh\nprintf %s "$1" > "${inTemp("asked")}"\n`);
    chmodSync(inTemp("bin/xdg-open"), 0o755);
    expect(show(`${inTemp("bin")}:/usr/bin:/bin`)).toMatchObject({ code: 0, stderr: "" });
    await expect.poll(() => existsSync(inTemp("asked")) && read("asked")).toBe(inTemp("shown.html"));
  });

  test.runIf(process.platform === "linux")("says where the file is when there is none", () => {
    expect(show(inTemp("nowhere"))).toMatchObject({
      code: 0,
      stderr: `tallybook: no browser could be started; open ${inTemp("shown.html")} yourself\n`,
    });
  });
});

test("with another --include-contacts the folder is written again, with the same it is left alone", () => {
  const folder = () => statSync(inTemp("out")).ino;
  const first = folder();
  run(3);
  expect(folder()).toBe(first);
  run(3, "--include-contacts");
  expect(folder()).not.toBe(first);
  expect(JSON.parse(read("out/run.json"))).toMatchObject({ report_names_contacts: true });
  const named = folder();
  run(3, "--include-contacts");
  expect(folder()).toBe(named);
  run(3);
  expect(JSON.parse(read("out/run.json"))).not.toHaveProperty("report_names_contacts");
});

test("an export of an earlier run has its page", () => {
  expect(say("export", "--db", "d.db", "--run", "2", "--out", "second").code).toBe(0);
  expect(say("report", "--db", "d.db", "--run", "2", "--to", "second.html").code).toBe(0);
  expect(read("second/report.html")).toBe(read("second.html"));
});
