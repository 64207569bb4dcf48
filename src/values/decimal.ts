// Exact decimals: whole micro-units (1/1,000,000) in a bigint, so that no binary fraction ever decides a threshold.

/** A decimal in micro-units: 12.5 is 12_500_000n. */
export type Micro = bigint & { readonly __unit: "micro" };

export const MICRO_PER_UNIT = 1_000_000n;

/** The largest magnitude a score or a sum of points may have: 9,000,000,000. */
export const LARGEST_POINTS = micro(9_000_000_000n * MICRO_PER_UNIT);

const NUMBER = /^([+-]?)(\d+)(?:\.(\d+))?$/;
/** Places that a decimal keeps. */
export const FRACTION_DIGITS = 6;

export function micro(value: bigint): Micro {
  return value as Micro;
}

export const ZERO = micro(0n);
export const ONE = micro(MICRO_PER_UNIT);

export function fromInteger(value: number): Micro {
  return micro(BigInt(value) * MICRO_PER_UNIT);
}

/**
 * Reads an optional sign, digits and an optional fraction; blanks around are ignored. Digits after the sixth are
 * rounded half away from zero. Anything else ("1e5", ".5", "1,5", "") is `undefined`.
 */
export function parseDecimal(text: string): Micro | undefined {
  const match = NUMBER.exec(text.trim());
  if (match === null) return undefined;
  const [, sign, whole = "", fraction = ""] = match;
  const kept = fraction.slice(0, FRACTION_DIGITS).padEnd(FRACTION_DIGITS, "0");
  const roundUp = fraction.charCodeAt(FRACTION_DIGITS) >= "5".charCodeAt(0);
  const magnitude = digitsToBigint(whole + kept) + (roundUp ? 1n : 0n);
  return micro(sign === "-" ? -magnitude : magnitude);
}

/** How many places a text has, if it is a number; zeros at the end do not count. */
export function fractionDigits(text: string): number {
  return NUMBER.exec(text.trim())?.[3]?.replace(/0+$/, "").length ?? 0;
}

/** Short digit strings go by way of a safe integer, which is several times faster. */
function digitsToBigint(digits: string): bigint {
  return digits.length <= 15 ? BigInt(Number(digits)) : BigInt(digits);
}

/** The shortest plain notation: "12.5", "-0.000001", "0". */
export function formatDecimal(value: Micro): string {
  const magnitude = value < 0n ? -value : value;
  const { whole, rest } = splitUnits(magnitude);
  const fraction = rest === 0 ? "" : `.${String(rest).padStart(FRACTION_DIGITS, "0").replace(/0+$/, "")}`;
  return `${value < 0n ? "-" : ""}${whole}${fraction}`;
}

/** All but sums over many contacts are safe integers, which divide several times as fast as bigints, and as exactly. */
function splitUnits(magnitude: bigint): { readonly whole: number | bigint; readonly rest: number } {
  const units = Number(magnitude);
  if (!Number.isSafeInteger(units)) {
    return { whole: magnitude / MICRO_PER_UNIT, rest: Number(magnitude % MICRO_PER_UNIT) };
  }
  const perUnit = Number(MICRO_PER_UNIT);
  const rest = units % perUnit;
  return { whole: (units - rest) / perUnit, rest };
}

/** `value / divisor` rounded to a whole number, halves away from zero. `divisor` is above zero. */
export function divideRounded(value: bigint, divisor: bigint): bigint {
  const magnitude = value < 0n ? -value : value;
  // Of an odd divisor the half is rounded down: what is left out is too little to reach the next whole number.
  const rounded = (magnitude + divisor / 2n) / divisor;
  return value < 0n ? -rounded : rounded;
}

/** The product, rounded once to six places, halves away from zero. */
export function multiply(a: Micro, b: Micro): Micro {
  return micro(divideRounded(a * b, MICRO_PER_UNIT));
}

/** A decimal with all its places: `digits / 10 ** places`. */
export interface ExactDecimal {
  readonly digits: bigint;
  readonly places: number;
}

/** Reads what `parseDecimal` reads, and rounds nothing. */
export function parseExact(text: string): ExactDecimal | undefined {
  const match = NUMBER.exec(text.trim());
  if (match === null) return undefined;
  const [, sign, whole = "", fraction = ""] = match;
  const magnitude = digitsToBigint(whole + fraction);
  return { digits: sign === "-" ? -magnitude : magnitude, places: fraction.length };
}

export function multiplyExact(a: ExactDecimal, b: ExactDecimal): ExactDecimal {
  return { digits: a.digits * b.digits, places: a.places + b.places };
}

/** Rounded to six places, halves away from zero. */
export function roundExact({ digits, places }: ExactDecimal): Micro {
  return micro(divideRounded(digits * MICRO_PER_UNIT, 10n ** BigInt(places)));
}

/** Each value times its weight, summed exactly and rounded once to six places. */
export function weightedSum(terms: Iterable<readonly [value: Micro, weight: Micro]>): Micro {
  let exact = 0n;
  for (const [value, weight] of terms) exact += value * weight;
  return micro(divideRounded(exact, MICRO_PER_UNIT));
}

/** How many full `unit`s fit in `value`, toward zero. `unit` is above zero. */
export function fullUnits(value: Micro, unit: Micro): bigint {
  return value / unit;
}

export function clamp(value: Micro, lowest: Micro | undefined, highest: Micro | undefined): Micro {
  if (highest !== undefined && value > highest) return highest;
  if (lowest !== undefined && value < lowest) return lowest;
  return value;
}
