import { describe, expect, test } from "vitest";
import { differencesOf, failuresOf } from "./support.ts";

const RULEBOOK = `
rulebook: shop
timezone: Europe/Paris
exclude: {staff: true}
groups:
  interest: {bands: {hot: {at_least: 20}, warm: {at_least: 10}}}
  total: {sum: {interest: 0.5}}
rules:
  opened: {event: email_open, points: 5, within: 30 days}
  bought: {event: purchase, points: {give: 1, per: 10, of: amount}}
  french: {when: {country: FR}, points: 0.000001}
classes: {size: {big: {score.total: {at_least: 10}}}}
segments: {hot: {when: {band.interest: hot}}, called: {}}
labels: {seen: {when: {did: {event: "*"}}}}
stages: {lead: {}, buyer: {when: {did: {event: purchase}}}}
triggers:
  call:
    when: {score.interest: {at_least: 20}}
    do: [{notify: "sales@shop.example", with: {score: "{score.interest}", level: 1.50}}, {add_segment: called}]
  warm: {when: {band.interest: warm}, fires: each_time, at_most: 1, do: [{email: warm}]}
`;

const CONTACTS = `contacts: [{contact_id: ada, country: FR}, {contact_id: Bo}, {contact_id: eve, staff: yes}]`;
const EVENTS = `events:
      - {contact: ada, type: email_open, at: -2 days, repeat: 3, every: 1 week}
      - {contact: ada, type: purchase, at: 2026-02-28T10:00, amount: 59.99}`;

const oneRun = (expected: string) => `
rulebook: rules.yaml
as_of: 2026-03-01
tests:
  - name: one
    ${CONTACTS}
    ${EVENTS}
    expect: {${expected}}
`;

describe("what came as expected makes no difference", () => {
  test.each([
    "scores: {ada: {interest: 20.000001, total: 10.000001}, Bo: {interest: 0}}",
    "awards: {ada: {opened: {times: 3, points: 15}, bought: {points: 5}, french: {times: 1}}}",
    "awards: {Bo: {opened: {times: 0}}, ada: {opened: {group: interest, points: 15.0}}}",
    "bands: {ada: {interest: hot, total: none}, Bo: {interest: none}}",
    "classes: {ada: {size: big}, Bo: {size: none}}",
    "stages: {ada: buyer, Bo: lead}",
    "segments: {hot: [ada], called: [ada]}, labels: {seen: [ada]}",
    "actions: [{contact: ada, trigger: call}]",
    "actions: [{contact: ada, trigger: call, kind: add_segment}, {contact: ada, trigger: call, kind: notify}]",
    'actions: [{contact: ada, trigger: call, n: 1, target: "sales@shop.example", with: {level: 1.5}}, {contact: ada, trigger: call}]',
    "excluded: [eve]",
  ])("%s", async (expected) => {
    expect(await differencesOf(RULEBOOK, oneRun(expected))).toEqual([]);
  });
});

describe("what came otherwise is told, and nothing else", () => {
  test.each([
    ["scores: {ada: {interest: 20, total: 10.000001}}", ["1 score interest ada: 20 / 20.000001"]],
    ["scores: {eve: {interest: 0}}", ["1 score interest eve: a scored contact / an excluded contact"]],
    ["awards: {ada: {opened: {times: 2}}}", ["1 award opened ada: 2 times / 3 times"]],
    [
      "awards: {Bo: {bought: {times: 1, points: 5}}}",
      ["1 award bought Bo: 1 time, 5 points / 0 times, 0 points"],
    ],
    ["bands: {Bo: {interest: warm}}", ["1 band interest Bo: warm / none"]],
    ["classes: {Bo: {size: big}}", ["1 class size Bo: big / none"]],
    ["stages: {ada: lead}", ["1 stage ada: lead / buyer"]],
    ["segments: {hot: [Bo]}", ["1 segment hot: -Bo +ada"]],
    ["labels: {seen: [ada, Bo]}", ["1 label seen: -Bo +"]],
    ["excluded: []", ["1 excluded: - +eve"]],
    [
      "actions: []",
      [
        "1 actions: - +{contact: ada, trigger: call, kind: notify, target: sales@shop.example, with: {score: 20.000001, level: 1.5}, n: 1} {contact: ada, trigger: call, kind: add_segment, target: called, n: 1}",
      ],
    ],
    [
      "actions: [{contact: ada, trigger: call}, {contact: Bo, trigger: warm, kind: email}]",
      ["1 actions: -{contact: Bo, trigger: warm, kind: email} +"],
    ],
    [
      "actions: [{contact: ada, trigger: call, n: 2}, {contact: ada, trigger: call}]",
      ["1 actions: -{contact: ada, trigger: call, n: 2} +"],
    ],
  ])("%s", async (expected, differences) => {
    expect(await differencesOf(RULEBOOK, oneRun(expected))).toEqual(differences);
  });

  test("more firings than at_most would stop the run", async () => {
    const yaml = `
rulebook: rules.yaml
as_of: 2026-03-01
tests:
  - name: two warm ones
    contacts: [{contact_id: a}, {contact_id: b}]
    events:
      - {contact: a, type: email_open, at: -1 day, repeat: 2, every: 1 hour}
      - {contact: b, type: email_open, at: -1 day, repeat: 2, every: 1 hour}
    expect: {bands: {a: {interest: warm}}}
`;
    expect(await differencesOf(RULEBOOK, yaml)).toEqual(["1 at_most warm: at most 1 firings in a run / 2"]);
  });
});

describe("what is behind a difference", () => {
  const behind = async (expected: string) => {
    const [run] = await failuresOf(RULEBOOK, oneRun(expected));
    return run?.behind;
  };

  test("a score of a sum brings the awards of the groups summed, once", async () => {
    const found = await behind("scores: {ada: {total: 1, interest: 1}}, awards: {ada: {bought: {times: 0}}}");
    expect(found).toMatchObject([
      { contact: "ada", group: { group: "total" } },
      {
        contact: "ada",
        rules: undefined,
        group: { group: "interest", lines: [{ rule: "opened" }, { rule: "bought" }, { rule: "french" }] },
      },
    ]);
  });

  test("an award brings its rule", async () => {
    expect(await behind("awards: {ada: {bought: {times: 0}}}")).toMatchObject([
      { group: { group: "interest" }, rules: ["bought"] },
    ]);
  });

  test("an action that did not come brings what its trigger found, and the scores it rests on", async () => {
    expect(
      await behind("actions: [{contact: ada, trigger: call}, {contact: Bo, trigger: call}]"),
    ).toMatchObject([
      { kind: "group", contact: "Bo", group: { group: "interest" } },
      { kind: "trigger", contact: "Bo", trigger: { trigger: "call", verdict: "not_met" } },
    ]);
  });

  test("an excluded contact brings why", async () => {
    expect(await behind("scores: {eve: {interest: 1, total: 1}}")).toMatchObject([
      { kind: "excluded", contact: "eve" },
    ]);
  });
});

describe("several runs on one state", () => {
  const twoRuns = (first: string, second: string) => `
rulebook: rules.yaml
tests:
  - name: two
    contacts: [{contact_id: ada, email: ada@x.example, country: FR, plan: pro}]
    events: [{contact: ada, type: email_open, at: -1 day, repeat: 4, every: 1 day}]
    runs:
      - {as_of: 2026-03-01, ${first}}
      - {as_of: 2026-05-01, ${second}}
`;

  test.each([
    ["a trigger that fires once does not fire again", "expect: {actions: []}"],
    ["what a trigger set stays", "expect: {segments: {called: [ada], hot: []}}"],
    ["a stage is kept", "expect: {stages: {ada: buyer}}"],
    [
      "rows of a run are added before it",
      "events: [{contact: ada, type: email_open, at: -1 day}], expect: {scores: {ada: {interest: 5.000001}}}",
    ],
    [
      "a later row replaces the fields it names",
      "contacts: [{contact_id: ada, country: DE}], expect: {scores: {ada: {interest: 0}}}",
    ],
    [
      "an excluded contact keeps what triggers set",
      "contacts: [{contact_id: ada, staff: true}], expect: {excluded: [ada], segments: {called: []}}",
    ],
  ])("%s", async (_, second) => {
    const first =
      "events: [{contact: ada, type: purchase, at: -1 day, amount: 1}], expect: {actions: [{contact: ada, trigger: call}]}";
    expect(await differencesOf(RULEBOOK, twoRuns(first, second))).toEqual([]);
  });

  test("a difference names its run", async () => {
    expect(
      await differencesOf(
        RULEBOOK,
        twoRuns("expect: {}", "expect: {scores: {ada: {total: 1}}}").replace(", expect: {}", ""),
      ),
    ).toEqual(["2 score total ada: 1 / 0.000001"]);
  });
});

describe("times", () => {
  const at = (written: string, extra = "") => `
rulebook: rules.yaml
as_of: 2026-03-31
tests:
  - name: t
    contacts: [{contact_id: ada}]
    events: [{contact: ada, type: email_open, at: ${written}${extra}}]
    expect: {awards: {ada: {opened: {times: 1}}}}
`;

  test.each<[string, boolean]>([
    ["-29 days", true],
    ["-30 days", false],
    ["-1 month", false],
    ["-2 weeks", true],
    ["2026-03-31T23:59", true],
    ["2026-04-01", false],
    ["2026-03-31T21:59:59.999Z", true],
    ["2026-03-31T22:00:00Z", false],
  ])("at %s counts: %s", async (written, counts) => {
    expect((await differencesOf(RULEBOOK, at(written))).length === 0).toBe(counts);
  });

  test("repetitions go back from the first, and months end where they end", async () => {
    // 31 March, 28 February: only the first lies in the 30 days.
    expect(await differencesOf(RULEBOOK, at("2026-03-31", ", repeat: 2, every: 1 month"))).toEqual([]);
  });

  test("rows of one instant are events of their own", async () => {
    const yaml = at("-1 day").replace("events: [", "events: [{contact: ada, type: email_open, at: -1 day}, ");
    expect(await differencesOf(RULEBOOK, yaml)).toEqual(["1 award opened ada: 1 time / 2 times"]);
  });

  test("rows with one event id are one event", async () => {
    const yaml = at("-1 day", ", event_id: 7").replace(
      "events: [",
      "events: [{contact: ada, type: email_open, at: -1 day, event_id: 7}, ",
    );
    expect(await differencesOf(RULEBOOK, yaml)).toEqual([]);
  });
});
