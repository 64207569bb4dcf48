import { diagnose } from "../../diagnostics/diagnostic.ts";
import { type PatternWording, wordPatternMistake } from "../../diagnostics/pattern-wording.ts";
import { findPatternMistake } from "../../values/pattern.ts";
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
  const mistake = findPatternMistake(pattern);
  return mistake === undefined ? undefined : wordPatternMistake(mistake.problem, mistake.piece);
}
