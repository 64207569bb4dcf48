import { describe, expect, test } from "vitest";
import { type Diagnostic, diagnose, sortDiagnostics } from "../../src/diagnostics/diagnostic.ts";
import { githubAnnotations } from "../../src/diagnostics/github.ts";
import { renderDiagnostics } from "../../src/diagnostics/render.ts";

function at(line: number, column: number, endColumn: number, file = "shop.yaml"): Diagnostic {
  return {
    severity: "error",
    code: "unexpected-key",
    message: 'unexpected key "pionts"',
    span: { file, line, column, endColumn },
    help: undefined,
  };
}

const render = (text: string, diagnostic: Diagnostic, colour = false) =>
  renderDiagnostics([diagnostic], [{ name: "shop.yaml", text }], { colour });

/** The excerpt and the carets, without the margin. */
const excerpt = (text: string, diagnostic: Diagnostic) =>
  render(text, diagnostic)
    .split("\n")
    .slice(2, 4)
    .map((line) => line.slice(4));

test("a diagnostic is shown with header, excerpt, carets and help", () => {
  const text = `${"\n".repeat(13)}    pionts: 5\n`;
  const diagnostic = { ...at(14, 5, 11), help: 'did you mean "points"?' };
  expect(render(text, diagnostic)).toBe(
    [
      'shop.yaml:14:5: error: unexpected key "pionts" [unexpected-key]',
      "   |",
      "14 |     pionts: 5",
      "   |     ^^^^^^",
      '   = help: did you mean "points"?',
      "",
    ].join("\n"),
  );
});

test("nothing to show is an empty text", () => {
  expect(renderDiagnostics([], [], { colour: false })).toBe("");
});

test("without the file only the header is shown", () => {
  expect(render("", at(3, 1, 2, "other.yaml"))).toBe(
    'other.yaml:3:1: error: unexpected key "pionts" [unexpected-key]\n',
  );
});

test("colour is added only when asked for", () => {
  expect(render("pionts: 5", at(1, 1, 7), true)).toContain("\u001b[31m");
  expect(render("pionts: 5", at(1, 1, 7), false)).not.toContain("\u001b");
});

describe("carets stand under the marked text", () => {
  test.each([
    ["tabs are one blank wide", "\t\tab: 1", 3, 5, ["  ab: 1", "  ^^"]],
    ["wide characters take two columns", "日本: ab", 5, 7, ["日本: ab", "      ^^"]],
    ["marked wide characters too", "a: 日本", 4, 6, ["a: 日本", "   ^^^^"]],
    ["emoji of two units are one character", "😀: ab", 5, 7, ["😀: ab", "    ^^"]],
    ["terminal escapes are left out", "\u001b[31mred\u001b[0m: ab", 15, 17, ["red: ab", "     ^^"]],
    ["an empty place has one caret", "a: ", 3, 3, ["a: ".trimEnd(), "  ^"]],
  ])("%s", (_what, line, column, endColumn, expected) => {
    expect(excerpt(line, at(1, column, endColumn))).toEqual(expected);
  });

  test.each([
    ["before", `${"x".repeat(500)}here`, 501],
    ["after", `here${"x".repeat(500)}`, 1],
    ["on both sides", `${"x".repeat(500)}here${"y".repeat(500)}`, 501],
  ])("a long line is cut %s", (_what, line, column) => {
    const [shown = "", carets = ""] = excerpt(line, at(1, column, column + 4));
    expect(shown.length).toBeLessThanOrEqual(122);
    expect(shown.slice(carets.indexOf("^"), carets.length)).toBe("here");
  });
});

test("diagnostics are sorted by place, and what is said twice is kept once", () => {
  const [a, b, c] = [at(2, 1, 2), at(1, 9, 10), at(1, 10, 11)];
  expect(sortDiagnostics([a, c, b, a])).toEqual([b, c, a]);
});

test("a warning is called so", () => {
  expect(diagnose("unreachable-band", at(1, 1, 2).span, "hot", 'group "ski"', "cold", 3).severity).toBe(
    "warning",
  );
});

describe("GitHub annotations", () => {
  test("escape what GitHub would misread", () => {
    const diagnostic = { ...at(1, 2, 3, "a,b:c.yaml"), message: "100% of\nit", help: "help" };
    expect(githubAnnotations([diagnostic])).toEqual([
      "::error file=a%2Cb%3Ac.yaml,line=1,col=2::100%25 of%0Ait [unexpected-key]%0Ahelp: help",
    ]);
  });

  test("show errors before warnings and notes", () => {
    const found = (["note", "error", "warning", "error"] as const).map((severity, i) => ({
      ...at(i + 1, 1, 2),
      severity,
    }));
    expect(githubAnnotations(found).map((line) => /^::(\w+) .*,line=(\d)/.exec(line)?.slice(1))).toEqual([
      ["error", "2"],
      ["error", "4"],
      ["warning", "3"],
      ["notice", "1"],
    ]);
  });

  test("count the rest as the worst of it", () => {
    const notes = Array.from({ length: 12 }, (_, i) => ({ ...at(i + 1, 1, 2), severity: "note" as const }));
    expect(githubAnnotations(notes).at(-1)).toBe("::notice::and 3 more");
  });

  test.each([
    [9, 9, undefined],
    [10, 10, "::error::and 1 more"],
    [12, 10, "::error::and 3 more"],
  ])("%i diagnostics are %i lines", (count, lines, last) => {
    const annotations = githubAnnotations(Array.from({ length: count }, (_, i) => at(i + 1, 1, 2)));
    expect(annotations).toHaveLength(lines);
    if (last !== undefined) expect(annotations.at(-1)).toBe(last);
  });
});
