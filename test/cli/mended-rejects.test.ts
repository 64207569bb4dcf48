// rejects.csv, mended and fed again.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { tallybook } from "../support/cli.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";

const RULEBOOK = `
rulebook: shop
timezone: Europe/Paris
sources:
  orders:
    kind: events
    file: "orders-*.csv"
    delimiter: ";"
    encoding: windows-1252
    contact: {email: Courriel}
    type: {constant: purchase}
    at: {column: Date, format: dd/MM/yyyy}
    fields: {amount: {column: Montant, type: number, decimal: ",", thousands: " "}}
groups: {spent: {}}
rules: {bought: {event: purchase, points: {of: amount, times: 1}}}
`;

const CONTACTS = "contact_id;email\nada;ada@example.fr\n;bo@example.fr\n";
const ORDERS =
  "Courriel;Date;Montant;Produit\nada@example.fr;01/03/2026;1 000,50;théière\nada@example.fr;31/02/2026;20,25;tasse\nada@example.fr;02/03/2026;abc;bol\n";

let temp: TempFolder;

beforeEach(() => {
  temp = makeTempFolder();
  writeFileSync(join(temp.path, "r.yaml"), RULEBOOK);
  writeFileSync(join(temp.path, "contacts.csv"), CONTACTS);
  writeFileSync(join(temp.path, "orders-1.csv"), Buffer.from(ORDERS, "latin1"));
});

afterEach(() => temp.remove());

let day = 5;

function run(...inputs: string[]) {
  day++;
  const places = ["--db", "shop.db", "--out", "out", "--as-of", `2026-03-${String(day).padStart(2, "0")}`];
  return tallybook(["run", "r.yaml", ...inputs, ...places, "--max-rejects", "100%", "--json"], {
    cwd: temp.path,
  });
}

/** The counts of each input. */
function counts({ stdout }: { readonly stdout: string }) {
  const { inputs } = JSON.parse(stdout) as { inputs: readonly Record<string, unknown>[] };
  return inputs.map(({ source, rows, accepted, duplicates, rejected }) => [
    ...[source, rows, accepted, duplicates, rejected],
  ]);
}

const output = (file: string) => readFileSync(join(temp.path, "out", file), "utf8");

/** Writes the list of rejects elsewhere, as somebody who has mended it would. */
function mend(...changes: readonly (readonly [wrong: string, right: string])[]) {
  const list = changes.reduce((text, [wrong, right]) => text.replaceAll(wrong, right), output("rejects.csv"));
  writeFileSync(join(temp.path, "mended.csv"), list);
}

describe("rejects", () => {
  test("are accepted once mended, whatever file and kind they came from", () => {
    const first = run("--contacts", "contacts.csv", "--events", "orders-1.csv");
    expect(counts(first)).toEqual([
      ["contacts", 2, 1, 0, 1],
      ["orders", 3, 1, 0, 2],
    ]);
    mend(["31/02/2026", "28/02/2026"], [";abc;", ";1 000;"], [";bo@", "bo;bo@"]);
    const second = run("--events", "mended.csv");
    expect([counts(second), second.stderr]).toEqual([[["rejects", 3, 3, 0, 0]], ""]);
    expect(output("scores.csv")).toBe(
      "contact_id,email,score.spent,segments,labels\nada,ada@example.fr,2020.75,,\nbo,bo@example.fr,0,,\n",
    );
    expect(existsSync(join(temp.path, "out", "rejects.csv"))).toBe(false);
  });

  test("that are still wrong are listed again, of their own file and line", () => {
    run("--contacts", "contacts.csv", "--events", "orders-1.csv");
    const before = output("rejects.csv");
    mend(["31/02/2026", "28/02/2026"]);
    expect(counts(run("--events", "mended.csv"))).toEqual([["rejects", 3, 1, 0, 2]]);
    const lines = (text: string) => text.trimEnd().split("\n");
    expect(lines(output("rejects.csv"))).toEqual(lines(before).filter((line) => !line.includes("31/02")));
  });

  test("may be fed straight from the output folder, and again", () => {
    run("--contacts", "contacts.csv", "--events", "orders-1.csv");
    mend(["31/02/2026", "28/02/2026"]);
    writeFileSync(join(temp.path, "out", "rejects.csv"), readFileSync(join(temp.path, "mended.csv")));
    expect(counts(run("--contacts", "out/rejects.csv"))).toEqual([["rejects", 3, 1, 0, 2]]);
    expect(counts(run("--events", "mended.csv"))).toEqual([["rejects", 3, 0, 1, 2]]);
    expect(output("scores.csv")).toContain("ada,ada@example.fr,1020.75");
  });

  test("are known for duplicates of the mended export", () => {
    run("--contacts", "contacts.csv", "--events", "orders-1.csv");
    mend(["31/02/2026", "28/02/2026"]);
    run("--events", "mended.csv");
    writeFileSync(join(temp.path, "orders-2.csv"), Buffer.from(ORDERS.replace("31/02", "28/02"), "latin1"));
    expect(counts(run("--events", "orders-2.csv"))).toEqual([["orders", 3, 0, 2, 1]]);
  });

  test("of a file that the database does not know are refused", () => {
    run("--contacts", "contacts.csv", "--events", "orders-1.csv");
    mend(["orders-1.csv", "orders-9.csv"]);
    expect(run("--events", "mended.csv")).toEqual({
      code: 2,
      stdout: "",
      stderr:
        'tallybook: mended.csv: line 3: no file "orders-9.csv" of source "orders" was ever taken in; use the database that the rejects came from, or give the file itself\n',
    });
  });
});
