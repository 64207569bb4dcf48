// The fields of a row straight as the JSON that is kept: what JSON.stringify makes of `rowFields`.

import { isBlank } from "../../values/text.ts";
import { type FieldColumn, hasExtraPlaces } from "./row-fields.ts";

export interface FieldsJson {
  readonly json: string;
  /** Numbers with more places than are kept. */
  readonly rounded: number;
}

/** Quotes, backslashes, control characters and halves of characters: what JSON may write otherwise. */
const ESCAPED = /["\\\p{Cc}\p{Cs}]/u;

/** For one file. `undefined` where two columns have one name. */
export function compileFieldsJson(
  columns: readonly FieldColumn[],
): ((cells: readonly string[]) => FieldsJson) | undefined {
  // Objects have names that are whole numbers first.
  const positions = Object.fromEntries(columns.map(({ name, position }) => [name, position]));
  const fields = Object.entries(positions).map(([name, position]) => ({
    position,
    start: `${JSON.stringify(name)}:"`,
  }));
  if (fields.length < columns.length) return undefined;
  return (cells) => {
    let json = "";
    let rounded = 0;
    for (const { position, start } of fields) {
      const text = cells[position]!;
      if (text === "" || isBlank(text)) continue;
      json += `${json === "" ? "{" : ","}${start}${ESCAPED.test(text) ? JSON.stringify(text).slice(1, -1) : text}"`;
      if (hasExtraPlaces(text)) rounded++;
    }
    return { json: json === "" ? "{}" : `${json}}`, rounded };
  };
}
