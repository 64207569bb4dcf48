import { describe, expect, test } from "vitest";
import { compileRulebook } from "../../src/evaluate/compile-rulebook.ts";
import type { Rulebook } from "../../src/rulebook/model.ts";
import { parseAsOf } from "../../src/values/as-of.ts";
import { createCalendar } from "../../src/values/calendar.ts";
import { evaluateContact, historyOf, NO_PREVIOUS, nextState, rulebookOf } from "../support/evaluate-yaml.ts";

function rulebookWith(trigger: string, more = ""): Rulebook {
  return rulebookOf(`
rulebook: t
groups: {g: {}}
rules: {r: {points: {of: points}}}
${more}
triggers: {t: ${trigger}}`);
}

type Night = readonly [asOf: string, fields: Record<string, string>];

/** The firing number of each night, 0 where nothing fired. */
function firings(rulebook: Rulebook, nights: readonly Night[]): number[] {
  const evaluate = compileRulebook(rulebook);
  let previous = NO_PREVIOUS;
  return nights.map(([asOf, fields]) => {
    const history = historyOf(rulebook, { fields, previous });
    const evaluation = evaluate(history, parseAsOf(asOf, createCalendar("UTC"))!);
    if (evaluation.kind === "excluded") return 0;
    previous = nextState(rulebook, evaluation);
    return evaluation.firings[0]?.number ?? 0;
  });
}

const nights = (...points: (number | [number, Record<string, string>])[]): Night[] =>
  points.map((each, i) => {
    const [value, more] = Array.isArray(each) ? each : [each, {}];
    return [`2026-03-${String(i + 1).padStart(2, "0")}`, { points: String(value), ...more }];
  });

const DO = "do: [{email: hello}]";
const HOLD = { hold: "yes" };

describe("firing over several nights", () => {
  test.each<[string, string, Night[], number[]]>([
    ["once by default", `{when: {score.g: {at_least: 100}}, ${DO}}`, nights(100, 100, 0, 100), [1, 0, 0, 0]],
    [
      "each_time re-arms when it no longer holds",
      `{when: {score.g: {at_least: 100}}, fires: each_time, ${DO}}`,
      nights(100, 100, 0, 100),
      [1, 0, 0, 2],
    ],
    [
      "rearm says when instead",
      `{when: {score.g: {at_least: 100}}, fires: each_time, rearm: {score.g: {below: 80}}, ${DO}}`,
      nights(100, 90, 100, 79, 100),
      [1, 0, 0, 0, 2],
    ],
    [
      "rearm while it holds fires again",
      `{when: {score.g: {at_least: 100}}, fires: each_time, rearm: {hold: yes}, ${DO}}`,
      nights(100, 100, [100, HOLD]),
      [1, 0, 2],
    ],
    [
      "unless makes it wait, armed",
      `{when: {score.g: {at_least: 100}}, unless: {hold: yes}, ${DO}}`,
      nights([100, HOLD], [100, HOLD], 100, 100),
      [0, 0, 1, 0],
    ],
    [
      "a cooldown makes it wait, armed",
      `{when: {score.g: {at_least: 100}}, fires: each_time, cooldown: 3 days, ${DO}}`,
      nights(100, 0, 100, 100, 100),
      [1, 0, 0, 2, 0],
    ],
    [
      "existing: skip passes over those who qualify at first",
      `{when: {score.g: {at_least: 100}}, existing: skip, ${DO}}`,
      nights(100, 100, 0, 100),
      [0, 0, 0, 0],
    ],
    [
      "existing: skip lets later ones in",
      `{when: {score.g: {at_least: 100}}, existing: skip, ${DO}}`,
      nights(0, 100),
      [0, 1],
    ],
    [
      "existing: skip with each_time counts from the first real firing",
      `{when: {score.g: {at_least: 100}}, existing: skip, fires: each_time, ${DO}}`,
      nights(100, 0, 100),
      [0, 0, 1],
    ],
  ])("%s", (_, trigger, sequence, expected) => {
    expect(firings(rulebookWith(trigger), sequence)).toEqual(expected);
  });
});

describe("actions", () => {
  test("placeholders take anything that a condition can name", () => {
    const rulebook = rulebookWith(
      '{when: {score.g: 7}, do: [{integration: crm, with: {why: "{first_name}: {score.g}, {band.g}{missing}, {label.vip}", score: 7, urgent: true}}]}',
      "labels: {vip: {}}",
    );
    const fields = { points: "7", first_name: "Zoë {x}" };
    expect(evaluateContact(rulebook, { fields }, "2026-03-01").firings[0]?.actions).toEqual([
      { kind: "integration", target: "crm", with: { why: "Zoë {x}: 7, , false", score: 7, urgent: true } },
    ]);
  });

  test("memberships change in rulebook order, and all triggers see the state before", () => {
    const rulebook = rulebookOf(`
rulebook: t
groups: {g: {}}
rules: {r: {points: {of: points}}}
labels: {a: {}, b: {}}
triggers:
  first: {when: {score.g: 1}, do: [{add_label: a}, {add_label: b}]}
  second: {when: {score.g: 1}, do: [{remove_label: b}]}
  third: {when: {label.a: true}, do: [{email: e}]}`);
    const contact = { fields: { points: "1" } };
    const evaluation = evaluateContact(rulebook, contact, "2026-03-01");
    expect([evaluation.labels, evaluation.firings.map(({ trigger }) => trigger)]).toEqual([
      ["a"],
      ["first", "second"],
    ]);
    const previous = nextState(rulebook, evaluation);
    const next = evaluateContact(rulebook, { ...contact, previous }, "2026-03-02");
    expect(next.firings.map(({ trigger }) => trigger)).toEqual(["third"]);
  });
});

test("a trigger that has left the rulebook keeps its firings for its return", () => {
  const before = rulebookWith(`{when: {score.g: 1}, ${DO}}`);
  const without = rulebookOf("{rulebook: t, groups: {g: {}}, rules: {r: {points: {of: points}}}}");
  const fields = { points: "1" };
  const first = evaluateContact(before, { fields }, "2026-03-01");
  const second = evaluateContact(without, { fields, previous: nextState(before, first) }, "2026-03-02");
  const previous = nextState(before, second);
  expect(evaluateContact(before, { fields, previous }, "2026-03-03").firings).toEqual([]);
});
