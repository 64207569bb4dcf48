// Values that placeholders in `with` bring in: whatever they hold, the CSV and the JSON in it stay what they are.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { afterAll, expect, test } from "vitest";
import { tallybook } from "../support/cli.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

const temp = makeTempFolder();

afterAll(() => temp.remove());

const VALUES = [
  '","admin":true,"x":"',
  'a"b\\"c\\',
  "comma, and\nnext line\r\nand another",
  "a lone \r return",
  "{email} {score.g} {country}",
  "\u2028 \u2029 \u202e \u001b[31m",
  "</script><!--",
  "=1+1",
  "'quoted'; drop table contact",
  "é 😀 \ud7ff",
];

const RULEBOOK = `
rulebook: t
groups: {g: {}}
rules: {r: {when: {note: {exists: true}}, points: 1}}
triggers: {go: {when: {score.g: 1}, do: [{integration: crm, with: {note: "<{note}>", plain: "{score.g}"}}]}}
`;

test("they come out as they went in", () => {
  const contacts = VALUES.map((note, i) => ({ contact_id: `c${i}`, email: `c${i}@example.org`, note }));
  writeFileSync(join(temp.path, "r.yaml"), RULEBOOK);
  writeFileSync(join(temp.path, "contacts.csv"), stringify(contacts, { header: true, quoted: true }));
  const args = "run r.yaml --contacts contacts.csv --db shop.db --out out --as-of 2026-03-01 --quiet";
  expect(tallybook(args.split(" "), { cwd: temp.path })).toMatchObject({ code: 0, stderr: "" });
  for (const file of ["actions.csv", "actions/integration.csv"]) {
    const rows = parse(readFileSync(join(temp.path, "out", file)), { columns: true }) as { with: string }[];
    const found = rows.map((row) => Object.entries(JSON.parse(row.with)));
    expect(found).toEqual(
      VALUES.map((note) => [
        ["note", `<${note}>`],
        ["plain", "1"],
      ]),
    );
  }
});
