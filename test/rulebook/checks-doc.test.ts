import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { adviceMessages } from "../../src/diagnostics/advice-messages.ts";
import { dataMessages } from "../../src/diagnostics/data-messages.ts";
import { messages } from "../../src/diagnostics/messages.ts";

const DOC = readFileSync(new URL("../../docs/checks.md", import.meta.url), "utf8");
const GOLDENS = ["fixtures/problems/", "../checking/fixtures/advice/", "../checking/fixtures/data/"].map(
  (folder) => new URL(folder, import.meta.url),
);

const sections = new Map(
  DOC.split(/^### /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf("\n")), section] as const),
);

const codes = Object.keys({ ...messages, ...adviceMessages, ...dataMessages });

test("docs/checks.md documents every code, and no other", () => {
  expect([...sections.keys()].toSorted()).toEqual(codes.toSorted());
});

describe("each section of docs/checks.md says what is wrong, shows it and says how to mend it", () => {
  test.each([...sections])("%s", (code, section) => {
    const shown = /```text\n([\s\S]*?)\n```/.exec(section)?.[1];
    expect(section).toContain("\n\nTo mend it: ");
    expect(shown).toContain(`[${code}]`);
    for (const golden of GOLDENS.map((folder) => new URL(`${code}.txt`, folder)).filter(existsSync)) {
      expect(readFileSync(golden, "utf8")).toContain(shown);
    }
  });
});
