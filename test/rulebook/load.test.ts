import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

describe("included files", () => {
  const including = (list: string) => `${MINIMAL}include: [${list}]\n`;

  test("are read from where the rulebook lies", () => {
    mkdirSync(join(folder, "parts"));
    writeFileSync(join(folder, "parts/zone.yaml"), "timezone: Europe/Paris\n");
    expect(load("with-part.yaml", including("./parts/zone.yaml"))).toMatchObject({
      kind: "loaded",
      rulebook: { timezone: "Europe/Paris" },
      files: [{ name: join(folder, "with-part.yaml") }, { name: join(folder, "parts/zone.yaml") }],
    });
  });

  test("more than a hundred files, as docs/checks.md shows it", () => {
    const names = Array.from({ length: 100 }, (_, i) => `part-${i}.yaml`);
    for (const name of names) writeFileSync(join(folder, name), "traits: {}\n");
    const lines = names.map((name) => `  - ${name}`).join("\n");
    expect(DOC).toContain(rendered("large.yaml", `${MINIMAL}include:\n${lines}\n`).trimEnd());
  });

  test("too large together", () => {
    for (const name of ["half.yaml", "other-half.yaml"]) {
      writeFileSync(join(folder, name), `${"#".repeat(600_000)}\ntraits: {}\n`);
    }
    expect(rendered("both-halves.yaml", including("half.yaml, other-half.yaml"))).toContain(
      'both-halves.yaml:4:22: error: with "other-half.yaml" the rulebook has 1200145 bytes; a rulebook may have at most 1000000',
    );
  });

  test("not UTF-8", () => {
    writeFileSync(join(folder, "latin1-part.yaml"), Buffer.from("description: Café\n", "latin1"));
    expect(rendered("with-latin1.yaml", including("latin1-part.yaml"))).toContain(
      "latin1-part.yaml:1:17: error: the file is not valid UTF-8 text",
    );
  });

  test.each([
    ["missing", "none.yaml", "there is no such file"],
    ["below a file", "minimal.yaml/none.yaml", "there is no such file"],
    ["with a name no file can have", '"a\\0b"', "there is no such file"],
    ["with a name that is too long", "a".repeat(5_000), "there is no such file"],
    ["a folder", "../", "it is a folder"],
  ])("%s", (_what, written, reason) => {
    load("minimal.yaml", MINIMAL);
    expect(rendered("with-none.yaml", including(written))).toContain(`cannot be included: ${reason}`);
  });
});

test.each([
  ["a missing file", "missing.yaml", "ENOENT"],
  ["a directory", ".", "EISDIR"],
])("%s throws the error of the file system", (_what, name, code) => {
  expect(() => loadRulebook(join(folder, name))).toThrow(expect.objectContaining({ code }));
});
