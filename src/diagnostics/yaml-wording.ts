// What the YAML parser finds, in plain words. The library's own message is the last resort.

import { quoted } from "./quote.ts";

export interface YamlFinding {
  /** The library's error code. */
  readonly code: string;
  readonly message: string;
  /** The text that the library points at. */
  readonly source: string;
}

export interface YamlWording {
  readonly problem: string;
  readonly help: string | undefined;
}

type Rule = readonly [code: string, message: RegExp, word: (finding: YamlFinding) => YamlWording];

const words = (problem: string, help?: string) => (): YamlWording => ({ problem, help });

const RULES: readonly Rule[] = [
  ["TAB_AS_INDENT", /./, words("a tab is used to indent; YAML wants blanks", "replace the tab by blanks")],
  [
    "BLOCK_AS_IMPLICIT_KEY",
    /Nested mappings/,
    words(
      "a key stands where only a value can stand",
      'put a text with ": " in it in quotes; give the keys of one map the same indentation',
    ),
  ],
  [
    "BLOCK_AS_IMPLICIT_KEY",
    /sequence/,
    words("this entry of a list is not indented like the others", "indent the entries of one list alike"),
  ],
  ["MULTILINE_IMPLICIT_KEY", /./, words("a key must be on one line", 'is a ":" missing after the key?')],
  [
    "MISSING_CHAR",
    /Implicit map keys/,
    ({ source }) => ({ problem: `there is no ":" after ${quoted(source)}`, help: 'write "key: value"' }),
  ],
  ["MISSING_CHAR", /Missing closing/, words("this quoted text is never closed", "add the closing quote")],
  ["MISSING_CHAR", /Missing , /, words("a comma is missing before this", 'separate the entries with ","')],
  ["MISSING_CHAR", /Missing space/, words('a blank is missing after ":"', 'write "key: value"')],
  ["MISSING_CHAR", /Comments/, words("a blank is missing before #", "put a blank before the comment")],
  ["MISSING_CHAR", /end with a \]/, words('a list that starts with "[" is not closed', 'add the "]"')],
  ["MISSING_CHAR", /end with a \}/, words('a map that starts with "{" is not closed', 'add the "}"')],
  ["BAD_INDENT", /end with a \]/, words('a list that starts with "[" is not closed', 'add the "]"')],
  ["BAD_INDENT", /end with a \}/, words('a map that starts with "{" is not closed', 'add the "}"')],
  [
    "BAD_INDENT",
    /./,
    words("this line is not indented like the others", "indent the entries of one map or list alike"),
  ],
  [
    "BAD_SCALAR_START",
    /./,
    ({ source }) => ({
      problem: `a text cannot start with ${quoted(source.slice(0, 1))}`,
      help: "put the text in quotes",
    }),
  ],
  [
    "BAD_DQ_ESCAPE",
    /./,
    ({ message }) => {
      const sequence = message.replace(/^Invalid escape sequence /, "");
      return {
        problem: `${quoted(sequence)} means nothing in a text in double quotes`,
        help: `write ${quoted(`\\${sequence}`)}, or put the text in single quotes`,
      };
    },
  ],
  ["BAD_DIRECTIVE", /./, words("this YAML directive is not known", "remove the line that starts with %")],
  ["UNEXPECTED_TOKEN", /empty item|Unexpected ,/, words("there is a comma too many", "remove the comma")],
  [
    "UNEXPECTED_TOKEN",
    /./,
    words(
      "this does not fit here",
      "is a bracket or a quote missing or too many, or a line indented differently?",
    ),
  ],
];

export function wordYamlFinding(finding: YamlFinding): YamlWording {
  const rule = RULES.find(([code, message]) => code === finding.code && message.test(finding.message));
  if (rule !== undefined) return rule[2](finding);
  const { message } = finding;
  return { problem: `${message.slice(0, 1).toLowerCase()}${message.slice(1)}`, help: undefined };
}
