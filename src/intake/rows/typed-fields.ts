// Fields with a type: from a row's cells to the text that is kept.

import type { Calendar } from "../../values/calendar.ts";
import {
  type ExactDecimal,
  formatDecimal,
  LARGEST_POINTS,
  multiplyExact,
  parseExact,
  roundExact,
} from "../../values/decimal.ts";
import { isBlank } from "../../values/text.ts";
import { quote, shorten } from "../input-error.ts";
import type { PlacedFields, PlacedValue } from "../layouts/layout.ts";
import type { RowFields } from "../sink.ts";
import { readList } from "./cell-lists.ts";
import { compileNumber, exampleNumber } from "./cell-numbers.ts";
import { badDate, compileIsoText } from "./cell-times.ts";
import { isFault, type RowFault, type RowReading } from "./row-fault.ts";
import { rowFields } from "./row-fields.ts";

/** What is kept of a row; `undefined` for a missing value. */
type TextReader = (cells: readonly string[]) => string | undefined | RowFault;

export type FieldsReader = (cells: readonly string[]) => RowReading<RowFields>;

/** For one file. */
export function createFieldsReader(
  { plain, typed }: PlacedFields,
  labels: readonly string[],
  calendar: Calendar,
): FieldsReader {
  if (typed.length === 0) return (cells) => ({ kind: "row", row: rowFields(plain, cells) });
  const readers = typed.map(({ name, value }) => ({ name, read: compileValue(value, { labels, calendar }) }));
  return (cells) => {
    const fields: Record<string, string> = { ...rowFields(plain, cells) };
    for (const { name, read } of readers) {
      const text = read(cells);
      if (isFault(text)) return text;
      if (text !== undefined && !isBlank(text)) fields[name] = text;
    }
    return { kind: "row", row: fields };
  };
}

interface Setting {
  readonly labels: readonly string[];
  readonly calendar: Calendar;
}

function compileValue(value: PlacedValue, setting: Setting): TextReader {
  switch (value.kind) {
    case "text":
      return (cells) => filled(cells[value.position]!);
    case "number":
      return compileNumberField(value, setting);
    case "date": {
      const read = compileIsoText(value, setting.calendar);
      const label = setting.labels[value.position]!;
      return onFilled(value.position, (text) => read(text) ?? badDate(label, text, value.format));
    }
    case "list":
      return compileListField(value, setting);
    case "product":
      return compileProduct(value.factors, setting);
    default:
      return value satisfies never;
  }
}

function filled(text: string): string | undefined {
  return isBlank(text) ? undefined : text;
}

function onFilled(position: number, read: (text: string) => string | RowFault): TextReader {
  return (cells) => {
    const text = cells[position]!;
    return isBlank(text) ? undefined : read(text);
  };
}

function compileNumberField(
  { position, decimal, thousands }: Extract<PlacedValue, { kind: "number" }>,
  { labels }: Setting,
): TextReader {
  const read = compileNumber(decimal, thousands);
  const expected = `expected one such as ${exampleNumber(decimal, thousands)}`;
  return onFilled(position, (text) => read(text) ?? badNumber(labels[position]!, text, expected));
}

function compileListField(
  { position, separator }: Extract<PlacedValue, { kind: "list" }>,
  { labels }: Setting,
): TextReader {
  return onFilled(position, (text) => {
    const expected = `expected values with ${quote(separator)} between them, quoted where they hold one`;
    const message = `${quote(text)} is no list; ${expected}`;
    return (
      readList(text, separator) ?? { kind: "fault", code: "bad-list", column: labels[position], message }
    );
  });
}

/** The factors of factors instead: what is multiplied is rounded once, at the end. */
function flatten(factor: PlacedValue): readonly PlainValue[] {
  return factor.kind === "product" ? factor.factors.flatMap(flatten) : [factor];
}

type PlainValue = Exclude<PlacedValue, { kind: "product" }>;

/** Missing where a factor is. */
function compileProduct(factors: readonly PlacedValue[], setting: Setting): TextReader {
  const readers = factors.flatMap(flatten).map((factor) => compileFactor(factor, setting));
  return (cells) => {
    const numbers: ExactDecimal[] = [];
    const texts: string[] = [];
    for (const read of readers) {
      const factor = read(cells);
      if (factor === undefined) continue;
      if (isFault(factor)) return factor;
      numbers.push(factor.number);
      texts.push(factor.text);
    }
    return numbers.length < readers.length ? undefined : formatProduct(numbers, texts);
  };
}

function formatProduct(numbers: readonly ExactDecimal[], texts: readonly string[]): string | RowFault {
  const result = roundExact(numbers.reduce(multiplyExact));
  if (result <= LARGEST_POINTS && -result <= LARGEST_POINTS) return formatDecimal(result);
  const message = `${texts.map(shorten).join(" x ")} is beyond ${formatDecimal(LARGEST_POINTS)}; expected less`;
  return { kind: "fault", code: "bad-number", column: undefined, message };
}

interface Factor {
  readonly kind: "factor";
  readonly number: ExactDecimal;
  /** For messages. */
  readonly text: string;
}

function compileFactor(
  factor: PlainValue,
  setting: Setting,
): (cells: readonly string[]) => Factor | undefined | RowFault {
  const read = compileValue(factor, setting);
  const label = setting.labels[factor.position];
  return (cells) => {
    const text = read(cells);
    if (text === undefined || isFault(text)) return text;
    const number = parseExact(text);
    if (number === undefined)
      return badNumber(label, text, "expected digits, with a point before a fraction");
    return { kind: "factor", number, text: text.trim() };
  };
}

export function badNumber(column: string | undefined, text: string, expected: string): RowFault {
  return {
    kind: "fault",
    code: "bad-number",
    column,
    message: `${quote(text.trim())} is no number; ${expected}`,
  };
}
