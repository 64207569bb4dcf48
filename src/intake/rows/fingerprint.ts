import { hash } from "node:crypto";
import { compareText, isBlank } from "../../values/text.ts";
import { fieldColumns } from "./row-fields.ts";

const HEX_DIGITS_OF_128_BITS = 32;

/**
 * An id for rows that have none: "row:" and the first 128 bits of the SHA-256, in hex, over the JSON list of
 * [field name, text as it is] of the row's columns that are not blank, by field name. The order of a file's columns
 * makes no difference.
 */
export function createFingerprint(names: readonly string[]): (cells: readonly string[]) => string {
  const sorted = [...fieldColumns(names)].sort((a, b) => compareText(a.name, b.name));
  return (cells) => {
    const filled = sorted
      .map(({ name, position }) => [name, cells[position]!] as const)
      .filter(([, text]) => !isBlank(text));
    const digest = hash("sha256", JSON.stringify(filled));
    return `row:${digest.slice(0, HEX_DIGITS_OF_128_BITS)}`;
  };
}
