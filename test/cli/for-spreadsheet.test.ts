// --for-spreadsheet, in every file of the output folder.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tallybook } from "../support/cli.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";

let temp: TempFolder;

const FILES = {
  "r.yaml": `
rulebook: r
groups: {g: {bands: {low: {below: 0}, rest: {}}}}
rules: {open: {event: open, points: -10}}
segments: {low: {when: {score.g: {below: 0}}}}
triggers:
  t: {when: {score.g: {below: 0}}, do: [{notify: "=boss"}, {integration: crm, with: {name: "{field.name}"}}]}
`,
  "c1.csv": "contact_id,email,name\n=1+1,@a@x.org,=x\n+33 6 12 34,-b@x.org,\n",
  "c2.csv": "contact_id,email,name\n-5,@a@x.org,\n",
  "e1.csv": "contact_id,visitor_id,type,at\n=1+1,,login,2026-01-01\n",
  "e2.csv":
    "contact_id,visitor_id,type,at\n=1+1,=v,open,2026-01-02\n-5,=w,open,2026-01-02\n=bad,,open,never\n",
};

beforeEach(() => {
  temp = makeTempFolder();
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(temp.path, name), text);
});

afterEach(() => temp.remove());

/** Two nights; cells of all lists by file, without their headers. */
function listsOf(flags: readonly string[]): Record<string, readonly (readonly string[])[]> {
  const out = flags.length > 0 ? "sheet" : "plain";
  for (const night of ["1", "2"]) {
    const inputs = [
      "--contacts",
      `c${night}.csv`,
      "--events",
      `e${night}.csv`,
      "--as-of",
      `2026-01-0${night}`,
    ];
    const places = ["--db", `${out}.db`, "--out", out, "--max-rejects", "1", "--quiet"];
    const { code, stderr } = tallybook(["run", "r.yaml", ...inputs, ...places, ...flags], { cwd: temp.path });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  }
  const files = readdirSync(join(temp.path, out), { recursive: true, encoding: "utf8" });
  return Object.fromEntries(
    files
      .filter((file) => file.endsWith(".csv"))
      .sort()
      .map((file) => [file, parse(readFileSync(join(temp.path, out, file)), { from: 2 }) as string[][]]),
  );
}

test("texts that a spreadsheet would take for formulas get an apostrophe, in every list; nothing else changes", () => {
  const plain = listsOf([]);
  const sheet = listsOf(["--for-spreadsheet"]);
  expect(Object.keys(sheet)).toEqual(Object.keys(plain));
  const changed = Object.entries(plain).flatMap(([file, rows]) =>
    rows.flatMap((row, i) =>
      row.flatMap((cell, j) =>
        sheet[file]![i]![j] === cell ? [] : [`${file}: ${cell} -> ${sheet[file]![i]![j]}`],
      ),
    ),
  );
  expect([...new Set(changed)].sort()).toEqual(
    [
      ...["scores.csv", "segments/low.csv", "changes.csv", "actions.csv", "actions/notify.csv"].flatMap(
        (file) => [`${file}: =1+1 -> '=1+1`, `${file}: @a@x.org -> '@a@x.org`],
      ),
      ...["actions.csv", "actions/notify.csv"].map((file) => `${file}: =boss -> '=boss`),
      "actions/integration.csv: =1+1 -> '=1+1",
      "actions/integration.csv: @a@x.org -> '@a@x.org",
      "conflicts.csv: =1+1 -> '=1+1",
      "conflicts.csv: @a@x.org -> '@a@x.org",
      "rejects.csv: =bad,,open,never -> '=bad,,open,never",
      "scores.csv: -b@x.org -> '-b@x.org",
      "scores.csv: =v -> '=v",
      "scores.csv: =w -> '=w",
    ].sort(),
  );
});
