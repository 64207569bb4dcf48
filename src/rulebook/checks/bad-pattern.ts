import { RE2JS, RE2JSSyntaxException } from "re2js";
import { diagnose } from "../../diagnostics/diagnostic.ts";
import { type PatternWording, wordPatternMistake } from "../../diagnostics/pattern-wording.ts";
import { childOf, isText } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** Patterns that are no RE2 expressions. */
export const badPattern: Check = ({ tests }) =>
  tests.flatMap(({ node }) => {
    const pattern = childOf(node, "matches");
    if (!isText(pattern)) return [];
    const mistake = findMistake(pattern.value);
    if (mistake === undefined) return [];
    return [diagnose("bad-pattern", pattern.span, pattern.value, mistake.problem, mistake.help)];
  });

/** In characters: what a text is tried against costs by the length of the pattern, too. */
const LONGEST_PATTERN = 10_000;

function findMistake(pattern: string): PatternWording | undefined {
  if (pattern.length > LONGEST_PATTERN) return wordPatternMistake("expression too large", "");
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) return wordPatternMistake("expression too large", "");
    return wordPatternMistake(error.getDescription(), String(error.getPattern() ?? ""));
  }
}
