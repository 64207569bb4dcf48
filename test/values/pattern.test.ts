import { describe, expect, test } from "vitest";
import { compilePattern, compileWildcard } from "../../src/values/pattern.ts";

/** Engines that go back and try again would take longer than the universe is old. */
const LONG = "a".repeat(50_000);

describe("patterns take time by the length of the text, not more", () => {
  test.each([
    ["(a+)+$", `${LONG}!`, false],
    ["(a|aa)+$", `${LONG}!`, false],
    ["(a*)*b", LONG, false],
    ["(.*a){20}$", `${LONG}!`, false],
    ["^(([a-z])+.)+[A-Z]([a-z])+$", LONG, false],
    ["(a+)+$", LONG, true],
  ])("%s", (pattern, text, expected) => {
    expect(compilePattern(pattern)(text)).toBe(expected);
  });

  test("with many stars, too", () => {
    expect(compileWildcard("a*".repeat(20).concat("b"))(LONG)).toBe(false);
  });
});

test.each(["x{1001}", "((x{100}){100}){100}", "(".repeat(2_000), "(?:(?:a{1000}){1000}){1000}", "[[:word:]"])(
  "%s is refused when it is compiled",
  (pattern) => {
    expect(() => compilePattern(pattern)).toThrow();
  },
);
