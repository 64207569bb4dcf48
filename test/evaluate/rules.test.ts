import { describe, expect, test } from "vitest";
import {
  evaluateContact,
  rulebookOf,
  summarise,
  type TestContact,
  type TestEvent,
} from "../support/evaluate-yaml.ts";

const opens = (...times: string[]): TestEvent[] => times.map((at) => ({ type: "open", at }));
const buys = (...amounts: (string | undefined)[]): TestEvent[] =>
  amounts.map((amount, i) => ({
    type: "buy",
    at: `2026-02-0${i + 1}`,
    fields: amount === undefined ? {} : { amount },
  }));

/** Awards of a rulebook whose one group is "g" and whose rules are `yaml`. */
function awards(yaml: string, contact: TestContact, asOf = "2026-03-01", traits = "{}"): string[] {
  const rulebook = rulebookOf(
    `{rulebook: t, timezone: Europe/Paris, traits: ${traits}, groups: {g: {}}, rules: {${yaml}}}`,
  );
  return summarise(evaluateContact(rulebook, contact, asOf)).awards;
}

describe("event rules", () => {
  test.each<[string, string, TestEvent[], string[]]>([
    ["one award an event", "r: {event: open, points: 5}", opens("2026-02-01", "2026-02-02"), ["r 2 10"]],
    [
      "types compare like text",
      "r: {event: OPEN, points: 5}",
      [{ type: " Open ", at: "2026-02-01" }],
      ["r 1 5"],
    ],
    ["a list of types", "r: {event: [open, click], points: 5}", opens("2026-02-01"), ["r 1 5"]],
    ["a wildcard", 'r: {event: "o*n", points: 5}', opens("2026-02-01"), ["r 1 5"]],
    ["a star is the only wildcard", 'r: {event: "o.*", points: 5}', opens("2026-02-01"), []],
    ["events later than as-of do not exist", "r: {event: open, points: 5}", opens("2026-03-02"), []],
    [
      "an event at the as-of counts",
      "r: {event: open, points: 5}",
      opens("2026-03-01T23:59:59.999"),
      ["r 1 5"],
    ],
    [
      "within leaves out its far edge",
      "r: {event: open, within: 1 month, points: 5}",
      opens("2026-02-01T23:59:59.999"),
      [],
    ],
    [
      "within takes in what follows it",
      "r: {event: open, within: 1 month, points: 5}",
      opens("2026-02-02"),
      ["r 1 5"],
    ],
    [
      "since and until are inclusive",
      "r: {event: open, since: 2026-02-01, until: 2026-02-02, points: 1}",
      opens("2026-01-31T23:59:59", "2026-02-01T00:00", "2026-02-02T23:59:59", "2026-02-03T00:00"),
      ["r 2 2"],
    ],
    [
      "where must hold as a whole",
      "r: {event: buy, where: {amount: {above: 1}, shop: Lyon}, points: 1}",
      buys("5"),
      [],
    ],
  ])("%s", (_, yaml, events, expected) => {
    expect(awards(yaml, { events })).toEqual(expected);
  });
});

describe("points", () => {
  test.each<[string, string, TestEvent[], string[]]>([
    [
      "full units only",
      "r: {event: buy, points: {give: 1, per: 10, of: amount}}",
      buys("9.99", "29.99"),
      ["r 2 2"],
    ],
    [
      "toward zero below it",
      "r: {event: buy, points: {give: 1, per: 10, of: amount}}",
      buys("-29.99"),
      ["r 1 -2"],
    ],
    [
      "each award is bounded",
      "r: {event: buy, points: {give: 1, per: 10, of: amount, at_least: 1, at_most: 3}}",
      buys("5", "990"),
      ["r 2 4"],
    ],
    ["a factor", "r: {event: buy, points: {of: amount, times: -0.1}}", buys("59.90"), ["r 1 -5.99"]],
    [
      "a value is at most up_to",
      "r: {event: buy, points: {of: amount, times: 2, up_to: 17}}",
      buys("20"),
      ["r 1 34"],
    ],
    [
      "a missing or odd value awards nothing",
      "r: {event: buy, points: {of: amount}}",
      buys(undefined, "n/a", "3"),
      ["r 1 3"],
    ],
    [
      "a table by an event field",
      "r: {event: buy, by: amount, points: {free: 0, 5: 7, otherwise: 1}}",
      buys("FREE", "5.0", "x", undefined),
      ["r 4 9"],
    ],
    [
      "rows in order",
      "r: {event: buy, by: amount, points: [{at_most: 30, give: 5}, {at_most: 90, give: 3}]}",
      buys("30", "30.000001", "91"),
      ["r 2 8"],
    ],
    [
      "otherwise takes what fits no row",
      "r: {event: buy, by: amount, points: [{at_most: 30, give: 5}, {otherwise: 0}]}",
      buys("31"),
      ["r 1 0"],
    ],
  ])("%s", (_, yaml, events, expected) => {
    expect(awards(yaml, { events })).toEqual(expected);
  });

  test.each<[string, string, Record<string, string>, string[]]>([
    [
      "a condition rule of a field",
      "r: {points: {of: visits, times: 0.0597, up_to: 17}}",
      { visits: "100" },
      ["r 1 1.0149"],
    ],
    ["a condition rule of a missing field", "r: {points: {of: visits}}", {}, []],
    ["a lookup", "r: {by: plan, points: {free: 0, pro: 5, otherwise: 1}}", { plan: "Pro " }, ["r 1 5"]],
    [
      "a lookup that falls to otherwise",
      "r: {by: plan, points: {free: 0, otherwise: 1}}",
      { plan: "x" },
      ["r 1 1"],
    ],
    ["otherwise takes a missing value", "r: {by: plan, points: {free: 0, otherwise: 1}}", {}, ["r 1 1"]],
    ["without otherwise a missing value awards nothing", "r: {by: plan, points: {free: 0}}", {}, []],
    [
      "a gate on a lookup",
      "r: {by: plan, when: {country: FR}, points: {free: 3}}",
      { plan: "free", country: "BE" },
      [],
    ],
    [
      "a constant while a condition holds",
      "r: {when: {country: FR}, points: -15}",
      { country: "FR" },
      ["r 1 -15"],
    ],
  ])("%s", (_, yaml, fields, expected) => {
    expect(awards(yaml, { fields })).toEqual(expected);
  });

  test.each([
    ["{of: amount, times: 2}", ["4500000000"], ["r 1 9000000000"]],
    ["{of: amount}", ["9000000000", "-1"], ["r 2 8999999999"]],
  ])("%s of %j is as large as a result may be", (points, amounts, expected) => {
    expect(awards(`r: {event: buy, points: ${points}}`, { events: buys(...amounts) })).toEqual(expected);
  });

  test("a larger result is an error that names the rule", () => {
    const events = buys("9000000000", "0.000001");
    expect(() => awards("r: {event: buy, points: {of: amount}}", { events })).toThrow(
      'rule "r" gives more than 9,000,000,000 points',
    );
  });

  test("max_points bounds what would be too large", () => {
    const events = buys("9000000000", "9000000000");
    expect(awards("r: {event: buy, points: {of: amount}, max_points: 50}", { events })).toEqual(["r 2 50"]);
  });
});

describe("limits", () => {
  test.each<[string, string, TestEvent[], string[]]>([
    ["once", "r: {event: open, points: 5, limit: once}", opens("2026-02-01", "2026-02-02"), ["r 1 5"]],
    [
      "n times",
      "r: {event: open, points: 5, limit: {times: 2}}",
      opens("2026-02-01", "2026-02-02", "2026-02-03"),
      ["r 2 10"],
    ],
    [
      "a day is a day of the zone",
      "r: {event: open, points: 1, limit: {times: 1, per: day}}",
      opens("2026-02-01T22:59:59Z", "2026-02-01T23:00:00Z", "2026-02-02T22:00:00Z"),
      ["r 2 2"],
    ],
    [
      "weeks start on Monday",
      "r: {event: open, points: 1, limit: {times: 1, per: week}}",
      opens("2026-02-01", "2026-02-02", "2026-02-08"),
      ["r 2 2"],
    ],
    [
      "a month",
      "r: {event: open, points: 1, limit: {times: 1, per: month}}",
      opens("2026-01-31", "2026-02-01", "2026-02-28"),
      ["r 2 2"],
    ],
    [
      "a quarter",
      "r: {event: open, points: 1, limit: {times: 1, per: quarter}}",
      opens("2025-12-31", "2026-01-01", "2026-02-28"),
      ["r 2 2"],
    ],
    [
      "a year",
      "r: {event: open, points: 1, limit: {times: 1, per: year}}",
      opens("2025-12-31", "2026-01-01", "2026-02-28"),
      ["r 2 2"],
    ],
    [
      "every limit of a list must allow",
      "r: {event: open, points: 1, limit: [{times: 1, per: day}, {times: 2}]}",
      opens("2026-02-01", "2026-02-01T10:00", "2026-02-02", "2026-02-03"),
      ["r 2 2"],
    ],
    [
      "an event that awards nothing uses up nothing",
      "r: {event: buy, points: {of: amount}, limit: once}",
      buys(undefined, "3", "4"),
      ["r 1 3"],
    ],
    [
      "the total is bounded",
      "r: {event: open, points: -4, max_points: 6}",
      opens("2026-02-01", "2026-02-02"),
      ["r 2 -6"],
    ],
    [
      "events at one instant go by id",
      "r: {event: buy, points: {of: amount}, limit: once}",
      [
        { id: "b", type: "buy", at: "2026-02-01", fields: { amount: "2" } },
        { id: "a", type: "buy", at: "2026-02-01", fields: { amount: "1" } },
      ],
      ["r 1 1"],
    ],
  ])("%s", (_, yaml, events, expected) => {
    expect(awards(yaml, { events })).toEqual(expected);
  });
});

describe("active", () => {
  test.each([
    ["2026-02-28", []],
    ["2026-03-01", ["r 1 5"]],
    ["2026-03-31", ["r 1 5"]],
    ["2026-04-01", []],
  ])("from 1 to 31 March, as of %s", (asOf, expected) => {
    const yaml = "r: {event: open, points: 5, active: {from: 2026-03-01, until: 2026-03-31}}";
    expect(awards(yaml, { events: opens("2026-02-01") }, asOf)).toEqual(expected);
  });
});

describe("conditions over events", () => {
  test.each<[string, string, string[]]>([
    ["did", "{did: {event: open}}", ["r 1 1"]],
    ["did often enough", "{did: {event: open, times: {at_least: 3}}}", []],
    ["did exactly", "{did: {event: open, times: 2}}", ["r 1 1"]],
    ["did_not", "{did_not: {event: open}}", []],
    ["did_not in the window", "{did_not: {event: open, within: 1 week}}", ["r 1 1"]],
    ["any", "{any: [{x: 1}, {did: {event: open}}]}", ["r 1 1"]],
    ["all", "{all: [{x: 1}, {did: {event: open}}]}", []],
    ["none", "{none: [{x: 1}, {y: 1}]}", ["r 1 1"]],
  ])("%s", (_, when, expected) => {
    const events = opens("2026-02-01", "2026-02-02");
    expect(awards(`r: {when: ${when}, points: 1}`, { events })).toEqual(expected);
  });
});

test("a rule that feeds two groups gives both the award", () => {
  const rulebook = rulebookOf(
    "{rulebook: t, groups: {a: {}, b: {}}, rules: {r: {group: [a, b], event: open, points: 5}}}",
  );
  const { scores } = summarise(evaluateContact(rulebook, { events: opens("2026-02-01") }, "2026-03-01"));
  expect(scores).toEqual({ a: "5", b: "5" });
});

test("what ignore names counts nowhere", () => {
  const rulebook = rulebookOf(
    "{rulebook: t, ignore: [{event: open, where: {agent: {contains: bot}}}], groups: {g: {}}, rules: {r: {event: open, points: 5}, n: {when: {did_not: {event: open}}, points: -1}}}",
  );
  const events = [{ type: "open", at: "2026-02-01", fields: { agent: "GoogleBot" } }];
  expect(summarise(evaluateContact(rulebook, { events }, "2026-03-01")).awards).toEqual(["n 1 -1"]);
});

test("excluded contacts have no result", () => {
  const rulebook = rulebookOf(
    '{rulebook: t, exclude: {email: {ends_with: "@us.example"}}, groups: {g: {}}, rules: {r: {event: open, points: 5}}}',
  );
  const contact = { fields: { email: "a@US.example" } };
  expect(() => evaluateContact(rulebook, contact, "2026-03-01")).toThrow("excluded");
});
