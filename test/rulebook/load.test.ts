import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderDiagnostics } from "../../src/diagnostics/render.ts";
import { loadRulebook } from "../../src/rulebook/load.ts";

const DOC = readFileSync(new URL("../../docs/checks.md", import.meta.url), "utf8");
const MINIMAL = "rulebook: shop\ngroups: {score: {}}\nrules: {opened: {event: email_open, points: 1}}\n";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tallybook-load-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function load(name: string, content: string | Uint8Array) {
  writeFileSync(join(folder, name), content);
  return loadRulebook(join(folder, name));
}

function rendered(name: string, content: string | Uint8Array): string {
  const result = load(name, content);
  if (result.kind === "loaded") return "";
  return renderDiagnostics(result.diagnostics, result.files, { colour: false }).replaceAll(`${folder}/`, "");
}

test("a rulebook comes with its file and the hash of its text", () => {
  const result = load("minimal.yaml", MINIMAL);
  expect(result).toMatchObject({
    kind: "loaded",
    warnings: [],
    files: [{ name: join(folder, "minimal.yaml"), text: MINIMAL }],
    rulebook: { id: "shop", hash: "02ab9f60ff6e0d84d7dd0988e35b5dd7c25e9c286b2327a9bb2ca7b94b6b3eda" },
  });
});

test("a byte order mark and Windows line ends change nothing but the hash", () => {
  const plain = load("plain.yaml", MINIMAL);
  const marked = load("plain.yaml", `\ufeff${MINIMAL.replaceAll("\n", "\r\n")}`);
  if (plain.kind !== "loaded" || marked.kind !== "loaded") throw new Error("must load");
  expect({ ...marked.rulebook, hash: "", files: [] }).toEqual({ ...plain.rulebook, hash: "", files: [] });
});

describe("what is wrong with the bytes is a diagnostic, as docs/checks.md shows it", () => {
  test("too large", () => {
    expect(DOC.includes(rendered("export.csv", "x".repeat(1_000_001)).trimEnd())).toBe(true);
  });

  test("not UTF-8", () => {
    const latin1 = Buffer.from("rulebook: shop\ndescription: Café\n", "latin1");
    expect(DOC.includes(rendered("latin1.yaml", latin1).trimEnd())).toBe(true);
  });

  test("a replacement character that is written in the file is not the place", () => {
    const bytes = Buffer.concat([Buffer.from("a: \ufffd\nb: "), Buffer.from([0xff])]);
    expect(rendered("mixed.yaml", bytes)).toContain("mixed.yaml:2:4: error");
  });
});

test.each([
  ["a missing file", "missing.yaml", "ENOENT"],
  ["a directory", ".", "EISDIR"],
])("%s throws the error of the file system", (_what, name, code) => {
  expect(() => loadRulebook(join(folder, name))).toThrow(expect.objectContaining({ code }));
});
