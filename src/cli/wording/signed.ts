import { formatDecimal, type Micro, ZERO } from "../../values/decimal.ts";

/** `+5`, `-5`, `0`. */
export function formatSigned(points: Micro): string {
  return `${points > ZERO ? "+" : ""}${formatDecimal(points)}`;
}
