// Patterns of dates: from `dd/MM/yyyy HH:mm` to a regular expression, or to what is wrong with the pattern.

export type Part = "year" | "month" | "day" | "hour" | "minute" | "second" | "milli" | "half" | "zone";

interface Token {
  readonly part: Part;
  /** With one group. */
  readonly expression: string;
  /** It may have one digit or two: what follows has to tell where it ends. */
  readonly isOpenEnded?: true;
}

const MONTH_NAME = String.raw`([\p{L}\p{M}]+)\.?`;

const TOKENS: ReadonlyMap<string, Token> = new Map<string, Token>([
  ["yyyy", { part: "year", expression: String.raw`(\d{4})` }],
  ["MM", { part: "month", expression: String.raw`(\d{2})` }],
  ["M", { part: "month", expression: String.raw`(\d{1,2})`, isOpenEnded: true }],
  ["MMM", { part: "month", expression: MONTH_NAME }],
  ["MMMM", { part: "month", expression: MONTH_NAME }],
  ["dd", { part: "day", expression: String.raw`(\d{2})` }],
  ["d", { part: "day", expression: String.raw`(\d{1,2})`, isOpenEnded: true }],
  ["HH", { part: "hour", expression: String.raw`(\d{2})` }],
  ["H", { part: "hour", expression: String.raw`(\d{1,2})`, isOpenEnded: true }],
  ["hh", { part: "hour", expression: String.raw`(\d{2})` }],
  ["h", { part: "hour", expression: String.raw`(\d{1,2})`, isOpenEnded: true }],
  ["mm", { part: "minute", expression: String.raw`(\d{2})` }],
  ["ss", { part: "second", expression: String.raw`(\d{2})` }],
  ["SSS", { part: "milli", expression: String.raw`(\d{3})` }],
  ["a", { part: "half", expression: String.raw`([AaPp])\.?[Mm]\.?` }],
  ["z", { part: "zone", expression: String.raw`(\p{L}+|[+-]\d\d(?::?\d\d)?)` }],
]);

/** What the letters of a date pattern may be. */
export const DATE_TOKENS: readonly string[] = [...TOKENS.keys()];

/** Parts that mean nothing without another. */
const NEEDS: readonly (readonly [part: Part, needed: Part])[] = [
  ["half", "hour"],
  ["zone", "hour"],
  ["minute", "hour"],
  ["second", "minute"],
  ["milli", "second"],
];

export type DateFormatProblem =
  | { readonly kind: "unknown-letters"; readonly letters: string }
  | { readonly kind: "open-quote" }
  | { readonly kind: "twice"; readonly part: Part }
  | { readonly kind: "missing"; readonly part: Part; readonly neededBy?: Part }
  /** `h` without `a`: the morning or the afternoon? */
  | { readonly kind: "which-half" }
  | { readonly kind: "no-end"; readonly letters: string };

type PatternReading =
  | {
      readonly kind: "pattern";
      readonly expression: string;
      /** What the groups of the expression are, in order. */
      readonly parts: readonly Part[];
    }
  | { readonly kind: "problem"; readonly problem: DateFormatProblem };

/** Letters of one kind in a row, a text in single quotes, a run of blanks, or any other sign. */
const PIECES = /([A-Za-z])\1*|'(?:[^']|'')*('|$)|[ \t\u00a0\u202f]+|[\s\S]/gu;

interface Reading {
  readonly expressions: string[];
  readonly letters: Map<Part, string>;
  openEnded: string | undefined;
}

/** As a regular expression with a group for each part. */
export function readDatePattern(pattern: string): PatternReading {
  const reading: Reading = { expressions: [], letters: new Map(), openEnded: undefined };
  for (const [piece] of pattern.trim().matchAll(PIECES)) {
    const problem = takePiece(piece, reading);
    if (problem !== undefined) return { kind: "problem", problem };
  }
  const problem = findMissing(reading.letters);
  if (problem !== undefined) return { kind: "problem", problem };
  const parts = [...reading.letters.keys()];
  return { kind: "pattern", expression: `^${reading.expressions.join("")}$`, parts };
}

function takePiece(piece: string, reading: Reading): DateFormatProblem | undefined {
  if (/^\p{L}/u.test(piece)) return takeLetters(piece, reading);
  reading.openEnded = undefined;
  if (piece.startsWith("'")) {
    if (piece.length < 2 || !piece.endsWith("'")) return { kind: "open-quote" };
    reading.expressions.push(escaped(piece === "''" ? "'" : piece.slice(1, -1).replaceAll("''", "'")));
  } else {
    reading.expressions.push(/^\s/.test(piece) ? String.raw`[ \t\u00a0\u202f]+` : escaped(piece));
  }
  return undefined;
}

function takeLetters(letters: string, reading: Reading): DateFormatProblem | undefined {
  const token = TOKENS.get(letters);
  if (token === undefined) return { kind: "unknown-letters", letters };
  const { part, expression, isOpenEnded } = token;
  if (reading.letters.has(part)) return { kind: "twice", part };
  if (reading.openEnded !== undefined && expression !== MONTH_NAME && part !== "half" && part !== "zone") {
    return { kind: "no-end", letters: reading.openEnded };
  }
  reading.letters.set(part, letters);
  reading.expressions.push(expression);
  reading.openEnded = isOpenEnded ? letters : undefined;
  return undefined;
}

function findMissing(letters: ReadonlyMap<Part, string>): DateFormatProblem | undefined {
  for (const part of ["year", "month", "day"] as const) {
    if (!letters.has(part)) return { kind: "missing", part };
  }
  for (const [part, needed] of NEEDS) {
    if (letters.has(part) && !letters.has(needed)) return { kind: "missing", part: needed, neededBy: part };
  }
  const isHalfDay = letters.get("hour")?.startsWith("h") === true;
  return isHalfDay && !letters.has("half") ? { kind: "which-half" } : undefined;
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
