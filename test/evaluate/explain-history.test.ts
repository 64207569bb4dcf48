import { describe, expect, test } from "vitest";
import { explainHistory } from "../../src/evaluate/explain/explain-history.ts";
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
    ["{event: buy, points: {of: weight}}", "weight missing, gives no points"],
    ["{when: {country: FR}, points: 1}", "country BE, needs FR"],
    ["{when: {did: {event: buy, times: {at_least: 3}}}, points: 1}", "1 x buy, needs at least 3"],
    ["{by: plan, points: {free: 1}}", "plan missing, gives no points"],
    ["{by: country, points: {fr: 1}}", "country BE, gives no points"],
    ["{every: 1 year, since: joined, points: 1}", "no whole period since joined 2026-02-01"],
    ["{every: 1 day, since: joined, points: {of: visits}}", "visits missing, gives no points"],
    ["{event: buy, where: {amount: 11}, points: 1}", "1 x buy, needs buy (amount 11)"],
    [
      "{event: buy, within: 2 weeks, points: 1}",
      "no such event in the 2 weeks to 2026-03-01, the last 2026-02-01",
    ],
    ["{event: none, within: 2 weeks, points: 1}", "no such event"],
    ["{event: buy, active: {until: 2025-12-31}, points: 1}", "not active on this day"],
  ])("%s: %s", (rule, reason) => {
    const { groups } = explain(`{rulebook: t, groups: {g: {}}, rules: {r: ${rule}}}`, {
      fields: { country: "BE", joined: "2026-02-01" },
      events: [buy("2026-02-01", "10")],
    });
    expect(groups[0]?.notAwarded).toEqual([{ rule: "r", reason }]);
  });
});

/** The one award of a rule for three purchases. */
function awardFor(rule: string) {
  const { groups } = explain(`{rulebook: t, groups: {g: {}}, rules: {r: {event: buy, ${rule}}}}`, {
    events: [
      { ...buy("2026-01-15T08:00:00Z", "10"), id: "a" },
      { ...buy("2026-01-15T09:00:00Z", "20"), id: "b" },
      { ...buy("2026-01-20T09:00:00Z", "none"), id: "c" },
    ],
  });
  const [line] = groups[0]!.lines;
  if (line?.kind !== "award") throw new Error("not awarded");
  return line;
}

describe("events that a limit refuses, with every limit that does", () => {
  test.each<[string, Record<string, readonly string[]>]>([
    ["points: 1", {}],
    ["points: 1, limit: once", { b: ["once"], c: ["once"] }],
    ["points: 1, limit: {times: 2}", { c: ["2 times"] }],
    ["points: 1, limit: {times: 1, per: day}", { b: ["1 per day"] }],
    ["points: 1, limit: {times: 1, per: 6 days}", { b: ["1 per 6 days"], c: ["1 per 6 days"] }],
    [
      "points: 1, limit: {times: 1, per_each: shop}",
      { b: ["once for each shop"], c: ["once for each shop"] },
    ],
    [
      "points: 1, limit: [{times: 1, per: day}, {times: 1, per: month, per_each: shop}]",
      { b: ["1 per day", "1 per month for each shop"], c: ["1 per month for each shop"] },
    ],
  ])("%s", (rule, expected) => {
    const refused = awardFor(rule).refused.map(({ id, limits }) => [id, limits]);
    expect(Object.fromEntries(refused)).toEqual(expected);
  });
});

test("events whose value gives no points are told apart from those that a limit refuses", () => {
  const { events, refused, worthless } = awardFor("points: {of: amount}, limit: {times: 1, per: day}");
  expect([events, refused, worthless].map((list) => list.map(({ id }) => id))).toEqual([["a"], ["b"], ["c"]]);
});

describe("decay", () => {
  test.each<[string, string | undefined]>([
    ["limit: once, decay: {by: 50%, every: 1 month}", "1 month x 50%"],
    ["limit: once, decay: {by: 12.5%, every: 2 weeks}", "3 x 2 weeks x 12.5%"],
    ["decay: {by: 10%, every: 1 day}", "10% every 1 day"],
    ["limit: once, decay: {by: 50%, every: 2 weeks, down_to: 3}", "3 x 2 weeks x 50%, down to 3"],
    ["limit: once, decay: {half_life: 30 days}", "45 days, half-life 30 days"],
    ["decay: {half_life: 30 days}", "half-life 30 days"],
    ["decay: {by: 50%, every: 1 year}", undefined],
  ])("%s", (rule, expected) => {
    expect(awardFor(`points: 8, ${rule}`).decay).toBe(expected);
  });
});

test("a reset names its event, and how many events count no more, each once", () => {
  const { groups } = explain(
    "{rulebook: t, groups: {g: {reset: {event: over}}}, rules: {r: {event: buy, points: 1}, s: {event: '*', points: 1}}}",
    {
      events: [buy("2026-02-01", "1"), { type: "over", at: "2026-02-02", id: "o" }, buy("2026-02-03", "2")],
    },
  );
  expect(groups[0]?.lines[0]).toMatchObject({
    kind: "reset",
    event: { id: "o", type: "over" },
    outdated: 2,
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

describe("a trigger that fires each time", () => {
  const fired = { armed: false, firings: 2, lastFiredAt: Date.parse("2026-02-20T00:00:00Z") };
  const stand = (trigger: string, unsure: readonly string[] = []) => {
    const rulebook = rulebookOf(
      `{rulebook: t, groups: {g: {}}, rules: {r: {when: {x: 1}, points: 1}}, triggers: {t: {${trigger}, fires: each_time, do: [{email: e}]}}}`,
    );
    const history = historyOf(rulebook, {
      fields: { x: "5" },
      previous: { triggers: new Map([["t", fired]]) },
    });
    const asOf = parseAsOf("2026-03-01", createCalendar(rulebook.timezone))!;
    const explanation = explainHistory(rulebook, history, asOf, new Set(unsure));
    if (explanation.kind === "excluded") throw new Error("excluded");
    const { verdict, rearm } = explanation.triggers[0]!;
    return [verdict, rearm];
  };
  test.each<[string, readonly string[], readonly (string | undefined)[]]>([
    ["when: {x: 5}, rearm: {x: {below: 2}}", [], ["disarmed", "x 5, needs below 2"]],
    ["when: {x: 5}", [], ["disarmed", "x 5, needs that to end"]],
    ["when: {x: 5}, rearm: {x: {below: 2}}", ["t"], ["unknown", undefined]],
    ["when: {x: 4}", ["t"], ["not_met", undefined]],
  ])("%s, %j not sure: %j", (trigger, unsure, expected) => {
    expect(stand(trigger, unsure)).toEqual(expected);
  });
});
