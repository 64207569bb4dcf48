import fc from "fast-check";
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

describe("wildcards", () => {
  test.each([
    ["email_*", "email_open", true],
    ["email_*", "email_", true],
    ["email_*", "my_email_open", false],
    ["*_open", "email_open", true],
    ["*_open", "email_opened", false],
    ["o*n", "open", true],
    ["o*n", "on", true],
    ["o*n", "o", false],
    ["a*a", "a", false],
    ["ab*bc", "abc", false],
    ["a*b*c", "a-c-b-c", true],
    ["a*b*c", "a-c-b", false],
    ["a*ab*ab", "aab-ab", true],
    ["a*ab*ab", "aab", false],
    ["a**b", "a-b", true],
    ["o.*", "open", false],
    ["*", "", true],
    ["**", "anything", true],
    ["a*b", "a\nb", true],
    [" EMAIL_* ", "Email_Open", true],
    ["\u00c9t\u00e9*", "E\u0301TE\u0301 2026", true],
  ])("%j matches %j: %s", (wildcard, text, expected) => {
    expect(compileWildcard(wildcard)(text)).toBe(expected);
  });

  const pieces = fc.array(fc.constantFrom("a", "b", "*", "ab", ".", "\n"), { maxLength: 12 });

  test("match what RE2 would", () => {
    fc.assert(
      fc.property(pieces, pieces, (wildcard, text) => {
        const [pattern, plain] = [`x${wildcard.join("")}x`, `x${text.join("").replaceAll("*", "a")}x`];
        const regex = `^(?s:${pattern.replaceAll(".", "\\.").replaceAll("*", ".*")})$`;
        expect(compileWildcard(pattern)(plain)).toBe(compilePattern(regex)(plain));
      }),
    );
  });
});
