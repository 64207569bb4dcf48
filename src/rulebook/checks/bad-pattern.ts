import { RE2JS, RE2JSSyntaxException } from "re2js";
import { diagnose } from "../../diagnostics/diagnostic.ts";
import { childOf, isText } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** What RE2 leaves out of what people know from other tools. */
const HINTS: readonly (readonly [RegExp, string])[] = [
  [
    /^\(\?(?:[=!]|<[=!])/,
    "looking ahead or behind is not possible; use two tests, such as {matches: a, not: {matches: b}}",
  ],
  [/^\\[1-9]/, "referring back to a group is not possible"],
];

/** Patterns that are no RE2 expressions. */
export const badPattern: Check = ({ tests }) =>
  tests.flatMap(({ node }) => {
    const pattern = childOf(node, "matches");
    if (!isText(pattern)) return [];
    const mistake = findMistake(pattern.value);
    return mistake === undefined ? [] : [diagnose("bad-pattern", pattern.span, pattern.value, ...mistake)];
  });

function findMistake(pattern: string): readonly [problem: string, help: string | undefined] | undefined {
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) return ["it is too large", "make it shorter"];
    const part = String(error.getPattern() ?? "");
    const where = part === "" || part === pattern ? "" : ` in "${part}"`;
    return [`${error.getDescription()}${where}`, HINTS.find(([known]) => known.test(part))?.[1]];
  }
}
