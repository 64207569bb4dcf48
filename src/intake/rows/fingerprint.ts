import { hash } from "node:crypto";
import { compareText, isBlank } from "../../values/text.ts";
import type { FieldColumn } from "./row-fields.ts";

const HEX_DIGITS_OF_128_BITS = 32;

/** `more` tells apart the events that one row is. */
export type Fingerprint = (cells: readonly string[], more?: readonly string[]) => string;

/**
 * An id for rows that have none: "row:" and the first 128 bits of the SHA-256, in hex, over the JSON list of
 * [field name, text as it is] of the row's columns that are not blank, by field name. The order of a file's columns
 * makes no difference. With `more`: over the JSON list of that list and those texts.
 */
export function createFingerprint(columns: readonly FieldColumn[]): Fingerprint {
  const sorted = [...columns].sort((a, b) => compareText(a.name, b.name));
  return (cells, more) => {
    const filled = sorted
      .map(({ name, position }) => [name, cells[position]!] as const)
      .filter(([, text]) => !isBlank(text));
    const digest = hash("sha256", JSON.stringify(more === undefined ? filled : [filled, ...more]));
    return `row:${digest.slice(0, HEX_DIGITS_OF_128_BITS)}`;
  };
}
