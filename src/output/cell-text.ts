// Texts from exports, as cells of the output folder. With --for-spreadsheet those that a spreadsheet would take for a
// formula get an apostrophe in front. csv-stringify's own `escape_formulas` cannot serve: it does so in every column,
// and to every "-5" and "+33 6 12 34" too, so that scores would be numbers no more.

/** Signs of formulas, and what spreadsheets skip before one; the wide ones are read as the others are. */
const FORMULA = /^[=@\uff1d\uff20\t\r\n]/;
const SIGNED = /^[+\-\uff0b\uff0d]/;
/** Digits, blanks, separators, brackets, per cent and currency signs: a number or a telephone number, and no name. */
const NUMBERS_ONLY = /^[\d\s.,:;'\u2019_/()[\]%\p{Sc}+\-\uff0b\uff0d]*$/u;

/** What becomes of a text cell. Numbers, times and our own ids need not go through it. */
export type CellText = (text: string) => string;

export function cellText(forSpreadsheet: boolean): CellText {
  return forSpreadsheet ? (text) => (isFormula(text) ? `'${text}` : text) : (text) => text;
}

function isFormula(text: string): boolean {
  return FORMULA.test(text) || (SIGNED.test(text) && !NUMBERS_ONLY.test(text));
}
