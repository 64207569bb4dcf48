// The same export, however it is packed, handed over and encoded.

import { readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it, test, vi } from "vitest";
import { makeTempFolder } from "../support/temp-folder.ts";
import { zipOf } from "../support/zip.ts";
import { refusalOf, takeFiles } from "./take-files.ts";

const CSV = "contact_id,type,at,note\nada,visit,2026-02-01,café 😀\nbo,visit,2026-02-02,\n";
const utf16 = Buffer.from(`\ufeff${CSV}`, "utf16le");

const FORMS: readonly (readonly [string, Buffer])[] = [
  ["plain", Buffer.from(CSV)],
  ["with a BOM", Buffer.from(`\ufeff${CSV}`)],
  ["gzip", gzipSync(CSV)],
  ["gzip in two parts", Buffer.concat([gzipSync(CSV.slice(0, 40)), gzipSync(CSV.slice(40))])],
  ["gzip with zeros behind it", Buffer.concat([gzipSync(CSV), Buffer.alloc(512)])],
  ["UTF-16 little-endian", utf16],
  ["UTF-16 big-endian", Buffer.from(utf16).swap16()],
  ["UTF-16 in gzip", gzipSync(utf16)],
  ["zip", zipOf({ name: "e.csv", content: CSV })],
  ["zip without compression", zipOf({ name: "e.csv", content: CSV, method: "stored" })],
  ["gzip in zip", zipOf({ name: "e.csv.gz", content: gzipSync(CSV) })],
  ["UTF-16 in zip", zipOf({ name: "e.txt", content: utf16 })],
];

describe("one content in many forms", () => {
  const expected = takeFiles({ files: { "e.csv": CSV } });
  const rowsOf = async (taken: ReturnType<typeof takeFiles>) => (await taken).sink.events;

  it.each(FORMS)("%s, as a file", async (_, bytes) => {
    expect(await rowsOf(takeFiles({ files: { "e.bin": bytes } }))).toEqual(await rowsOf(expected));
  });

  it.each(FORMS)("%s, from standard input", async (_, stdin) => {
    expect(await rowsOf(takeFiles({ files: {}, given: ["-"], stdin }))).toEqual(await rowsOf(expected));
  });

  it.each(FORMS.filter(([name]) => name !== "with a BOM"))("%s is the same file again", async (_, bytes) => {
    const { summary } = await takeFiles({ files: { "a.csv": CSV, "b.bin": bytes } });
    expect(summary.files.map(({ skipped }) => skipped)).toEqual([false, true]);
    expect(summary.files[1]).toMatchObject({ bytes: Buffer.byteLength(CSV) });
  });
});

const HEADER = "contact_id,type,at\n";
const eventsOf = (contact: string) => `${HEADER}${contact},visit,2026-02-01\n`;

describe("a first line that states the delimiter for spreadsheets", () => {
  const ROWS = "id;a,b,c\n1;x\n2;y;z\n";

  it.each([
    ["as it is", `sep=;\n${ROWS}`, 4],
    ["behind a byte order mark, with CR LF", `\ufeffSEP=;\r\n${ROWS}`, 4],
    ["in quotes, with blank lines", `\n"sep=;"\n\n${ROWS}`, 6],
    ["tab", `sep=\t\n${ROWS.replaceAll(";", "\t")}`, 4],
  ])("%s", async (_, text, line) => {
    const { sink } = await takeFiles({ files: { "c.csv": text }, kind: "contacts" });
    expect(sink.opened).toMatchObject([{ headers: ["id", "a,b,c"] }]);
    expect(sink.contacts).toMatchObject([{ line: line - 1, fields: { a_b_c: "x" } }]);
    expect(sink.rejects).toMatchObject([{ line, code: "ragged-row" }]);
  });
});

describe("zip archives", () => {
  const archive = zipOf(
    { name: "b.csv", content: eventsOf("b") },
    { name: "sub/", content: "", method: "stored" },
    { name: "sub/c.TSV", content: eventsOf("c").replaceAll(",", "\t") },
    { name: "a.txt", content: eventsOf("a") },
    { name: "__MACOSX/._a.csv", content: "\0\0" },
    { name: ".hidden.csv", content: "\0" },
    { name: "sub/.DS_Store", content: "\0" },
    { name: "readme.pdf", content: "%PDF" },
  );

  it("gives its exports in code point order, under its own name", async () => {
    const { sink } = await takeFiles({ files: { "x.zip": archive } });
    expect(sink.opened.map(({ path }) => path.replace(/.*(?=x\.zip)/, ""))).toEqual([
      "x.zip/a.txt",
      "x.zip/b.csv",
      "x.zip/sub/c.TSV",
    ]);
    expect(sink.events.map(({ identities }) => identities[0]?.value)).toEqual(["a", "b", "c"]);
  });

  it("names the file of the archive that is refused", async () => {
    const files = { "x.zip": zipOf({ name: "a.csv", content: "id,at\n" }) };
    expect(await refusalOf({ files })).toMatch(/^x\.zip\/a\.csv: no column/);
  });
});

describe("standard input", () => {
  it("is called -", async () => {
    const { sink } = await takeFiles({ files: {}, given: ["-"], stdin: CSV });
    expect(sink.opened.map(({ path }) => path)).toEqual(["-"]);
  });

  it.each([
    ["given twice", ["-", "-"], CSV, "-: standard input is given twice; give a file for one of them"],
    ["not there", ["-"], undefined, "-: there is no standard input here; give a file"],
    ["empty", ["-"], "", "-: is empty; expected a header line"],
  ])("%s", async (_, given, stdin, message) => {
    const more = stdin === undefined ? {} : { stdin };
    expect(await refusalOf({ files: {}, given, ...more })).toBe(message);
  });
});

afterEach(() => void vi.unstubAllEnvs());

test("nothing is left in the temporary folder", async () => {
  const temp = makeTempFolder();
  vi.stubEnv("TMPDIR", temp.path);
  await takeFiles({ files: { "e.csv.gz": gzipSync(CSV), "e.csv": utf16 }, given: ["e.csv.gz", "e.csv"] });
  await refusalOf({ files: { "e.csv.gz": gzipSync(CSV).subarray(0, 30) } });
  const left = readdirSync(temp.path);
  temp.remove();
  expect(left).toEqual([]);
});
