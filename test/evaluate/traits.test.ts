import { expect, test } from "vitest";
import { evaluateContact, rulebookOf, type TestEvent } from "../support/evaluate-yaml.ts";

/** The trait as a placeholder shows it: what conditions see. */
function trait(yaml: string, events: readonly TestEvent[]): unknown {
  const rulebook = rulebookOf(`
rulebook: t
timezone: Europe/Paris
traits: {x: ${yaml}}
groups: {g: {}}
rules: {r: {event: none, points: 1}}
triggers: {show: {when: {score.g: 0}, do: [{email: e, with: {x: "{x}"}}]}}`);
  return evaluateContact(rulebook, { events }, "2026-03-31").firings[0]?.actions[0]?.with["x"];
}

const seen = (at: string, page?: string): TestEvent => ({
  type: "view",
  at,
  fields: page === undefined ? {} : { page },
});

const VIEWS = [
  seen("2026-03-01T08:00", "Ski"),
  seen("2026-03-01T09:00", "hike"),
  seen("2026-03-02T08:00"),
  seen("2026-03-03T08:00", " ski "),
  seen("2026-03-04T08:00", "HIKE"),
  seen("2026-03-05T08:00", "run"),
];

const NUMBERS = ["10", "-2.5", "n/a", "1"].map((amount, i) => ({
  type: "buy",
  at: `2026-03-0${i + 1}`,
  fields: { amount },
}));

test.each<[string, string, readonly TestEvent[], string]>([
  ["count", "{count: {event: view}}", VIEWS, "6"],
  ["count of nothing", "{count: {event: view}}", [], "0"],
  ["count in a window", "{count: {event: view, within: 4 weeks}}", VIEWS, "2"],
  ["count_days", "{count_days: {event: view}}", VIEWS, "5"],
  ["distinct compares like text, blanks aside", "{distinct: {event: view, of: page}}", VIEWS, "3"],
  ["sum", "{sum: {event: buy, of: amount}}", NUMBERS, "8.5"],
  ["sum of nothing", "{sum: {event: buy, of: amount}}", [], "0"],
  ["average, to six places", "{average: {event: buy, of: amount}}", NUMBERS, "2.833333"],
  ["average of nothing is missing", "{average: {event: buy, of: amount}}", [], ""],
  ["smallest", "{smallest: {event: buy, of: amount}}", NUMBERS, "-2.5"],
  ["largest", "{largest: {event: buy, of: amount}}", NUMBERS, "10"],
  ["earliest", "{earliest: {event: view, of: page}}", VIEWS, "Ski"],
  ["latest", "{latest: {event: view, of: page}}", VIEWS, "run"],
  [
    "latest of events that have one",
    "{latest: {event: view, of: page}}",
    [...VIEWS, seen("2026-03-06")],
    "run",
  ],
  ["most_common, of equals the one seen last", "{most_common: {event: view, of: page}}", VIEWS, "HIKE"],
  ["first_seen", "{first_seen: {event: view}}", VIEWS, "2026-03-01T08:00:00.000+01:00"],
  ["last_seen", '{last_seen: {event: "*"}}', VIEWS, "2026-03-05T08:00:00.000+01:00"],
  ["last_seen of nothing is missing", '{last_seen: {event: "*"}}', [], ""],
  ["days_since", "{days_since: {event: view}}", VIEWS, "26"],
  ["days_since over a clock change", "{days_since: {event: view}}", [seen("2026-03-28T23:59:59.999")], "3"],
  ["days_since nothing is missing", "{days_since: {event: view}}", [], ""],
])("%s", (_, yaml, events, expected) => {
  expect(trait(yaml, events)).toBe(expected);
});
