import { FRACTION_DIGITS, fractionDigits } from "../../values/decimal.ts";
import { isBlank } from "../../values/text.ts";
import type { RowFields } from "../sink.ts";

/** A column that becomes a field. */
export interface FieldColumn {
  readonly name: string;
  readonly position: number;
}

/**
 * The texts of a row as they are, blank ones left out. Plain assignment is safe: `fieldName` never gives `__proto__`,
 * and "constructor" and its like become own properties.
 */
export function rowFields(columns: readonly FieldColumn[], cells: readonly string[]): RowFields {
  const fields: Record<string, string> = {};
  for (const { name, position } of columns) {
    const text = cells[position]!;
    if (!isBlank(text)) fields[name] = text;
  }
  return fields;
}

/** How many texts are numbers with more places than are kept. */
export function countRoundedNumbers(fields: RowFields): number {
  let count = 0;
  for (const name in fields) if (hasExtraPlaces(fields[name]!)) count++;
  return count;
}

export function hasExtraPlaces(text: string): boolean {
  const point = text.indexOf(".");
  return point >= 0 && text.length - point > FRACTION_DIGITS + 1 && fractionDigits(text) > FRACTION_DIGITS;
}
