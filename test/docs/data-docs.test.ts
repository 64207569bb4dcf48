// The refusals that docs/data.md shows are those of these files.

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { refusalOf } from "../intake/take-files.ts";
import { zipOf } from "../support/zip.ts";

const DOC = readFileSync(new URL("../../docs/data.md", import.meta.url), "utf8");
const EVENTS = "contact_id,type,at\nada,visit,2026-02-01\n";

const FILES: readonly (readonly [string, string | Buffer])[] = [
  ["contacts.csv", "First Name,City\n"],
  ["contacts.csv", "id,Job Title,email,job-title\n"],
  ["contacts.csv", Buffer.from("id,name\n1,Ada\n2,Renée\n", "latin1")],
  ["events.csv", "contact_id,at\n"],
  ["events.csv.gz", gzipSync(EVENTS).subarray(0, 30)],
  ["exports.zip", zipOf({ name: "readme.pdf", content: "%PDF" })],
  ["exports.zip", zipOf({ name: "events.csv", content: EVENTS, encrypted: true })],
  ["events.xlsx", zipOf({ name: "[Content_Types].xml", content: "<" })],
];

test("dates that would be guessed", async () => {
  const shown = /### Dates[\s\S]*?```\n([\s\S]*?)```/.exec(DOC)?.[1]?.trimEnd();
  const content = "contact_id,type,date\nada,visit,03/04/2026\n";
  expect(shown).toBe(await refusalOf({ files: { "events.csv": content } }));
});

test("files that are refused", async () => {
  const shown = /### Files that are refused[\s\S]*?```\n([\s\S]*?)```/.exec(DOC)?.[1]?.trimEnd().split("\n");
  const refusals: string[] = [];
  for (const [name, content] of FILES) {
    const kind = name === "contacts.csv" ? "contacts" : "events";
    refusals.push(await refusalOf({ files: { [name]: content }, kind }));
  }
  expect(shown).toEqual(["contacts.csv: is a folder; expected a CSV file", ...refusals]);
});
