import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { findInputs } from "../../src/intake/files/find-inputs.ts";
import { openInput } from "../../src/intake/files/open-input.ts";
import { UNPACK_LIMITS } from "../../src/intake/files/unpack-limits.ts";
import { InputError } from "../../src/intake/input-error.ts";
import { zipOf } from "../support/zip.ts";
import { bytesSource } from "./memory-source.ts";
import { refusalOf } from "./take-files.ts";

const CSV = `contact_id,type,at\n${"ada,visit,2026-02-01\n".repeat(50)}`;
const gzip = gzipSync(CSV);
const stored = zipOf({ name: "e.csv", content: CSV, method: "stored" });

/** With one bit turned. */
function damage(bytes: Buffer, at: number): Buffer {
  const damaged = Buffer.from(bytes);
  damaged[at]! ^= 1;
  return damaged;
}

const CASES: readonly (readonly [string, string, Buffer | string, RegExp | string])[] = [
  [
    "gzip that is cut",
    "e.gz",
    gzip.subarray(0, -9),
    "e.gz: ends in the middle of its gzip data; copy or export it again",
  ],
  ["gzip that is hardly begun", "e.gz", gzip.subarray(0, 3), /^e\.gz: ends in the middle/],
  [
    "gzip with a wrong checksum",
    "e.gz",
    damage(gzip, gzip.length - 6),
    /^e\.gz: is damaged gzip data \(incorrect data check\)/,
  ],
  [
    "gzip with text behind it",
    "e.gz",
    Buffer.concat([gzip, Buffer.from("more")]),
    /^e\.gz: is damaged gzip data/,
  ],
  ["gzip in gzip", "e.gz", gzipSync(gzip), "e.gz: is packed twice; unpack it once"],
  ["zip in gzip", "e.gz", gzipSync(stored), "e.gz: is packed twice; unpack it once"],
  [
    "zip named as CSV in zip",
    "e.zip",
    zipOf({ name: "e.csv", content: stored }),
    "e.zip/e.csv: is packed twice; unpack it once",
  ],
  ["a zip by name only", "e.zip", CSV, "e.zip: is no zip archive; copy or export it again"],
  [
    "zip that is cut",
    "e.zip",
    stored.subarray(0, -30),
    "e.zip: is a zip archive that is not whole; copy or export it again",
  ],
  [
    "zip with other content",
    "e.zip",
    damage(stored, 60),
    /^e\.zip\/e\.csv: is damaged in the zip archive \("its checksum is another"\)/,
  ],
  [
    "zip with a wrong length",
    "e.zip",
    zipOf({ name: "e.csv", content: CSV, size: 7 }),
    /^e\.zip\/e\.csv: is damaged in the zip archive/,
  ],
  [
    "zip with broken data",
    "e.zip",
    zipOf({ name: "e.csv", content: "no deflate", method: 8 }),
    /^e\.zip\/e\.csv: is damaged in the zip archive/,
  ],
  [
    "zip with a password",
    "e.zip",
    zipOf({ name: "e.csv", content: CSV, encrypted: true }),
    "e.zip/e.csv: is encrypted; unpack it, or export it without a password",
  ],
  [
    "zip of an unknown method",
    "e.zip",
    zipOf({ name: "e.csv", content: CSV, method: 9 }),
    'e.zip/e.csv: is packed with method 9, which is not known; pack it with "deflate", or unpack it',
  ],
  [
    "zip of two files of a name",
    "e.zip",
    zipOf({ name: "e.csv", content: CSV }, { name: "e.csv", content: CSV }),
    'e.zip: holds two files named "e.csv"; give them as files',
  ],
  [
    "zip of a place above",
    "e.zip",
    zipOf({ name: "../e.csv", content: CSV }),
    'e.zip: holds a file named "../e.csv", a place outside of the archive; pack it again without that path',
  ],
  [
    "zip of an absolute path",
    "e.zip",
    zipOf({ name: "/etc/e.csv", content: CSV }),
    /^e\.zip: holds a file named "\/etc\/e\.csv", a place outside/,
  ],
  [
    "zip without exports",
    "e.zip",
    zipOf({ name: "a.pdf", content: "" }, { name: "b.zip", content: "" }),
    'e.zip: holds no .csv, .tsv or .txt file; found "a.pdf", "b.zip"',
  ],
  ["an empty zip", "e.zip", zipOf(), "e.zip: holds no .csv, .tsv or .txt file; it is empty"],
  [
    "a spreadsheet",
    "e.xlsx",
    zipOf({ name: "[Content_Types].xml", content: "<" }),
    "e.xlsx: is a spreadsheet or other document; save it as CSV",
  ],
  [
    "an old spreadsheet",
    "e.xls",
    Buffer.from("d0cf11e0a1b11ae100", "hex"),
    "e.xls: is a spreadsheet; save it as CSV",
  ],
];

describe("what is packed and cannot be used", () => {
  it.each(CASES)("%s", async (_, name, bytes, message) => {
    const refusal = await refusalOf({ files: { [name]: bytes } });
    if (typeof message === "string") expect(refusal).toBe(message);
    else expect(refusal).toMatch(message);
  });
});

describe("what grows beyond measure", () => {
  const limits = { ...UNPACK_LIMITS, mostTimes: 10, freeBytes: 1000, mostBytes: 100_000, mostMembers: 3 };
  const dense = "0".repeat(90_000);
  const open = async (bytes: Buffer) => {
    const inputs = await findInputs(["-"], bytesSource("-", bytes), limits);
    const stated = { encoding: undefined, kind: "events", source: undefined } as const;
    for (const input of inputs) await (await openInput(input, stated, limits)).close();
  };

  it.each([
    ["gzip", gzipSync(dense), "-: unpacks to more than 10 times its size"],
    ["a file in a zip", zipOf({ name: "a.csv", content: dense }), "-/a.csv: unpacks to more than 10 times"],
    [
      "gzip in zip",
      zipOf({ name: "a.csv.gz", content: gzipSync(dense) }),
      "-/a.csv.gz: unpacks to more than 10",
    ],
    [
      "a large file",
      zipOf({ name: "a.csv", content: "x", size: 100_001 }),
      "-/a.csv: unpacks to more than 100000 bytes",
    ],
    [
      "many files",
      zipOf(...["a", "b", "c", "d"].map((name) => ({ name, content: "" }))),
      "-: holds more than 3 files",
    ],
  ])("%s", async (_, bytes, message) => {
    const error = await open(bytes).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toContain(message);
  });

  it("leaves small files alone, however dense", async () => {
    await expect(open(gzipSync("0".repeat(1000)))).resolves.toBeUndefined();
  });
});
