import { describe, expect, test } from "vitest";
import { explainHistory } from "../../src/evaluate/explain-history.ts";
import type { PreviousState } from "../../src/evaluate/history.ts";
import { parseAsOf } from "../../src/values/as-of.ts";
import { createCalendar } from "../../src/values/calendar.ts";
import { formatDecimal } from "../../src/values/decimal.ts";
import { historyOf, rulebookOf, type TestContact } from "../support/evaluate-yaml.ts";

function explain(yaml: string, contact: TestContact, asOf = "2026-03-01") {
  const rulebook = rulebookOf(yaml);
  const instant = parseAsOf(asOf, createCalendar(rulebook.timezone))!;
  const explanation = explainHistory(rulebook, historyOf(rulebook, contact), instant);
  if (explanation.kind === "excluded") throw new Error("excluded");
  return explanation;
}

const buy = (at: string, amount: string) => ({ type: "buy", at, fields: { amount } });

describe("lines", () => {
  test.each<[string, string, string, string[]]>([
    ["start", "{g: {start: 5}}", "r: {event: none, points: 1}", ["start 5"]],
    ["max", "{g: {max: 10}}", "r: {event: buy, points: {of: amount}}", ["award 30", "max -20"]],
    ["min", "{g: {min: 0}}", "r: {event: buy, points: {of: amount, times: -1}}", ["award -30", "min 30"]],
    ["max_points", "{g: {}}", "r: {event: buy, points: {of: amount}, max_points: 25}", ["award 25"]],
    [
      "reset",
      "{g: {reset: {event: over}}}",
      "r: {event: buy, points: {of: amount}}",
      ["reset 0", "award 20"],
    ],
    [
      "terms and rounding",
      "{g: {}, t: {sum: {g: 0.333333}}}",
      "r: {points: {of: score}}",
      ["term 0", "rounding 0"],
    ],
  ])("%s", (_, groups, rule, expected) => {
    const { groups: explained } = explain(
      `{rulebook: t, groups: ${groups}, rules: {r: {group: g, ${rule.slice(4)}}}`,
      {
        fields: { score: "0.000001" },
        events: [buy("2026-02-01", "10"), { type: "over", at: "2026-02-02" }, buy("2026-02-03", "20")],
      },
    );
    const { lines, score } = explained.at(-1)!;
    expect(lines.reduce((sum, { points }) => sum + points, 0n)).toBe(score);
    const shown = lines.map(({ kind, points }) => `${kind} ${formatDecimal(points)}`);
    expect(shown).toEqual(expected.slice(0, shown.length));
  });
});

describe("rules that awarded nothing", () => {
  test.each([
    ["{event: none, points: 1}", "no such event"],
    ["{event: buy, points: {of: weight}}", "no event has a value that gives points"],
    ["{when: {country: FR}, points: 1}", "country BE, needs FR"],
    ["{when: {did: {event: buy, times: {at_least: 3}}}, points: 1}", "1 x buy, needs at least 3"],
    ["{by: plan, points: {free: 1}}", "plan missing"],
    ["{by: country, points: {fr: 1}}", "country BE"],
    ["{every: 1 year, since: joined, points: 1}", "since joined 2026-02-01"],
    ["{event: buy, active: {until: 2025-12-31}, points: 1}", "not active on this day"],
  ])("%s: %s", (rule, reason) => {
    const { groups } = explain(`{rulebook: t, groups: {g: {}}, rules: {r: ${rule}}}`, {
      fields: { country: "BE", joined: "2026-02-01" },
      events: [buy("2026-02-01", "10")],
    });
    expect(groups[0]?.notAwarded).toEqual([{ rule: "r", reason }]);
  });
});

test("a rule whose events lie before a reset says so, group by group", () => {
  const { groups } = explain(
    "{rulebook: t, groups: {g: {}, h: {reset: {event: over}}}, rules: {r: {group: [g, h], event: buy, points: 1}}}",
    { events: [buy("2026-02-01", "1"), { type: "over", at: "2026-02-02" }] },
  );
  expect(groups.map(({ notAwarded }) => notAwarded)).toEqual([
    [],
    [{ rule: "r", reason: "no such event since the reset" }],
  ]);
});

describe("triggers", () => {
  const fired = { armed: false, firings: 1, lastFiredAt: Date.parse("2026-02-20T00:00:00Z") };
  test.each<[string, string, PreviousState["triggers"], string]>([
    ["due", "when: {x: 1}", new Map(), "fires"],
    ["waiting", "when: {x: 2}", new Map(), "not_met"],
    ["held back", "when: {x: 1}, unless: {x: 1}", new Map(), "held"],
    ["done", "when: {x: 1}", new Map([["t", fired]]), "disarmed"],
    [
      "cooling",
      "when: {x: 1}, fires: each_time, cooldown: 30 days",
      new Map([["t", { ...fired, armed: true }]]),
      "cooling",
    ],
    ["passed over", "when: {x: 1}, existing: skip", new Map(), "passed_over"],
  ])("one that is %s", (_, trigger, triggers, verdict) => {
    const yaml = `{rulebook: t, groups: {g: {}}, rules: {r: {when: {x: 1}, points: 1}}, triggers: {t: {${trigger}, do: [{email: e}]}}}`;
    const explanation = explain(yaml, { fields: { x: "1" }, previous: { triggers } });
    expect(explanation.triggers[0]?.verdict).toBe(verdict);
  });
});
