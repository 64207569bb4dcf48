import { describe, expect, test } from "vitest";
import { quoted, quotedList } from "../../src/diagnostics/quote.ts";
import { closestName } from "../../src/diagnostics/suggest.ts";

describe("a suggestion is made only when a name is close", () => {
  test.each([
    ["pionts", ["limit", "points", "when"], "points"],
    ["Points", ["points"], "points"],
    ["skii", ["ski"], "ski"],
    ["evnt", ["event"], "event"],
    ["x", ["y"], undefined],
    ["colour", ["points", "limit"], undefined],
    ["points", ["points"], undefined],
    ["hot", ["hop", "hit"], "hop"],
    ["", ["a"], undefined],
  ])("%j of %j", (written, candidates, expected) => {
    expect(closestName(written, candidates)).toBe(expected);
  });
});

describe("names are quoted on one line", () => {
  test.each([
    ["plain", '"plain"'],
    ["two\n  lines", '"two lines"'],
    ["\u001b[31mred\u001b[0m", '"red"'],
    ["bell\u0007", '"bell\ufffd"'],
    ["turned \u202e around", '"turned \ufffd around"'],
    ["x".repeat(81), `"${"x".repeat(80)}..."`],
  ])("%j", (text, expected) => {
    expect(quoted(text)).toBe(expected);
  });
});

test.each([
  [["a"], '"a"'],
  [["a", "b"], '"a" or "b"'],
  [["a", "b", "c"], '"a", "b" or "c"'],
  [[..."abcdefghi"], '"a", "b", "c", "d", "e", "f", "g", ...'],
])("%j is listed as %s", (names, expected) => {
  expect(quotedList(names)).toBe(expected);
});
