// The messages of what is wrong with `sources`. `place` is a phrase such as `source "crm"`.

import { type DateFormatProblem, readDatePattern } from "../values/date-pattern.ts";
import { didYouMean, oneOf, word } from "./message-pieces.ts";
import { quoted, quotedList } from "./quote.ts";

type SourceKind = "contacts" | "events" | "identities";

const PARTS = {
  year: '"yyyy", the year',
  month: '"MM", the month',
  day: '"dd", the day',
  hour: '"HH", the hour',
  minute: '"mm", the minute',
  second: '"ss", the second',
  milli: '"SSS", the milliseconds',
  half: '"a", morning or afternoon',
  zone: '"z", the zone',
} as const;

/** What other programs call the same. */
const MEANT_LETTERS: readonly { readonly others: RegExp; readonly ours: string }[] = [
  { others: /^(?:yy?|Y+)$/, ours: "yyyy" },
  { others: /^D$/, ours: "d" },
  { others: /^DD$/, ours: "dd" },
  { others: /^s$/, ours: "ss" },
  { others: /^S$/, ours: "SSS" },
  { others: /^(?:A|aa)$/, ours: "a" },
  // Offsets such as +01:00, in Unicode's and Java's patterns.
  { others: /^(?:X+|x+|Z+|zz+)$/, ours: "z" },
];

export const sourceMessages = {
  "unknown-preset": (name: string, names: readonly string[], suggestion: string | undefined) =>
    word(`there is no preset ${quoted(name)}; expected ${oneOf(names)}`, didYouMean(suggestion)),
  "preset-kind": (place: string, preset: string, presetKind: SourceKind) =>
    word(
      `the preset ${quoted(preset)} reads ${presetKind}, and ${place} has another kind`,
      'remove "kind", or the preset',
    ),
  "preset-needs": (place: string, preset: string, constant: string, instead: string, example: string) =>
    word(
      `${place} does not say what ${quoted(constant)} is, which exports of ${quoted(preset)} do not hold`,
      `add "constants: {${constant}: ${example}}", or with ${quoted(instead)} the column that has it`,
    ),
  "only-in-kind": (key: string, place: string, kind: SourceKind, kinds: readonly SourceKind[]) =>
    word(
      `${quoted(key)} is only for sources of ${kinds.join(" and ")}, and ${place} reads ${kind}`,
      `remove ${quoted(key)}`,
    ),
  "type-with-rows": (place: string) =>
    word(`${place} has both "type" and "rows"`, 'say the type in each of the rows, and remove "type" here'),
  "too-few-identities": (place: string, found: number, needed: number) =>
    word(
      found === 0 ? `${place} names no identity` : `${place} names only ${found} identity; a link takes two`,
      needed === 1
        ? "write whose events these are, such as {email: Email address}"
        : "write two or more kinds with their columns, such as {visitor_id: cookie, contact_id: customer}",
    ),
  "one-key": (place: string, found: readonly string[]) =>
    word(
      found.length === 0
        ? `"key" of ${place} names no column`
        : `"key" of ${place} has ${found.length} kinds: ${quotedList(found, "and")}; expected one`,
      found.length === 0
        ? "write {contact_id: Record ID} or {email: Email address}"
        : 'write the other under "identities"',
    ),
  "bad-name": (name: string, what: string, place: string, suggestion: string) =>
    word(
      `${quoted(name)} of ${place} cannot be the name of ${what}; expected small letters, digits and "_"`,
      suggestion === "" ? undefined : `write ${quoted(suggestion)}`,
    ),
  "bad-column": (name: string, place: string) =>
    word(
      `no column can be called ${quoted(name)} as ${place} says: a name has a letter or a digit`,
      'a column without a name is "column_<n>", <n> being its position',
    ),
  "field-and-identity": (field: string, place: string, key: string) =>
    word(
      `${place} gives the field ${quoted(field)} twice: under ${quoted(key)} and under "fields"`,
      'remove it from "fields", or give it another name there',
    ),
  "file-with-folder": (pattern: string, place: string, name: string) =>
    word(
      `no file can fit ${quoted(pattern)}, the "file" of ${place}: it is compared with names without their folders`,
      name === ""
        ? 'write a pattern for the names of the files, such as "sent-*.csv"'
        : `leave the folder out: write ${quoted(name)}`,
    ),
  "only-in-type": (key: string, place: string, type: string, fitting: string) =>
    word(
      `${quoted(key)} is only for fields of the type ${fitting}, and ${place} is of the type ${type}`,
      `write "type: ${fitting}", or remove ${quoted(key)}`,
    ),
  "same-sign": (place: string, sign: string) =>
    word(
      `"decimal" and "thousands" of ${place} are both ${quoted(sign)}`,
      sign === "."
        ? 'for numbers such as 1.234,50 write "decimal: \\",\\""'
        : 'leave "thousands" out, or name the other sign',
    ),
  "bad-date-format": (
    format: string,
    place: string,
    problem: DateFormatProblem,
    tokens: readonly string[],
  ) => {
    const { what, help } = wordDateFormat(format, problem, tokens);
    return word(`the date format ${quoted(format)} of ${place} cannot be used: ${what}`, help);
  },
  "unknown-encoding": (encoding: string, place: string, suggestion: string | undefined) =>
    word(
      `the encoding ${quoted(encoding)} of ${place} is not known; expected a name such as "utf-8", "utf-16le" or "windows-1252"`,
      didYouMean(suggestion),
    ),
  "test-needs-clock": (key: string, place: string) =>
    word(
      `${quoted(key)} in ${place} compares with a day or with now, which is not known while files are read`,
      "test the field in the rules that look at the events",
    ),
} as const;

function wordDateFormat(format: string, problem: DateFormatProblem, tokens: readonly string[]) {
  switch (problem.kind) {
    case "unknown-letters": {
      const { letters } = problem;
      const known = tokens.map((token) => `"${token}"`).join(", ");
      return {
        what: `${quoted(letters)} means nothing; expected letters such as ${known}`,
        help: meantFormat(format) ?? `if it is text, write ${quoted(`'${letters}'`)}`,
      };
    }
    case "open-quote":
      return { what: "a ' is never closed", help: "write text as 'T', and a quote itself as ''" };
    case "twice":
      return { what: `it has ${PARTS[problem.part]}, twice`, help: "keep one of the two" };
    case "missing": {
      const { part, neededBy } = problem;
      const what = `it lacks ${PARTS[part]}`;
      const hasMinutes = part === "month" && format.includes("mm");
      return {
        what: neededBy === undefined ? what : `it has ${PARTS[neededBy]}, but ${what}`,
        help: hasMinutes ? 'write the month as "MM"; "mm" is the minute' : EXAMPLE,
      };
    }
    case "which-half":
      return {
        what: '"h" counts to 12, and no "a" says which half of the day',
        help: 'write "H", or add "a"',
      };
    case "no-end":
      return {
        what: `nothing tells where ${quoted(problem.letters)} ends, which may have one digit or two`,
        help: `write ${quoted(problem.letters.repeat(2))} if it always has two digits`,
      };
    default:
      return problem satisfies never;
  }
}

/** The format with the letters replaced that other programs use, if that is one; or the word that stands for such numbers. */
function meantFormat(format: string): string | undefined {
  if (/unix|epoch|timestamp/i.test(format))
    return 'for seconds since 1970 write "epoch_s", for milliseconds "epoch_ms"';
  if (/^iso\b/i.test(format)) return didYouMean("iso");
  const meant = format.replace(/'[^']*'|([A-Za-z])\1*/g, (letters) => meantLetters(letters));
  const isOne = meant !== format && readDatePattern(meant).kind === "pattern";
  return isOne ? didYouMean(meant) : undefined;
}

function meantLetters(letters: string): string {
  return MEANT_LETTERS.find(({ others }) => others.test(letters))?.ours ?? letters;
}

const EXAMPLE = "a format is written like dd/MM/yyyy HH:mm";
