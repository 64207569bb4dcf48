// In which formats dates may be written: days and months in numbers, seconds since 1970.

import { compileDateFormat, type DateFormat } from "../../values/date-format.ts";
import { parseWrittenTime } from "../../values/date-text.ts";

export type Guess =
  | {
      readonly kind: "formats";
      readonly example: string;
      readonly problem: string;
      /** That fit all the texts, the likelier first; at least one. */
      readonly formats: readonly [string, ...string[]];
    }
  /** Dates, but no one format fits both of these. */
  | { readonly kind: "mixed"; readonly examples: readonly [string, string] };

/** Days and months as numbers, in any order, with a time behind them or none. */
const NUMERIC_DATE =
  /^(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(?:([ T])(\d{1,2}):\d\d(:\d\d)?( ?[AaPp]\.?[Mm]\.?)?)?$/;

/** `undefined` when one of the texts is ISO 8601, or no date in any format. */
export function guessFormats(texts: readonly string[]): Guess | undefined {
  const [example] = texts;
  if (example === undefined || texts.some((text) => parseWrittenTime(text) !== undefined)) return undefined;
  return guessEpoch(example, texts) ?? guessNumeric(texts);
}

const EPOCH_DIGITS: readonly { readonly format: DateFormat & string; readonly fits: RegExp }[] = [
  { format: "epoch_s", fits: /^\d{9,10}$/ },
  { format: "epoch_ms", fits: /^\d{12,13}$/ },
];

function guessEpoch(example: string, texts: readonly string[]): Guess | undefined {
  const found = EPOCH_DIGITS.find(({ fits }) => texts.every((text) => fits.test(text)));
  if (found === undefined) return undefined;
  const unit = found.format === "epoch_s" ? "seconds" : "milliseconds";
  return { kind: "formats", example, problem: `looks like ${unit} since 1970`, formats: [found.format] };
}

/** Texts of days and months as numbers; at least one. */
export function guessNumeric(texts: readonly string[]): Guess | undefined {
  const matches = texts.map((text) => NUMERIC_DATE.exec(text)).filter((match) => match !== null);
  if (matches.length < texts.length) return undefined;
  const parts = matches.map(partsOf);
  const [{ first, sign }] = parts as [DateParts];
  // Like ISO 8601: such a date is wrong in itself, whatever the format.
  if (isYear(first) && sign === "-") return undefined;
  const odd = findOddOne(parts);
  if (odd !== undefined) return { kind: "mixed", examples: [texts[0]!, texts[odd]!] };
  const orders = ORDERS.filter(({ fits }) => parts.every(fits));
  const formats = orders.map(({ letters }) => datePattern(letters, parts) + timePattern(parts));
  const readers = formats.map((pattern) => compileDateFormat({ pattern }));
  const example = texts.find((text) => readers.every((read) => read(text) !== undefined));
  const [format, ...others] = formats;
  if (format === undefined || example === undefined) return undefined;
  const problem = formats.length > 1 ? "may be day/month or month/day" : "is not written as YYYY-MM-DD";
  return { kind: "formats", example, problem, formats: [format, ...others] };
}

/** The first that no format reads together with those before it, where each is a date in some format. */
function findOddOne(parts: readonly DateParts[]): number | undefined {
  if (!parts.every((part) => ORDERS.some(({ fits }) => fits(part)))) return undefined;
  let orders = ORDERS;
  const way = wayOf(parts[0]!);
  const odd = parts.findIndex((part) => {
    orders = orders.filter(({ fits }) => fits(part));
    return orders.length === 0 || wayOf(part) !== way;
  });
  return odd < 0 ? undefined : odd;
}

/** What of a date is the same in all that one format reads, besides the order. */
function wayOf({ sign, between, seconds, half }: DateParts): string {
  const time = [between, seconds !== undefined, half?.startsWith(" ")];
  return JSON.stringify(between === undefined ? [sign] : [sign, ...time, half !== undefined]);
}

interface DateParts {
  readonly first: string;
  readonly sign: string;
  readonly second: string;
  readonly third: string;
  /** A blank or a "T"; absent where there is no time. */
  readonly between: string | undefined;
  readonly hour: string;
  readonly seconds: string | undefined;
  /** Such as " pm", with the blank before it. */
  readonly half: string | undefined;
}

function partsOf(match: RegExpExecArray): DateParts {
  const [, first = "", sign = "", second = "", third = "", between, hour = "", seconds, half] = match;
  return { first, sign, second, third, between, hour, seconds, half };
}

const isDay = (text: string) => text.length <= 2 && Number(text) >= 1 && Number(text) <= 31;
const isMonth = (text: string) => text.length <= 2 && Number(text) >= 1 && Number(text) <= 12;
const isYear = (text: string) => text.length === 4;

type Place = "first" | "second" | "third";

const ORDERS: readonly {
  readonly letters: Readonly<Record<Place, string>>;
  readonly fits: (parts: DateParts) => boolean;
}[] = [
  {
    letters: { first: "d", second: "M", third: "yyyy" },
    fits: (d) => isDay(d.first) && isMonth(d.second) && isYear(d.third),
  },
  {
    letters: { first: "M", second: "d", third: "yyyy" },
    fits: (d) => isMonth(d.first) && isDay(d.second) && isYear(d.third),
  },
  {
    letters: { first: "yyyy", second: "M", third: "d" },
    fits: (d) => isYear(d.first) && isMonth(d.second) && isDay(d.third),
  },
];

/** Two letters where every day and month has two digits; a single one stands for one or two. */
function datePattern(letters: Readonly<Record<Place, string>>, parts: readonly DateParts[]): string {
  const places: readonly Place[] = ["first", "second", "third"];
  const isPadded = parts.every((part) => places.every((place) => part[place].length > 1));
  return places
    .map((place) => (isPadded && letters[place].length === 1 ? letters[place].repeat(2) : letters[place]))
    .join(parts[0]!.sign);
}

/** As the first date has it, with an hour of two digits where all have such. */
function timePattern(parts: readonly DateParts[]): string {
  const [{ between, seconds, half }] = parts as [DateParts];
  if (between === undefined) return "";
  const letter = half === undefined ? "H" : "h";
  const hour = parts.every((part) => part.hour.length === 2) ? letter.repeat(2) : letter;
  const noon = half === undefined ? "" : `${half.startsWith(" ") ? " " : ""}a`;
  return `${between === "T" ? "'T'" : between}${hour}:mm${seconds === undefined ? "" : ":ss"}${noon}`;
}
