// Numbers as exports write them.

/** Reads one way of writing numbers, as a plain decimal: "1 234,50" is "1234.50". `undefined` for anything else. */
export type NumberReader = (text: string) => string | undefined;

/** A blank between thousands is often one that does not break a line. */
const BLANKS = "[ \\u00a0\\u202f]";

/** Digits between `thousands` come in groups of three, or there is no such sign at all. */
export function compileNumber(decimal: "." | ",", thousands: string | undefined): NumberReader {
  const fraction = `(?:${escaped(decimal)}(\\d+))?`;
  const between = thousands === undefined ? undefined : thousandsPattern(thousands);
  const grouped = between === undefined ? "" : `|\\d{1,3}(?:${between}\\d{3})+`;
  const whole = new RegExp(`^([+-]?)(\\d+${grouped})${fraction}$`);
  return (text) => {
    const match = whole.exec(text.trim());
    if (match === null) return undefined;
    const [, sign, digits = "", places] = match;
    return `${sign === "-" ? "-" : ""}${digits.replace(/\D/g, "")}${places === undefined ? "" : `.${places}`}`;
  };
}

function thousandsPattern(thousands: string): string {
  return /^[ \u00a0\u202f]$/.test(thousands) ? BLANKS : escaped(thousands);
}

function escaped(sign: string): string {
  return sign.replace(/[^\p{L}\p{N}\s]/gu, "\\$&");
}

/** Such as "1,234.5", for messages. */
export function exampleNumber(decimal: "." | ",", thousands: string | undefined): string {
  return `1${thousands ?? ""}234${decimal}5`;
}
