import { type Diagnostic, diagnose } from "../../diagnostics/diagnostic.ts";
import { formatDecimal, LARGEST_POINTS, parseDecimal } from "../../values/decimal.ts";
import { isNumber, type ScalarNode, scalarsOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

const PLAIN = /^[+-]?(\d+)(?:\.(\d+))?$/;
const MOST_DECIMALS = 6;
/** What a binary number still tells apart without loss. */
const MOST_DIGITS = 15;

/** Numbers that would not be taken exactly as they are written. */
export const badNumber: Check = ({ root }) => [...scalarsOf(root)].filter(isNumber).flatMap(checkNumber);

export function checkNumber(node: ScalarNode & { readonly value: number }): readonly Diagnostic[] {
  const { source, span, value } = node;
  const match = PLAIN.exec(source);
  if (!Number.isFinite(value)) return [];
  if (match === null) return [diagnose("bad-number", span, source, "notation", plainNotation(value))];
  const [, whole = "", fraction = ""] = match;
  const exact = parseDecimal(source)!;
  const decimals = fraction.replace(/0+$/, "");
  const digits = `${whole}${decimals}`.replace(/^0+/, "");
  if (decimals.length > MOST_DECIMALS) {
    return [diagnose("bad-number", span, source, "decimals", formatDecimal(exact))];
  }
  if (digits.length > MOST_DIGITS) return [diagnose("bad-number", span, source, "digits", undefined)];
  if (exact > LARGEST_POINTS || exact < -LARGEST_POINTS) {
    return [diagnose("bad-number", span, source, "size", undefined)];
  }
  return [];
}

function plainNotation(value: number): string | undefined {
  return PLAIN.test(String(value)) ? String(value) : undefined;
}
