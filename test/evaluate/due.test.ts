// When an evaluation is due again. Times without an offset are those of Paris: UTC+1, from 29 March to 25 October UTC+2.

import { describe, expect, test } from "vitest";
import { compileRulebook } from "../../src/evaluate/compile-rulebook.ts";
import { parseAsOf } from "../../src/values/as-of.ts";
import { createCalendar } from "../../src/values/calendar.ts";
import { historyOf, nextState, rulebookOf, type TestContact } from "../support/evaluate-yaml.ts";

const PARIS = createCalendar("Europe/Paris");

/** Of a rulebook with the sections in `yaml`, and one group if it has none. */
function load(yaml: string) {
  const groups = yaml.includes("groups:") ? "" : "groups: {g: {}}, ";
  const rulebook = rulebookOf(`{rulebook: t, timezone: Europe/Paris, ${groups}${yaml}}`);
  return { rulebook, evaluate: compileRulebook(rulebook) };
}

/** `undefined` when never. */
function dueOf(yaml: string, contact: TestContact, asOf: string): string | undefined {
  const { rulebook, evaluate } = load(yaml);
  return shown(evaluate(historyOf(rulebook, contact), parseAsOf(asOf, PARIS)!).dueAt);
}

const shown = (at: number | undefined) =>
  at === undefined ? undefined : PARIS.format(at).slice(0, 23).replace(".000", "");

const rule = (yaml: string) => `rules: {r: {${yaml}}}`;
const opens = (...times: string[]): TestContact => ({ events: times.map((at) => ({ type: "open", at })) });
const field = (name: string, value: string): TestContact => ({ fields: { [name]: value } });

describe("due again", () => {
  test.each<[string, string, TestContact, string | undefined]>([
    [
      "never, without anything that time changes",
      rule("event: open, points: 1"),
      opens("2026-02-01"),
      undefined,
    ],
    [
      "when an event leaves a window of days",
      rule("event: open, within: 30 days, points: 1"),
      opens("2026-02-10T15:00"),
      "2026-03-12T15:00:00",
    ],
    [
      "when the first of them leaves",
      rule("event: open, within: 30 days, points: 1"),
      opens("2026-01-10T15:00", "2026-02-10T15:00", "2026-02-11T15:00"),
      "2026-03-12T15:00:00",
    ],
    [
      "across a clock change",
      rule("event: open, within: 1 month, points: 1"),
      opens("2026-03-01T15:00"),
      "2026-04-01T15:00:00",
    ],
    [
      "after a month that has no such day",
      rule("event: open, within: 3 months, points: 1"),
      opens("2026-01-31T15:00", "2026-02-28T15:00"),
      "2026-05-01T00:00:00",
    ],
    [
      "when an event leaves a window of hours",
      rule("event: open, within: 36 hours, points: 1"),
      opens("2026-03-01T15:00"),
      "2026-03-03T03:00:00",
    ],
    [
      "when an event will have happened",
      rule("event: open, points: 1"),
      opens("2026-02-01", "2026-03-05T12:00", "2026-03-04T12:00"),
      "2026-03-04T12:00:00",
    ],
    [
      "only for events that match",
      rule("event: open, within: 30 days, where: {a: 1}, points: 1"),
      opens("2026-02-10T15:00"),
      undefined,
    ],
    [
      "when the last of enough events leaves, for did",
      rule("when: {did: {event: open, within: 30 days}}, points: 1"),
      opens("2026-02-10", "2026-02-11", "2026-02-12"),
      "2026-03-14T00:00:00",
    ],
    [
      "when too few are left, for did with times",
      rule("when: {did_not: {event: open, within: 30 days, times: {at_least: 2}}}, points: 1"),
      opens("2026-02-10", "2026-02-11", "2026-02-12"),
      "2026-03-13T00:00:00",
    ],
    [
      "never, for did that holds whatever leaves",
      rule("when: {did: {event: open, within: 30 days, times: {at_most: 5}}}, points: 1"),
      opens("2026-02-10", "2026-02-11"),
      undefined,
    ],
    [
      "when an event leaves a trait's window",
      `traits: {n: {count: {event: open, within: 1 week}}}, ${rule("points: {of: n, times: 1}")}`,
      opens("2026-02-25T08:00", "2026-02-26T08:00"),
      "2026-03-04T08:00:00",
    ],
    [
      "when the last leaves, for last_seen",
      `traits: {n: {last_seen: {event: open, within: 1 week}}}, ${rule("when: {n: {exists: true}}, points: 1")}`,
      opens("2026-02-25T08:00", "2026-02-26T08:00"),
      "2026-03-05T08:00:00",
    ],
    [
      "never, for a trait that nobody asks for",
      `traits: {n: {count: {event: open, within: 1 week}}}, ${rule("points: 1, when: {a: 1}")}`,
      opens("2026-02-25T08:00"),
      undefined,
    ],
    [
      "when an ignored event leaves the window of ignore",
      `ignore: [{event: open, within: 1 week}], ${rule("event: open, points: 1")}`,
      opens("2026-02-25T08:00"),
      "2026-03-04T08:00:00",
    ],
    [
      "when an excluded contact no longer is",
      `exclude: {did: {event: open, within: 1 week}}, ${rule("event: open, points: 1")}`,
      opens("2026-02-25T08:00"),
      "2026-03-04T08:00:00",
    ],
    [
      "when a date leaves a window",
      rule("when: {renews: {within: 30 days}}, points: 1"),
      field("renews", "2026-02-10"),
      "2026-03-12T00:00:00",
    ],
    [
      "when a date enters a window",
      rule("when: {renews: {within: 30 days}}, points: 1"),
      field("renews", "2026-05-10"),
      "2026-05-10T00:00:00",
    ],
    [
      "when a date is old enough",
      rule("when: {renews: {older_than: 1 year}}, points: 1"),
      field("renews", "2026-02-10T10:00"),
      "2027-02-10T10:00:00",
    ],
    [
      "never, for a date that is old enough",
      rule("when: {renews: {older_than: 1 year}}, points: 1"),
      field("renews", "2024-02-10"),
      undefined,
    ],
    [
      "never, for before and after",
      rule("when: {renews: {after: 2026-01-01, before: 2027-01-01}}, points: 1"),
      field("renews", "2026-02-10"),
      undefined,
    ],
    [
      "when a row of a table fits no longer",
      rule("by: renews, points: [{within: 1 week, give: 5}, {older_than: 4 weeks, give: 1}]"),
      field("renews", "2026-02-25"),
      "2026-03-04T00:00:00",
    ],
    [
      "when not_followed_by is decided",
      rule("event: open, not_followed_by: {event: buy, within: 3 days}, points: 1"),
      opens("2026-02-20T15:00", "2026-02-27T15:00"),
      "2026-03-02T15:00:00",
    ],
    [
      "at the next step of a decay",
      rule("event: open, points: 8, decay: {by: 50%, every: 1 month}"),
      opens("2025-12-20T15:00", "2026-02-10T15:00"),
      "2026-03-10T15:00:00",
    ],
    [
      "never, once a decay has come to its end",
      rule("event: open, points: 8, decay: {by: 50%, every: 1 month, down_to: 4}"),
      opens("2025-12-20T15:00", "2026-01-10T15:00"),
      undefined,
    ],
    [
      "at the next day of a half-life",
      rule("event: open, points: 8, decay: {half_life: 30 days}"),
      opens("2025-12-20T15:00"),
      "2026-03-02T15:00:00",
    ],
    [
      "at the next period",
      rule("every: 1 month, since: joined, points: 1"),
      field("joined", "2025-12-20"),
      "2026-03-20T00:00:00",
    ],
    [
      "at the first period of a date to come",
      rule("every: 1 month, since: joined, points: 1"),
      field("joined", "2026-03-20"),
      "2026-04-20T00:00:00",
    ],
    [
      "never, once the times of a period are used up",
      rule("every: 1 month, since: joined, points: 1, limit: {times: 2}"),
      field("joined", "2025-12-20"),
      undefined,
    ],
    [
      "on the next day since the last event",
      `traits: {n: {days_since: {event: open}}}, ${rule("points: {of: n, times: 1}")}`,
      opens("2026-02-10T15:00"),
      "2026-03-02T15:00:00",
    ],
    [
      "on the day on which a test of days_since turns",
      `traits: {n: {days_since: {event: open}}}, ${rule("when: {n: {at_least: 30}}, points: 1")}`,
      opens("2026-02-10T15:00"),
      "2026-03-12T15:00:00",
    ],
    [
      "never, once no test of days_since turns any more",
      `traits: {n: {days_since: {event: open}}}, ${rule("when: {n: {at_least: 10, not: 12.5}}, points: 1")}`,
      opens("2026-02-10T15:00"),
      undefined,
    ],
    [
      "on the day on which days_since comes to another row",
      `traits: {n: {days_since: {event: open}}}, ${rule("by: n, points: [{at_most: 30, give: 5}, {at_most: 90, give: 3}]")}`,
      opens("2026-01-10T15:00"),
      "2026-04-11T15:00:00",
    ],
    [
      "on the day a rule becomes active",
      rule("points: {of: n, times: 1}, active: {from: 2026-05-01}"),
      {},
      "2026-05-01T00:00:00",
    ],
    [
      "on the day after a rule's last",
      rule("points: {of: n, times: 1}, active: {from: 2026-01-01, until: 2026-03-15}"),
      {},
      "2026-03-16T00:00:00",
    ],
    [
      "never, once a rule is no longer active",
      rule("points: {of: n, times: 1}, active: {until: 2026-02-15}"),
      {},
      undefined,
    ],
    [
      "when the reset leaves its window",
      `groups: {h: {reset: {event: leave, within: 1 week}}}, ${rule("event: open, points: 1")}`,
      {
        events: [
          { type: "open", at: "2026-02-20" },
          { type: "leave", at: "2026-02-25T08:00" },
        ],
      },
      "2026-03-04T08:00:00",
    ],
  ])("%s", (_, yaml, contact, expected) => {
    expect(dueOf(yaml, contact, "2026-03-01")).toBe(expected);
  });
});

/** The next due instants of nights in a row, on which nothing new comes in. */
function nightsOf(yaml: string, contact: TestContact, nights: readonly string[]): (string | undefined)[] {
  const { rulebook, evaluate } = load(yaml);
  let { previous } = historyOf(rulebook, contact);
  return nights.map((night) => {
    const evaluation = evaluate({ ...historyOf(rulebook, contact), previous }, parseAsOf(night, PARIS)!);
    if (evaluation.kind === "scored") previous = nextState(rulebook, evaluation);
    return shown(evaluation.dueAt);
  });
}

describe("due at once, where what a run leaves makes a difference to the next", () => {
  const AT_ONCE = "2026-03-01T23:59:59.999";
  const trigger = (yaml: string) => `${rule("event: open, points: 1")}, triggers: {t: {${yaml}}}`;

  test.each<[string, string, TestContact, (string | undefined)[]]>([
    [
      "a firing, its re-arming, and then the end of the cooldown",
      trigger(
        "when: {score.g: {above: 0}}, fires: each_time, rearm: {score.g: {above: 0}}, cooldown: 30 days, do: [{email: x}]",
      ),
      opens("2026-02-01"),
      [AT_ONCE, "2026-03-31T23:59:59.999", "2026-03-31T23:59:59.999"],
    ],
    [
      "never, after a firing once",
      trigger("when: {did: {event: open, within: 1 year}}, do: [{email: x}]"),
      opens("2026-02-01"),
      [undefined, undefined, undefined],
    ],
    [
      "never, when passed over",
      trigger("when: {score.g: {above: 0}}, existing: skip, do: [{email: x}]"),
      opens("2026-02-01"),
      [undefined, undefined, undefined],
    ],
    [
      "never, when added to a segment that nothing looks at",
      `segments: {s: {}}, ${trigger("when: {score.g: {above: 0}}, do: [{add_segment: s}]")}`,
      opens("2026-02-01"),
      [undefined, undefined, undefined],
    ],
    [
      "a segment added that another asks for, and then never",
      `segments: {s: {}, t: {when: {segment.s: true}}}, ${trigger("when: {score.g: {above: 0}}, do: [{add_segment: s}]")}`,
      opens("2026-02-01"),
      [AT_ONCE, undefined, undefined],
    ],
    [
      "never, when a stage is reached",
      `stages: {lead: {}, mql: {when: {score.g: {above: 0}}}}, ${rule("event: open, points: 1")}`,
      opens("2026-02-01"),
      [undefined, undefined, undefined],
    ],
    [
      "nothing, where no trigger is met",
      trigger("when: {score.g: {above: 5}}, do: [{email: x}]"),
      opens(),
      [undefined, undefined, undefined],
    ],
  ])("%s", (_, yaml, contact, expected) => {
    expect(nightsOf(yaml, contact, ["2026-03-01", "2026-03-01", "2026-03-01"])).toEqual(expected);
  });
});
