// `tallybook import --preview`, as an author would use it before a rulebook reads an export.

import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CliOptions, PROJECT, tallybook } from "../support/cli.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";
import { zipOf } from "../support/zip.ts";

const EVENTS = "contact_id,type,occurred_at\nada,purchase,2026-02-01T10:00Z\n";
const ORDERS = "Ordre;Courriel;Date;Prix\n1;Chloé@exemple.fr;01/03/2026;1 234,50\n2;;02/03/2026;9,00\n";
const RULEBOOK = `
rulebook: shop
timezone: Europe/Paris
groups: {g: {}}
rules: {bought: {event: purchase, points: 10}}
sources:
  orders:
    kind: events
    file: orders-*.csv
    encoding: windows-1252
    id: Ordre
    contact: {email: Courriel}
    type: {constant: purchase}
    at: {column: Date, format: dd/MM/yyyy}
    fields: {price: {column: Prix, type: number, decimal: ",", thousands: " "}}
`;

let temp: TempFolder;

beforeEach(() => {
  temp = makeTempFolder();
  write("rulebook.yaml", RULEBOOK);
  write("orders-3.csv", Buffer.from(ORDERS, "latin1"));
  write("events.csv", EVENTS);
});

afterEach(() => temp.remove());

function write(name: string, content: string | Uint8Array): void {
  writeFileSync(join(temp.path, name), content);
}

function preview(args: string, options: CliOptions = {}) {
  return tallybook(["import", ...args.split(" ").filter((arg) => arg !== "")], {
    cwd: temp.path,
    ...options,
  });
}

function previewJson(args: string, options: CliOptions = {}) {
  const { code, stdout } = preview(`${args} --json`, options);
  return { code, ...(JSON.parse(stdout) as { files: Record<string, unknown>[] }) };
}

test("shows what becomes of the columns and of the first rows, and keeps nothing", () => {
  const before = readdirSync(temp.path);
  const { code, stdout, stderr } = preview("rulebook.yaml --preview orders-3.csv");
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toBe(`orders-3.csv   events, read by source "orders", whose "file" fits its name
windows-1252, delimiter ";", times shown in Europe/Paris

column     becomes                first values              read as
Ordre      event id               1 · 2
Courriel   identity email         Chloé@exemple.fr          chloé@exemple.fr
Date       event time             01/03/2026 · 02/03/2026   2026-03-01T00:00:00+01:00 · 2026-03-02T00:00:00+01:00
Prix       field price (number)   1 234,50 · 9,00           1234.50 · 9.00

line 2: event of email Chloé@exemple.fr
  purchase   2026-03-01T00:00:00+01:00   id 1
  price: 1234.50
line 3: rejected, column "Courriel": "Courriel" is blank; expected a contact [missing-contact]
`);
  expect(readdirSync(temp.path)).toEqual(before);
});

test("the JSON has the same facts", () => {
  expect(previewJson("rulebook.yaml --preview orders-3.csv --rows 1")).toEqual({
    code: 0,
    files: [
      {
        path: "orders-3.csv",
        kind: "events",
        source: "orders",
        preset: null,
        chosen_by: "file",
        encoding: "windows-1252",
        delimiter: ";",
        columns: expect.arrayContaining([
          {
            column: "Prix",
            origin: "file",
            becomes: [{ as: "field", name: "price", type: "number" }],
            values: [
              { written: "1 234,50", read: "1234.50" },
              { written: "9,00", read: "9.00" },
            ],
          },
        ]),
        lacking: [],
        rows: [
          {
            line: 2,
            becomes: "events",
            identities: [{ kind: "email", value: "Chloé@exemple.fr" }],
            events: [{ type: "purchase", at: "2026-03-01T00:00:00.000+01:00", times: 1, id: "1" }],
            fields: { email: "Chloé@exemple.fr", price: "1234.50" },
          },
        ],
        notices: [],
        likely_preset: null,
      },
    ],
  });
});

describe("reads what run reads", () => {
  test.each([
    ["as it is", EVENTS],
    ["gzip", gzipSync(EVENTS)],
    ["zip", zipOf({ name: "events.csv", content: EVENTS })],
    ["UTF-16", Buffer.from(`\ufeff${EVENTS}`, "utf16le")],
  ])("from standard input, %s", (_, input) => {
    const { code, files } = previewJson("--preview -", { input });
    expect(code).toBe(0);
    expect(files).toMatchObject([{ kind: "events", chosen_by: "default", rows: [{ line: 2 }] }]);
  });

  test.each([
    ["all.zip", ["all.zip/a.csv", "all.zip/b.csv"]],
    ["all.zip/b.csv", ["all.zip/b.csv"]],
    ["event*.csv", ["events.csv"]],
  ])("%s", (given, paths) => {
    write("all.zip", zipOf({ name: "a.csv", content: EVENTS }, { name: "b.csv", content: EVENTS }));
    const { code, files } = previewJson(`--preview ${given}`);
    expect([code, files.map(({ path }) => path)]).toEqual([0, paths]);
  });
});

test("a preset is named outright, before there is a rulebook", () => {
  const file = join(PROJECT, "test/intake/presets/mailchimp.activity.csv");
  const { code, files } = previewJson(`--preview ${file} --source mailchimp.activity --rows 2`);
  expect(code).toBe(0);
  expect(files).toMatchObject([
    {
      source: "mailchimp.activity",
      chosen_by: "asked",
      columns: expect.arrayContaining([expect.objectContaining({ column: "sent_at", origin: "constant" })]),
      rows: [{ events: [{ type: "email_open", times: 3 }, { type: "email_click" }] }, { events: [] }],
      notices: [expect.stringContaining("constants: {sent_at: 2026-03-01T09:00, campaign: spring-sale}")],
    },
  ]);
});

describe("a file that run would refuse is refused alike, and shown as it is", () => {
  test.each([
    ["ambiguous dates", "contact_id,type,date\nada,x,03/04/2026\n", "may be day/month or month/day"],
    [
      "another encoding",
      Buffer.from("contact_id,type,date,prénom\n", "latin1"),
      "is not UTF-8, but most likely",
    ],
    ["a column too few", "contact_id,type,when\nada,x,2026-01-01\n", 'no column "occurred_at", "at"'],
  ])("%s", (_, content, message) => {
    write("new.csv", content);
    const { code, stdout, stderr } = preview("--preview new.csv --kind events");
    const run = tallybook(
      "run rulebook.yaml --events new.csv --db shop.db --out out --as-of 2026-03-01".split(" "),
      { cwd: temp.path },
    );
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toBe(run.stderr);
    expect(stdout).toMatch(/^new\.csv {3}as it is, with delimiter ","\n\ncolumn +first values\ncontact_id/);
  });
});

describe("exits with 2 and one line", () => {
  test.each([
    ["", /nothing to take in; give --contacts, --events or --identities, or --preview FILE/],
    ["--preview none.csv", /^tallybook: none\.csv: no such file/],
    ["--preview events.csv --rows 0", /--rows "0" is no count; expected a whole number from 1 to 1000/],
    ["--preview events.csv --source hubspot.contact", /did you mean "hubspot\.contacts"\?/],
    ["--preview events.csv --source hubspot.contacts --kind events", /reads contacts, not events/],
    ["--preview all.zip/c.csv", /is not in the archive, which holds "all\.zip\/a\.csv"/],
    ["--preview empty.csv", /is empty; expected a header line/],
  ])("import %s", (args, message) => {
    write("all.zip", zipOf({ name: "a.csv", content: EVENTS }));
    write("empty.csv", "");
    const { code, stdout, stderr } = preview(args);
    expect({ code, stdout, lines: stderr.split("\n").length }).toEqual({ code: 2, stdout: "", lines: 2 });
    expect(stderr).toMatch(message);
  });

  test("where it is not clear what a file holds, with what to add", () => {
    write("pairs.csv", "a,b\n1,2\n");
    const { code, stderr } = preview("--preview pairs.csv");
    expect([code, stderr]).toEqual([
      2,
      "tallybook: pairs.csv: has no header that tells what it holds; add --kind contacts, --kind events or --kind identities\n",
    ]);
  });
});

test("what a file holds cannot move the cursor", () => {
  write("bad.csv", 'contact_id,"na\u001b[2Jme"\nada,"x\u202ey\u0007"\n');
  const { stdout } = preview("--preview bad.csv");
  expect(stdout).toContain("na?[2Jme");
  expect(["\u001b", "\u0007", "\u202e"].filter((sign) => stdout.includes(sign))).toEqual([]);
});
