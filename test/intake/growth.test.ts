import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { surveyFile } from "../../src/intake/files/survey.ts";
import { createGrowingSink } from "./growing-sink.ts";
import { bytesSource } from "./memory-source.ts";
import { takeFiles } from "./take-files.ts";

const HEADER = "contact_id,type,at\n";
const row = (contact: string) => `${contact},visit,2026-02-01\n`;

async function grow(...versions: readonly string[]) {
  const sink = createGrowingSink();
  for (const text of versions) await takeFiles({ files: { "e.csv": text }, sink });
  return sink;
}

describe("files that grow at their end", () => {
  it("are read from where they had ended", async () => {
    const first = HEADER + row("a") + row("b");
    const sink = await grow(first, first + row("c"), `${first}${row("c")}x,visit\n${row("d")}`);
    expect(sink.events.map(({ line, identities }) => [line, identities[0]?.value])).toEqual([
      [2, "a"],
      [3, "b"],
      [4, "c"],
      [6, "d"],
    ]);
    expect(sink.rejects.map(({ line }) => line)).toEqual([5]);
    expect(sink.starts).toEqual([0, first.length, first.length + row("c").length]);
    expect(sink.closed.map(({ rows }) => rows)).toEqual([2, 1, 2]);
  });

  it.each<[string, string, { lines: number; isClean: boolean }]>([
    ["a header", HEADER, { lines: 1, isClean: true }],
    ["a header that does not end", HEADER.trim(), { lines: 1, isClean: false }],
    ["rows", HEADER + row("a"), { lines: 2, isClean: true }],
    ["a row that does not end", `${HEADER}a,visit,2026`, { lines: 2, isClean: false }],
    ["a row that ends in CR", `${HEADER}a,visit,2026-02-01\r`, { lines: 2, isClean: true }],
    ["a row that is refused", `${HEADER}a\n`, { lines: 2, isClean: true }],
    ["empty lines", `${HEADER}${row("a")}\r\n\n`, { lines: 4, isClean: true }],
    ["a cell of two lines", `${HEADER}"a\nb",visit,2026-02-01\n`, { lines: 3, isClean: true }],
    ["an open quote", `${HEADER}"a\n${row("b")}`, { lines: 3, isClean: false }],
    ["a stray quote", `${HEADER}a"b\n`, { lines: 2, isClean: false }],
    ["a stray quote in between", `${HEADER}a"b\n${row("b")}`, { lines: 3, isClean: true }],
    ["a row that is too long", `${HEADER}"${"x\n".repeat(600_000)}"\n`, { lines: 600_002, isClean: false }],
  ])("with %s at the end", async (_, text, end) => {
    expect((await grow(text)).ends).toEqual([end]);
  });

  it("take a LF that follows a CR for the rest of its line end", async () => {
    const sink = await grow(
      "contact_id,type,at\ra,visit,2026-02-01\r",
      "contact_id,type,at\ra,visit,2026-02-01\r\nb\n",
    );
    expect(sink.rejects.map(({ line, raw }) => [line, raw])).toEqual([[3, "b"]]);
    expect(sink.closed.map(({ rows }) => rows)).toEqual([1, 1]);
  });

  it("are read whole where their beginning has changed, or was not clean", async () => {
    const open = `${HEADER}${row("a")}b,visit`;
    const sink = await grow(open, `${open},2026-02-01\n`, HEADER + row("c") + row("a") + row("b"));
    expect(sink.starts).toEqual([0, 0, 0]);
  });
});

describe("surveyFile", () => {
  const stated = { encoding: undefined, kind: "events", source: undefined } as const;
  const text = "contact_id,é\nabc\n";
  const sha256 = (length: number) =>
    createHash("sha256").update(Buffer.from(text).subarray(0, length)).digest("hex");

  it.each([1, 2, 3, 7, 100])("hashes beginnings, %i bytes at a time", async (chunkBytes) => {
    const source = bytesSource("e.csv", Buffer.from(text));
    const survey = await surveyFile(source, [12, 3, 3, 1, 18, 99, 17], stated, chunkBytes);
    expect(survey.sha256).toBe(sha256(18));
    expect(survey.beginnings).toEqual(new Map([1, 3, 12, 17].map((size) => [size, sha256(size)])));
  });
});
