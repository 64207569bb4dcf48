// Fields with a type: from a row's cells to the text that is kept.

import type { Calendar } from "../../values/calendar.ts";
import { formatDecimal, LARGEST_POINTS, type Micro, parseDecimal, product } from "../../values/decimal.ts";
import { isBlank } from "../../values/text.ts";
import { quote } from "../input-error.ts";
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

/** Missing where a factor is. */
function compileProduct(factors: readonly PlacedValue[], setting: Setting): TextReader {
  const readers = factors.map((factor) => compileFactor(factor, setting));
  return (cells) => {
    const numbers: Micro[] = [];
    let isMissing = false;
    for (const read of readers) {
      const number = read(cells);
      if (isFault(number)) return number;
      if (number === undefined) isMissing = true;
      else numbers.push(number);
    }
    return isMissing ? undefined : formatProduct(numbers);
  };
}

function formatProduct(numbers: readonly Micro[]): string | RowFault {
  const result = product(numbers);
  if (result <= LARGEST_POINTS && -result <= LARGEST_POINTS) return formatDecimal(result);
  const message = `${numbers.map(formatDecimal).join(" x ")} is beyond ${formatDecimal(LARGEST_POINTS)}; expected less`;
  return { kind: "fault", code: "bad-number", column: undefined, message };
}

function compileFactor(
  factor: PlacedValue,
  setting: Setting,
): (cells: readonly string[]) => Micro | undefined | RowFault {
  const read = compileValue(factor, setting);
  const label = factor.kind === "product" ? undefined : setting.labels[factor.position];
  return (cells) => {
    const text = read(cells);
    if (text === undefined || isFault(text)) return text;
    return parseDecimal(text) ?? badNumber(label, text, "expected digits, with a point before a fraction");
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
