// How texts are compared, and how column headers become field names.

const TRUE_WORDS: ReadonlySet<string> = new Set(["true", "yes", "y", "1", "on"]);
const [BLANK, CAPITAL_A, CAPITAL_Z] = [0x20, 0x41, 0x5a];
const FALSE_WORDS: ReadonlySet<string> = new Set(["false", "no", "n", "0", "off"]);

/**
 * The form in which texts are compared: NFC, no surrounding blanks, lower case. Most texts are that already, and ASCII is
 * its own NFC: normalising takes longer than the rest.
 */
export function textKey(text: string): string {
  let isKey = true;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7e) return text.normalize("NFC").trim().toLowerCase();
    if (unit <= BLANK || (unit >= CAPITAL_A && unit <= CAPITAL_Z)) isKey = false;
  }
  return isKey ? text : text.trim().toLowerCase();
}

export function isBlank(text: string): boolean {
  return text.trim() === "";
}

/** What a text says as a yes or no; `undefined` when it says neither. */
export function parseBoolean(text: string): boolean | undefined {
  const key = textKey(text);
  if (TRUE_WORDS.has(key)) return true;
  return FALSE_WORDS.has(key) ? false : undefined;
}

/**
 * The field name of a column: lower case, every run of other than letters and digits one "_", none at the ends
 * ("Job Title" is `job_title`). A header without a letter or digit gives "".
 */
export function fieldName(header: string): string {
  return header
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "_")
    .replace(/^_|_$/g, "");
}

/** Orders texts by code point, as SQLite's BINARY collation does, whatever the locale. */
export function compareText(a: string, b: string): number {
  const shortest = Math.min(a.length, b.length);
  for (let i = 0; i < shortest; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return codePointRank(left) - codePointRank(right);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above all others, but their units sort below U+E000..U+FFFF. */
function codePointRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
