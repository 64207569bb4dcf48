import { Chalk } from "chalk";
import { describe, expect, test } from "vitest";
import {
  besideOrBelow,
  hangSpans,
  listSpans,
  spaceSpans,
  wrapSpans,
} from "../../../src/cli/drawing/words.ts";

const { bold } = new Chalk({ level: 1 });
const spans = (...texts: readonly string[]) => texts.map((text) => ({ text }));

describe("text on lines", () => {
  test.each([
    ["breaks at blanks", "one two three", 7, ["one two", "three"]],
    ["counts columns, not characters", "日本 日本 日本", 9, ["日本 日本", "日本"]],
    ["breaks a word without blanks where it has to", "日本語の名前", 5, ["日本", "語の", "名前"]],
    [
      "does not break between a letter and its accent",
      "e\u0301e\u0301e\u0301",
      2,
      ["e\u0301e\u0301", "e\u0301"],
    ],
    ["of nothing is one line", "", 5, [""]],
  ])("%s", (_, text, width, expected) => {
    expect(wrapSpans(spans(text), width)).toEqual(expected);
  });

  test("neighbours that look alike are styled together, lines apart", () => {
    const parts = [{ text: "a b c", style: bold }, { text: "d" }];
    expect(wrapSpans(parts, 3)).toEqual([bold("a b"), `${bold("c")} d`]);
  });

  test("the dot of a list stays with the item before it", () => {
    expect(wrapSpans(listSpans(["one", "two", "three"]), 11)).toEqual(["one · two ·", "three"]);
    expect(wrapSpans(listSpans(["one", "two", "three"]), 9)).toEqual(["one ·", "two ·", "three"]);
  });
});

test.each([
  ["on one line with wide gaps", 20, ["one   two"]],
  ["as a list where that is too wide", 8, ["one ·", "two"]],
])("parts stand %s", (_, width, expected) => {
  expect(spaceSpans(spans("one", "", "two"), width)).toEqual(expected);
});

test.each([
  ["behind a lead", "not: ", 12, ["not: one two", "     three"]],
  ["below a lead that takes half of the width", "not yet: ", 12, ["not yet: ", "    one two", "    three"]],
])("a text hangs %s", (_, lead, width, expected) => {
  expect(hangSpans(lead, spans("one two three"), width)).toEqual(expected);
});

test.each([
  ["beside", 18, ["rule +5   one two", "          three"]],
  ["below", 12, ["rule +5", "    one two", "    three"]],
])("a reason stands %s its figures", (_, width, expected) => {
  expect(besideOrBelow("rule +5", spans("one two three"), width, 8)).toEqual(expected);
});
