// Exports through a pipe, and packed ones, as a shell hands them to the program.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tallybook } from "../support/cli.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";
import { zipOf } from "../support/zip.ts";

const CONTACTS = "contact_id,email\nada,ada@example.org\nbo,bo@example.org\n";
const EVENTS = "contact_id,type,occurred_at\nada,purchase,2026-02-01\n";

let temp: TempFolder;

beforeEach(() => {
  temp = makeTempFolder();
  write("rulebook.yaml", "{rulebook: shop, groups: {g: {}}, rules: {bought: {event: purchase, points: 10}}}");
  write("contacts.csv", CONTACTS);
});

afterEach(() => temp.remove());

function write(name: string, content: string | Uint8Array): void {
  writeFileSync(join(temp.path, name), content);
}

function run(contacts: string, events: string, input: string | Uint8Array = "") {
  const inputs = ["--contacts", contacts, "--events", events];
  const rest = "--db shop.db --out out --as-of 2026-03-01 --json".split(" ");
  return tallybook(["run", "rulebook.yaml", ...inputs, ...rest], { cwd: temp.path, input });
}

test.each([
  ["as it is", EVENTS],
  ["gzip", gzipSync(EVENTS)],
  ["zip", zipOf({ name: "events.csv", content: EVENTS })],
  ["UTF-16", Buffer.from(`\ufeff${EVENTS}`, "utf16le")],
])("standard input, %s", (_, input) => {
  const { code, stderr } = run("contacts.csv", "-", input);
  expect([code, stderr]).toEqual([0, ""]);
  const { stdout } = tallybook(["top", "g", "--db", "shop.db", "--json"], { cwd: temp.path });
  expect(JSON.parse(stdout)).toMatchObject([{ contact_id: "ada", score: "10" }, {}]);
});

test.each([
  ["twice", "-", "-", CONTACTS, /^tallybook: -: standard input is given twice/],
  ["cut gzip", "contacts.csv", "-", gzipSync(EVENTS).subarray(0, 20), /^tallybook: -: ends in the middle of/],
  ["no archive", "contacts.csv", "bad.zip", "", /^tallybook: bad\.zip: is a zip archive that is not whole/],
])("%s is refused with 2 and one line", (_, contacts, events, input, message) => {
  write("bad.zip", zipOf({ name: "events.csv", content: EVENTS }).subarray(0, 100));
  const { code, stdout, stderr } = run(contacts, events, input);
  expect({ code, stdout, lines: stderr.trimEnd().split("\n").length }).toEqual({
    code: 2,
    stdout: "",
    lines: 1,
  });
  expect(stderr).toMatch(message);
});

test("no place for temporary files is 3, with what to do", () => {
  write("events.csv.gz", gzipSync(EVENTS));
  const args = "run rulebook.yaml --events events.csv.gz --db shop.db --out out".split(" ");
  const { code, stderr } = tallybook(args, { cwd: temp.path, env: { TMPDIR: join(temp.path, "none") } });
  expect([code, stderr.trimEnd().split("\n").length]).toEqual([3, 1]);
  expect(stderr).toMatch(/^tallybook: events\.csv\.gz: cannot be kept in a temporary file in ".*TMPDIR/);
});
