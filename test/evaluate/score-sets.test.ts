import { describe, expect, test } from "vitest";
import {
  GREATEST_SCORE,
  LEAST_SCORE,
  type ScoreSet,
  scoresThatHold,
  subtractScores,
} from "../../src/evaluate/bounds/score-sets.ts";
import { formatDecimal } from "../../src/values/decimal.ts";
import { micro, ruleOf } from "../rulebook/load-text.ts";

/** Tests of fields may ask for all that tests of scores may, and more. */
function holding(test: string): ScoreSet | undefined {
  const rule = ruleOf(`{event: e, where: {x: ${test}}, points: 1}`);
  return rule?.kind === "event" ? scoresThatHold(rule.selector.where[0]!.test) : undefined;
}

const end = (value: Parameters<typeof formatDecimal>[0]) =>
  value === LEAST_SCORE || value === GREATEST_SCORE ? "" : formatDecimal(value);
const shown = (set: ScoreSet | undefined) =>
  set?.map(({ low, high }) => `${end(low)}..${end(high)}`).join(" ");

describe("the scores that a test holds for", () => {
  test.each([
    ["{above: 1}", "1.000001.."],
    ["{at_least: 1}", "1.."],
    ["{below: -1}", "..-1.000001"],
    ["{at_most: 0}", "..0"],
    ["{at_least: 1, below: 2}", "1..1.999999"],
    ["{not: {at_least: 1, at_most: 2}}", "..0.999999 2.000001.."],
    ["{not: {above: 1, below: 2}}", "..1 2.."],
    ["{not: [5, 3, 5]}", "..2.999999 3.000001..4.999999 5.000001.."],
    ["{exists: true}", ".."],
    ["{exists: false}", ""],
    ["{contains: x}", undefined],
    ["{above: 1, contains: x}", undefined],
  ])("%s: %s", (written, expected) => {
    expect(shown(holding(written))).toBe(expected);
  });
});

describe("what is left of 0..10 without", () => {
  const range = (low: string, high: string) => ({ low: micro(low), high: micro(high) });
  test.each([
    ["nothing", [], "0..10"],
    ["all", [range("-5", "15")], ""],
    ["its start", [range("-5", "4")], "4.000001..10"],
    ["its middle", [range("2", "4")], "0..1.999999 4.000001..10"],
    ["its end", [range("10", "10")], "0..9.999999"],
    ["what lies outside", [range("11", "12")], "0..10"],
  ])("%s", (_, taken, expected) => {
    expect(shown(subtractScores([range("0", "10")], taken))).toBe(expected);
  });
});
