// 0.5 to the power of a fraction, in decimal fixed point with 80 digits, by repeated square roots.

import { fraction, type Rational } from "./rational.ts";

const SCALE = 10n ** 80n;
const HALVINGS = 300;

function squareRoot(value: bigint): bigint {
  let low = 0n;
  let high = SCALE;
  // The largest root whose square is at most the value; both in units of 1/SCALE.
  while (low < high) {
    const middle = (low + high + 1n) / 2n;
    if (middle * middle <= value * SCALE) low = middle;
    else high = middle - 1n;
  }
  return low;
}

/** 0.5^(1/2), 0.5^(1/4), 0.5^(1/8) … */
function rootsOfHalf(): readonly bigint[] {
  const roots: bigint[] = [];
  let last = SCALE / 2n;
  for (let i = 0; i < HALVINGS; i++) {
    last = squareRoot(last);
    roots.push(last);
  }
  return roots;
}

const ROOTS = rootsOfHalf();

/** 0.5^(days / halfLife): exact for whole half-lives, else to about 77 digits. */
export function halvedOver(days: number, halfLife: number): Rational {
  const wholeHalvings = Math.floor(days / halfLife);
  let rest = BigInt(days - wholeHalvings * halfLife);
  let factor = SCALE;
  for (const root of ROOTS) {
    if (rest === 0n) break;
    // The next binary digit of rest / halfLife.
    rest *= 2n;
    if (rest >= BigInt(halfLife)) {
      rest -= BigInt(halfLife);
      factor = (factor * root) / SCALE;
    }
  }
  return fraction(factor, SCALE * 2n ** BigInt(wholeHalvings));
}
