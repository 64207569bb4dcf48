import { describe, expect, test } from "vitest";
import {
  counted,
  formatNumber,
  formatPoints,
  formatShare,
  formatShort,
  formatSigned,
} from "../../src/report/page/numbers.ts";

describe("figures as people read them", () => {
  test.each([
    [formatNumber(0), "0"],
    [formatNumber(999), "999"],
    [formatNumber(1234567), "1,234,567"],
    [formatNumber(-1234), "−1,234"],
    [formatNumber("-1234.500001"), "−1,234.500001"],
    [formatPoints("12.500000"), "12.5"],
    [formatPoints("-0.126"), "−0.13"],
    [formatPoints("-0.001"), "0"],
    [formatPoints("1234.56"), "1,235"],
    [formatPoints("9000000000.123456"), "9,000,000,000"],
    [formatPoints(100), "100"],
    [formatSigned(0), "0"],
    [formatSigned(-0), "0"],
    [formatSigned(1204), "+1,204"],
    [formatSigned(-96), "−96"],
    [formatSigned(0.25, formatPoints), "+0.25"],
    [formatShare(0), "0%"],
    [formatShare(0.0004), "<0.1%"],
    [formatShare(0.1234), "12.3%"],
    [formatShare(0.5), "50%"],
    [formatShare(0.9999), ">99.9%"],
    [formatShare(1), "100%"],
    [counted(1, "contact"), "1 contact"],
    [counted(0, "identity", "identities"), "0 identities"],
    [formatShort(9500), "9,500"],
    [formatShort(12500), "12.5k"],
    [formatShort(-20_000_000), "−20M"],
  ])("%s", (shown, expected) => {
    expect(shown).toBe(expected);
  });
});
