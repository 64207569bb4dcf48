import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderDiagnostics } from "../../src/diagnostics/render.ts";
import { parseRulebook } from "../../src/rulebook/parse.ts";

const parse = (text: string) => parseRulebook({ name: "hostile.yaml", text });
const codes = (text: string) => {
  const result = parse(text);
  return result.kind === "loaded" ? [] : [...new Set(result.diagnostics.map(({ code }) => code))];
};
const chain = Array.from({ length: 300 }, (_, i) => `x${i}: &x${i} [${i === 0 ? "1" : `*x${i - 1}`}]`).join(
  "\n",
);
const bomb = Array.from({ length: 12 }, (_, i) => `x${i}: &x${i} [${`*x${i - 1}, `.repeat(9)}1]`)
  .join("\n")
  .replaceAll("*x-1", "1");

const matching = (pattern: string) =>
  `{rulebook: t, groups: {g: {}}, rules: {r: {when: {a: {matches: "${pattern}"}}, points: 1}}}`;

describe("hostile files are errors, quickly", () => {
  test.each([
    ["10,000 nested lists", "[".repeat(10_000) + "]".repeat(10_000), "nested-too-deep"],
    ["a million open brackets", "[".repeat(999_999), "nested-too-deep"],
    ["10,000 nested maps", "{a: ".repeat(10_000), "nested-too-deep"],
    ["5,000 dashes", `${"- ".repeat(5_000)}a`, "nested-too-deep"],
    ["50,000 question marks", "? ".repeat(50_000), "nested-too-deep"],
    ["aliases that nest", chain, "nested-too-deep"],
    ["aliases that multiply", bomb, "too-many-aliases"],
    ["an alias of the whole file", "&a\nrulebook: *a", "alias-of-itself"],
    ["too many bytes", "é".repeat(500_001), "file-too-large"],
    ["a million exclamation marks", "!".repeat(999_999), "unknown-tag"],
    ["a pattern of 40,000 stars", matching("a*".repeat(40_000)), "bad-pattern"],
    ["a pattern that multiplies", matching("((x{100}){100}){100}"), "bad-pattern"],
    ["a pattern that nests", matching("(".repeat(5_000).concat("a", ")".repeat(5_000))), "bad-pattern"],
    ["an empty file", "", "empty-rulebook"],
    ["a text", "just text", "wrong-value"],
  ])(
    "%s",
    (_what, text, code) => {
      expect(codes(text)).toContain(code);
    },
    10_000,
  );
});

describe("names that every object has", () => {
  const shop = "rulebook: shop\ngroups: {score: {}}\nrules: {a: {event: a, points: 1}}\n";
  const nested = "fields: {f: {column: x, KEY: 1}}";
  const row = "rows: [{type: a, at: b, KEY: 1}]";
  const MEMBERS = ["toString", "constructor", "valueOf", "hasOwnProperty"];

  test.each([
    ["a source", `${shop}sources: {x: {kind: contacts, key: id, KEY: 5}}`],
    ["a source with a preset", `${shop}sources: {x: {preset: mautic.emails_sent, KEY: 5}}`],
    ["a field of a source", `${shop}sources: {x: {kind: contacts, key: id, ${nested}}}`],
    ["a row of a source", `${shop}sources: {x: {kind: events, contact: {email: e}, ${row}}}`],
    [
      "a date of a source",
      `${shop}sources: {x: {kind: events, contact: {email: e}, type: a, at: {column: b, KEY: 1}}}`,
    ],
    ["the rulebook", `${shop}KEY: {a: {b: 1}}`],
    ["the rulebook, as a list", `${shop}KEY: [{a: {b: 1}}]`],
    ["a trait", `${shop}traits: {t: {count: {event: a}, KEY: [1]}}`],
    ["a group", "rulebook: shop\ngroups: {score: {KEY: 1}}\nrules: {a: {event: a, points: 1}}"],
    ["a rule", "rulebook: shop\ngroups: {score: {}}\nrules: {a: {event: a, points: 1, KEY: [1]}}"],
    ["a test", `${shop}segments: {s: {when: {a: {KEY: 5}}}}`],
    ["an action", `${shop}triggers: {t: {when: {a: 1}, do: [{email: x, KEY: 1}]}}`],
  ])("are unexpected keys in %s", (_, text) => {
    const before = text.slice(0, text.indexOf("KEY")).split("\n");
    const place = `${before.length}:${before.at(-1)!.length + 1}`;
    const found = MEMBERS.map((key) => {
      const result = parse(text.replace("KEY", key));
      const diagnostics = result.kind === "invalid" ? result.diagnostics : [];
      return diagnostics.map(
        ({ span, message }) => `${span.line}:${span.column} ${/^[^;]*/.exec(message)![0]}`.split(" in ")[0],
      );
    });
    expect(found).toEqual(MEMBERS.map((key) => [`${place} unexpected key "${key}"`]));
  });

  test("are unexpected keys in an included file, too", () => {
    const result = parseRulebook(
      { name: "a.yaml", text: `include: [b.yaml]\n${shop}toString: {a: 1}\n` },
      () => ({
        kind: "text",
        text: "toString: {b: 1}\n",
      }),
    );
    const found = result.kind === "invalid" ? result.diagnostics.map(({ code }) => code) : [];
    expect(new Set(found)).toEqual(new Set(["duplicate-key", "unexpected-key"]));
  });
});

test("any text gives a rulebook or diagnostics that lie inside it and are safe to print", () => {
  const pieces = [
    "rulebook: ",
    "groups:",
    "rules:",
    "\n",
    "\n  ",
    "\n    ",
    "a: ",
    "{",
    "}",
    "[",
    "]",
    ", ",
    "event: ",
    "points: ",
    "when: ",
    "score.a",
    ": ",
    "- ",
    "&x ",
    "*x",
    "<<: ",
    "!t ",
    "'",
    '"',
    "#",
    "5",
    "0x1",
    "~",
    "any: ",
    "did: ",
    "\t",
    "__proto__: ",
    "constructor: ",
    "toString: ",
    "by: ",
    "highest: ",
    "segments:",
    "triggers:",
    "do: ",
    "with: ",
    "include: ",
    "followed_by: ",
    "every: ",
    "since: ",
    "limit: ",
    "decay: ",
    "stages:",
    "stage: ",
    "recycle: ",
    "reset: ",
    "\u0000",
    "\u001b[31m",
    "é😀",
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (parts) => {
      const text = parts.join("");
      const result = parse(text);
      if (result.kind === "loaded") return;
      const lines = text.split(/\r\n|[\n\r]/);
      expect(result.diagnostics.length).toBeGreaterThan(0);
      for (const { span, message } of result.diagnostics) {
        expect(span.line).toBeLessThanOrEqual(lines.length);
        expect(span.column).toBeLessThanOrEqual(lines[span.line - 1]!.length + 1);
        expect(span.endColumn).toBeGreaterThan(span.column);
        expect(message).not.toContain("\n");
        expect(message).not.toContain("\u001b");
      }
      expect(renderDiagnostics(result.diagnostics, result.files, { colour: false })).not.toContain("\u001b");
    }),
    { numRuns: 1_500, seed: 7 },
  );
});
