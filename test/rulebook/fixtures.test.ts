import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { messages } from "../../src/diagnostics/messages.ts";
import { renderDiagnostics } from "../../src/diagnostics/render.ts";
import { parseRulebook } from "../../src/rulebook/parse.ts";
import type { IncludeReader } from "../../src/rulebook/source/includes.ts";

const FIXTURES = new URL("fixtures/", import.meta.url);

/** Problems of bytes and of a hundred files, which no text file in the repository can show; load.test.ts has them. */
const NOT_SHOWN = ["file-too-large", "not-utf8", "too-many-files"];

function fixtures(folder: string): readonly string[] {
  return readdirSync(new URL(folder, FIXTURES)).filter((name) => name.endsWith(".yaml"));
}

function parseFixture(folder: string, name: string) {
  const urlOf = (file: string) => new URL(`${folder}/${file}`, FIXTURES);
  const read: IncludeReader = (file) => {
    if (!existsSync(urlOf(file))) return { kind: "missing" };
    if (statSync(urlOf(file)).isDirectory()) return { kind: "folder" };
    return { kind: "text", text: readFileSync(urlOf(file), "utf8") };
  };
  return parseRulebook({ name, text: readFileSync(urlOf(name), "utf8") }, read);
}

describe("rulebooks in fixtures/ok load without a word", () => {
  test.each(fixtures("ok"))("%s", (name) => {
    const result = parseFixture("ok", name);
    expect(result).toMatchObject({ kind: "loaded", warnings: [] });
  });
});

describe("rulebooks in fixtures/problems are reported as in the .txt beside them", () => {
  test.each(fixtures("problems"))("%s", async (name) => {
    const result = parseFixture("problems", name);
    const diagnostics = result.kind === "loaded" ? result.warnings : result.diagnostics;
    const rendered = renderDiagnostics(diagnostics, result.files, { colour: false });
    const golden = new URL(`problems/${name.replace(/yaml$/, "txt")}`, FIXTURES);
    await expect(rendered).toMatchFileSnapshot(golden.pathname);
  });

  test.each(fixtures("problems"))("%s shows the code it is named after, and only that", (name) => {
    const result = parseFixture("problems", name);
    const diagnostics = result.kind === "loaded" ? result.warnings : result.diagnostics;
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set([name.replace(/\.yaml$/, "")]));
  });
});

test("every code has a fixture", () => {
  const shown = fixtures("problems").map((name) => name.replace(/\.yaml$/, ""));
  expect([...shown, ...NOT_SHOWN].toSorted()).toEqual(Object.keys(messages).toSorted());
});
