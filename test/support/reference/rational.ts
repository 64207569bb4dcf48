// Exact fractions: nothing is rounded but where `roundToSix` is called.

export interface Rational {
  readonly over: bigint;
  /** Above zero. */
  readonly under: bigint;
}

const MILLION = 1_000_000n;

export const NOTHING = whole(0);

export function whole(value: number | bigint): Rational {
  return { over: BigInt(value), under: 1n };
}

export function fraction(over: bigint, under: bigint): Rational {
  return under < 0n ? { over: -over, under: -under } : { over, under };
}

/** An optional sign, digits, an optional fraction; blanks around it do not matter. Anything else is no number. */
export function rationalOfText(text: string): Rational | undefined {
  const match = /^([+-]?)([0-9]+)(\.[0-9]+)?$/.exec(text.trim());
  if (match === null) return undefined;
  const decimals = (match[3] ?? ".").slice(1);
  const magnitude = BigInt(match[2]! + decimals);
  return fraction(match[1] === "-" ? -magnitude : magnitude, 10n ** BigInt(decimals.length));
}

/** A number as a rulebook writes it: at most six decimals. */
export function rationalOf(value: number): Rational {
  return rationalOfText(value.toFixed(6))!;
}

export function plus(a: Rational, b: Rational): Rational {
  return fraction(a.over * b.under + b.over * a.under, a.under * b.under);
}

export function times(a: Rational, b: Rational): Rational {
  return fraction(a.over * b.over, a.under * b.under);
}

export function minus(a: Rational): Rational {
  return fraction(-a.over, a.under);
}

export function dividedBy(a: Rational, b: Rational): Rational {
  return fraction(a.over * b.under, a.under * b.over);
}

export function power(base: Rational, exponent: number): Rational {
  return fraction(base.over ** BigInt(exponent), base.under ** BigInt(exponent));
}

/** Below zero where a is less than b, above where it is more. */
export function compare(a: Rational, b: Rational): number {
  const left = a.over * b.under;
  const right = b.over * a.under;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

export function smaller(a: Rational, b: Rational): Rational {
  return compare(a, b) <= 0 ? a : b;
}

export function larger(a: Rational, b: Rational): Rational {
  return compare(a, b) >= 0 ? a : b;
}

export function magnitude(a: Rational): Rational {
  return a.over < 0n ? minus(a) : a;
}

export function sumOf(values: readonly Rational[]): Rational {
  return values.reduce(plus, NOTHING);
}

/** The whole part, toward zero. */
export function truncated(a: Rational): Rational {
  return whole(a.over / a.under);
}

/** Six places, half away from zero. */
export function roundToSix(a: Rational): Rational {
  const { over, under } = magnitude(a);
  const millionths = (over * MILLION) / under;
  const rest = over * MILLION - millionths * under;
  const rounded = fraction(rest * 2n >= under ? millionths + 1n : millionths, MILLION);
  return a.over < 0n ? minus(rounded) : rounded;
}

/** The shortest plain notation of a number with at most six places: "12.5", "-0.000001", "0". */
export function textOfRational(a: Rational): string {
  const { over, under } = magnitude(a);
  const millionths = (over * MILLION) / under;
  if (millionths * under !== over * MILLION) throw new RangeError("more than six places");
  const digits = millionths.toString().padStart(7, "0");
  const decimals = digits.slice(-6).replace(/0+$/, "");
  const sign = a.over < 0n ? "-" : "";
  return `${sign}${digits.slice(0, -6)}${decimals === "" ? "" : "."}${decimals}`;
}
