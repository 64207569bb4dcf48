// Powers that decide what a decayed award is worth, exact enough that rounding to six places is right.

/** A ratio of whole numbers; the denominator is above zero. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Digits behind the point in fixed-point arithmetic. Points have at most 13 before it and 6 behind. */
const SCALE_DIGITS = 50;
const SCALE = 10n ** BigInt(SCALE_DIGITS);
/** The natural logarithm of 2 at that scale. */
const LN_2 = 69_314_718_055_994_530_941_723_212_145_817_656_807_550_013_436_025n;

/** Above this exponent exact powers become too long to be of use. */
const LARGEST_EXACT_EXPONENT = 1_000;

/** The same ratio in the smallest whole numbers: its powers are short, and fast to reckon with. */
export function reduced({ numerator, denominator }: Fraction): Fraction {
  const divisor = greatestCommonDivisor(numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

/** Euclid's. */
function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}

/**
 * `base`, from 0 to 1, to a whole power of at least 0: exactly up to the thousandth power, beyond that to some 45
 * digits.
 */
export function power(base: Fraction, exponent: number): Fraction {
  if (exponent > LARGEST_EXACT_EXPONENT) return approximatePower(base, exponent);
  const n = BigInt(exponent);
  return { numerator: base.numerator ** n, denominator: base.denominator ** n };
}

/** By repeated squaring. */
function approximatePower({ numerator, denominator }: Fraction, exponent: number): Fraction {
  let result = SCALE;
  let square = (numerator * SCALE) / denominator;
  for (let n = exponent; n > 0; n = Math.floor(n / 2)) {
    if (n % 2 === 1) result = (result * square) / SCALE;
    square = (square * square) / SCALE;
  }
  return { numerator: result, denominator: SCALE };
}

/**
 * 0.5 to the power `numerator / denominator`, both whole and not negative: the whole part exactly, the rest by the
 * exponential series to 50 digits.
 */
export function halfToThe(numerator: number, denominator: number): Fraction {
  const whole = Math.floor(numerator / denominator);
  const rest = numerator % denominator;
  const exact = { numerator: 1n, denominator: 2n ** BigInt(whole) };
  if (rest === 0) return exact;
  const logarithm = (LN_2 * BigInt(rest)) / BigInt(denominator);
  return { numerator: exponentialOfMinus(logarithm), denominator: SCALE * exact.denominator };
}

/** e to the power `-x`, `x` and the result at scale. `x` lies from 0 to 1, where the series converges fast. */
function exponentialOfMinus(x: bigint): bigint {
  let sum = SCALE;
  let term = SCALE;
  for (let n = 1n; term !== 0n; n++) {
    term = (-term * x) / (SCALE * n);
    sum += term;
  }
  return sum;
}
