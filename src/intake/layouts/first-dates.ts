// Dates that would have to be guessed: a file that has no others is refused, with what to write for them.

import type { DateFormat } from "../../values/date-format.ts";
import { parseWrittenTime } from "../../values/date-text.ts";
import { isBlank } from "../../values/text.ts";
import { InputError, quote } from "../input-error.ts";
import type { EventLayout, Layout, PlacedDate, PlacedFields } from "./layout.ts";

interface DateColumn {
  readonly position: number;
  /** What to write in the source, around the format. */
  readonly advise: (format: string) => string;
}

/**
 * Looks at the first rows of a file. Throws an InputError when in a column of dates without a stated format every
 * date is a number, or days and months that could be taken for each other. False when there was nothing to look at.
 */
export function refuseGuessedDates(
  path: string,
  layout: Layout,
  rows: readonly (readonly string[])[],
): boolean {
  for (const column of unstatedDates(layout)) {
    const constant = layout.constants[column.position - layout.headers.length];
    const texts = rows
      .map((cells) => cells[column.position] ?? constant ?? "")
      .filter((text) => !isBlank(text));
    const guess = guessFormats(texts.map((text) => text.trim()));
    if (guess === undefined) continue;
    const [format = "", ...others] = guess.formats;
    const or = others.map((other) => ` (or ${quote(other)})`).join("");
    const found = `${quote(guess.example)} in column ${quote(layout.labels[column.position]!)} ${guess.problem}`;
    throw new InputError(path, `${found}; ${column.advise(writtenFormat(format))}${or}`);
  }
  return rows.length > 0;
}

function unstatedDates(layout: Layout): readonly DateColumn[] {
  switch (layout.kind) {
    case "contacts":
      return fieldDates(layout, layout.fields);
    case "events":
      return [...eventDates(layout), ...fieldDates(layout, layout.fields)];
    case "identities":
    case "rejects":
      return [];
    default:
      return layout satisfies never;
  }
}

function fieldDates(layout: Layout, { typed }: PlacedFields): readonly DateColumn[] {
  return typed.flatMap(({ name, value }) => {
    if (value.kind !== "date" || value.format !== undefined) return [];
    const column = written(layout.labels[value.position]!);
    const advise = (format: string) =>
      `write in source ${quote(layout.source)}: fields: {${name}: {column: ${column}, type: date, format: ${format}}}`;
    return [{ position: value.position, advise }];
  });
}

function eventDates(layout: EventLayout): readonly DateColumn[] {
  const isDefault = layout.version.startsWith("default");
  return layout.events
    .filter(({ at }) => at.format === undefined)
    .map(({ at }) => ({
      position: at.position,
      advise: (format) => (isDefault ? adviseSource(layout, format) : adviseAt(layout, at, format)),
    }));
}

function adviseAt({ source, labels }: EventLayout, { position }: PlacedDate, format: string): string {
  return `write in source ${quote(source)}: at: {column: ${written(labels[position]!)}, format: ${format}}`;
}

/** A source that reads the file as the default mapping does. */
function adviseSource({ labels, eventId, identities, events }: EventLayout, format: string): string {
  const column = (position: number) => written(labels[position]!);
  const id = eventId.map((position) => `id: ${column(position)}, `).join("");
  const contact = identities.map(({ kind, position }) => `${kind}: ${column(position)}`).join(", ");
  const [{ type, at }] = events as [EventLayout["events"][number]];
  const kind = type.kind === "column" ? `type: ${column(type.position)}, ` : "";
  const when = `at: {column: ${column(at.position)}, format: ${format}}`;
  return `state it in the rulebook: sources: {events: {kind: events, ${id}contact: {${contact}}, ${kind}${when}}}`;
}

/** A column's name as YAML reads it inside braces. */
export function written(name: string): string {
  return /^\p{L}[\p{L}\p{N}_ -]*$/u.test(name) && name === name.trim() ? name : JSON.stringify(name);
}

function writtenFormat(format: string): string {
  return /^epoch/.test(format) ? format : JSON.stringify(format);
}

interface Guess {
  readonly example: string;
  readonly problem: string;
  /** That fit all the texts, the likelier first. */
  readonly formats: readonly string[];
}

/** Days and months as numbers, in any order, with a time behind them or none. */
const NUMERIC_DATE = /^(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(?:([ T])(\d{1,2}):\d\d(:\d\d)?( ?[AaPp][Mm])?)?$/;

function guessFormats(texts: readonly string[]): Guess | undefined {
  const [example] = texts;
  if (example === undefined || texts.some((text) => parseWrittenTime(text) !== undefined)) return undefined;
  return guessEpoch(example, texts) ?? guessNumeric(example, texts);
}

const EPOCH_DIGITS: readonly { readonly format: DateFormat & string; readonly fits: RegExp }[] = [
  { format: "epoch_s", fits: /^\d{9,10}$/ },
  { format: "epoch_ms", fits: /^\d{12,13}$/ },
];

function guessEpoch(example: string, texts: readonly string[]): Guess | undefined {
  const found = EPOCH_DIGITS.find(({ fits }) => texts.every((text) => fits.test(text)));
  if (found === undefined) return undefined;
  const unit = found.format === "epoch_s" ? "seconds" : "milliseconds";
  return { example, problem: `looks like ${unit} since 1970`, formats: [found.format] };
}

/** Texts of days and months as numbers; at least one. */
export function guessNumeric(example: string, texts: readonly string[]): Guess | undefined {
  const matches = texts.map((text) => NUMERIC_DATE.exec(text));
  if (matches.some((match) => match === null)) return undefined;
  const parts = matches.map((match) => ({ first: match![1]!, second: match![3]!, third: match![4]! }));
  const [, first = "", sign = "/"] = matches[0]!;
  // Like ISO 8601: such a date is wrong in itself, whatever the format.
  if (isYear(first) && sign === "-") return undefined;
  const orders = ORDERS.filter(({ fits }) => parts.every(fits));
  const formats = orders.map(({ tokens }) => tokens.join(sign) + timePattern(matches[0]!));
  if (formats.length === 0) return undefined;
  const problem = formats.length > 1 ? "may be day/month or month/day" : "is not written as YYYY-MM-DD";
  return { example, problem, formats };
}

interface DateParts {
  readonly first: string;
  readonly second: string;
  readonly third: string;
}

const isDay = (text: string) => text.length <= 2 && Number(text) >= 1 && Number(text) <= 31;
const isMonth = (text: string) => text.length <= 2 && Number(text) >= 1 && Number(text) <= 12;
const isYear = (text: string) => text.length === 4;

const ORDERS: readonly {
  readonly tokens: readonly string[];
  readonly fits: (parts: DateParts) => boolean;
}[] = [
  { tokens: ["dd", "MM", "yyyy"], fits: (d) => isDay(d.first) && isMonth(d.second) && isYear(d.third) },
  { tokens: ["MM", "dd", "yyyy"], fits: (d) => isMonth(d.first) && isDay(d.second) && isYear(d.third) },
  { tokens: ["yyyy", "MM", "dd"], fits: (d) => isYear(d.first) && isMonth(d.second) && isDay(d.third) },
];

function timePattern([, , , , , between, hours, seconds, half]: RegExpExecArray): string {
  if (hours === undefined) return "";
  const noon = half === undefined ? "" : `${half.startsWith(" ") ? " " : ""}a`;
  return `${between}HH:mm${seconds === undefined ? "" : ":ss"}${noon}`;
}
