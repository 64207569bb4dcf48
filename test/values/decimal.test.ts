import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  clamp,
  divideRounded,
  formatDecimal,
  fullUnits,
  type Micro,
  micro,
  multiply,
  parseDecimal,
  weightedSum,
} from "../../src/values/decimal.ts";

const decimal = (text: string): Micro => {
  const value = parseDecimal(text);
  if (value === undefined) throw new Error(`"${text}" is no decimal`);
  return value;
};

describe("parseDecimal", () => {
  test.each([
    ["12", "12"],
    ["+12.50", "12.5"],
    ["-0.000001", "-0.000001"],
    ["  7.25 ", "7.25"],
    ["007", "7"],
    ["0.0000005", "0.000001"],
    ["-0.0000005", "-0.000001"],
    ["0.0000004", "0"],
    ["123456789012345678901234567890", "123456789012345678901234567890"],
    ["9007199254740993.1", "9007199254740993.1"],
    ["9007199254.740991", "9007199254.740991"],
    ["9007199254.740993", "9007199254.740993"],
    ["-9007199254.740993", "-9007199254.740993"],
    ["9007200000", "9007200000"],
    ["8999999999.999999", "8999999999.999999"],
  ])("reads %j as %s", (text, expected) => {
    expect(formatDecimal(decimal(text))).toBe(expected);
  });

  test.each([
    "",
    " ",
    ".5",
    "5.",
    "1e5",
    "1,5",
    "1 000",
    "0x10",
    "--1",
    "NaN",
    "Infinity",
    "12 apples",
    "١٢",
  ])("takes %j for no number", (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  });

  test("reads back what formatDecimal writes", () => {
    fc.assert(
      fc.property(fc.bigInt(), (value) => {
        expect(parseDecimal(formatDecimal(micro(value)))).toBe(value);
      }),
    );
  });
});

describe("arithmetic", () => {
  test("sums cents exactly", () => {
    expect(formatDecimal(micro(decimal("83.35") + decimal("83.35") + decimal("83.30")))).toBe("250");
  });

  test.each([
    ["2.5", "0.0597", "0.14925"],
    ["0.000001", "0.5", "0.000001"],
    ["-0.000001", "0.5", "-0.000001"],
    ["0.000001", "0.4", "0"],
    ["-3", "0.333333", "-0.999999"],
  ])("%s times %s is %s", (a, b, expected) => {
    expect(formatDecimal(multiply(decimal(a), decimal(b)))).toBe(expected);
  });

  test.each([
    [7n, 2n, 4n],
    [-7n, 2n, -4n],
    [6n, 4n, 2n],
    [5n, 4n, 1n],
    [-1n, 3n, 0n],
    [1n, 3n, 0n],
    [2n, 3n, 1n],
    [7n, 5n, 1n],
    [-8n, 5n, -2n],
    [1n, 1n, 1n],
  ])("%s / %s rounds to %s", (value, divisor, expected) => {
    expect(divideRounded(value, divisor)).toBe(expected);
  });

  test("rounds a weighted sum once, not term by term", () => {
    const terms = [["0.000001", "0.4"] as const, ["0.000001", "0.4"] as const];
    expect(formatDecimal(weightedSum(terms.map(([a, b]) => [decimal(a), decimal(b)])))).toBe("0.000001");
  });

  test.each([
    ["99.99", "10", 9n],
    ["-99.99", "10", -9n],
    ["9.99", "10", 0n],
    ["0.3", "0.1", 3n],
  ])("%s holds full units of %s: %s", (value, unit, expected) => {
    expect(fullUnits(decimal(value), decimal(unit))).toBe(expected);
  });

  test.each([
    ["5", "0", "3", "3"],
    ["-5", "0", "3", "0"],
    ["2", undefined, undefined, "2"],
  ])("%s kept within %s and %s is %s", (value, low, high, expected) => {
    const bound = (text: string | undefined) => (text === undefined ? undefined : decimal(text));
    expect(formatDecimal(clamp(decimal(value), bound(low), bound(high)))).toBe(expected);
  });
});
