// What RE2 finds in a pattern, in plain words. The library's own description is the last resort.

import { quoted } from "./quote.ts";

export interface PatternWording {
  readonly problem: string;
  readonly help: string | undefined;
}

type Word = (part: string) => PatternWording;

const words = (problem: string, help: string): Word => {
  return () => ({ problem, help });
};

const BY_DESCRIPTION: Readonly<Record<string, Word>> = {
  "missing closing )": words('a "(" is not closed', 'add the ")", or write "[(]" for the character itself'),
  "unexpected )": words('a ")" has no "(" before it', 'remove it, or write "[)]" for the character itself'),
  "missing closing ]": words('a "[" is not closed', 'add the "]", or write "[[]" for the character itself'),
  "missing argument to repetition operator": (part) => ({
    problem: `nothing stands before ${quoted(part)} that could be repeated`,
    help: `for the character itself write ${quoted(`[${part}]`)}; for any text write ".*"`,
  }),
  "invalid nested repetition operator": (part) => ({
    problem: `${quoted(part)} repeats a repetition`,
    help: "keep one of the signs",
  }),
  "invalid escape sequence": (part) => ({
    problem: `${quoted(part)} means nothing here`,
    help: /^\\[1-9]/.test(part) ? "referring back to a group is not possible" : "remove the backslash",
  }),
  "invalid or unsupported Perl syntax": (part) => ({
    problem: `${quoted(part)} is not supported`,
    help: "looking ahead or behind is not possible; use two tests, such as {matches: a, not: {matches: b}}",
  }),
  "invalid character class range": (part) => ({
    problem: `the range ${quoted(part)} ends before it starts`,
    help: "swap its two ends",
  }),
  "invalid repeat count": (part) => ({
    problem: `${quoted(part)} repeats too often`,
    help: "a repetition may have at most 1000 rounds, the smaller number first",
  }),
  "trailing backslash at end of expression": words(
    "it ends with a backslash",
    "remove it, or write two for the character itself",
  ),
  "expression too large": words("it is too large", "make it shorter"),
};

/** `part` is the stretch of the pattern that the description is about. */
export function wordPatternMistake(description: string, part: string): PatternWording {
  const word = Object.hasOwn(BY_DESCRIPTION, description) ? BY_DESCRIPTION[description] : undefined;
  return (
    word?.(part) ?? {
      problem: part === "" ? description : `${description} in ${quoted(part)}`,
      help: undefined,
    }
  );
}
