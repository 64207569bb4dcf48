import { describe, expect, test } from "vitest";
import { evaluateContact, rulebookOf, summarise } from "../support/evaluate-yaml.ts";

const buys = (...amounts: string[]) =>
  amounts.map((amount, i) => ({ type: "buy", at: `2026-02-0${i + 1}`, fields: { amount } }));

/** Scores of groups `yaml`, of which "a" gets the amounts bought. */
function evaluate(groups: string, amounts: string[], more = "") {
  const rulebook = rulebookOf(`
rulebook: t
groups: {${groups}}
rules: {r: {group: a, event: buy, points: {of: amount}}}
${more}`);
  return evaluateContact(rulebook, { events: buys(...amounts) }, "2026-03-01");
}

describe("scores", () => {
  test.each([
    ["the sum of awards", "a: {}", ["1.5", "2"], { a: "3.5" }],
    ["start without awards", "a: {start: 5}", [], { a: "5" }],
    ["start plus awards", "a: {start: 5}", ["-7"], { a: "-2" }],
    ["kept above min after summing", "a: {min: 0}", ["-10", "4"], { a: "0" }],
    ["kept below max after summing", "a: {max: 100}", ["150", "-20"], { a: "100" }],
    ["weighted", "a: {}, b: {start: 3}, t: {sum: {a: 1, b: 0.5}}", ["1"], { a: "1", b: "3", t: "2.5" }],
    [
      "weighted before b is declared",
      "t: {sum: {b: 1}}, a: {}, b: {start: 3}",
      [],
      { t: "3", a: "0", b: "3" },
    ],
    ["of bounded scores", "a: {max: 10}, t: {sum: {a: 2}, max: 15}", ["99"], { a: "10", t: "15" }],
  ])("%s", (_, groups, amounts, expected) => {
    expect(summarise(evaluate(groups, amounts)).scores).toEqual(expected);
  });
});

test("a score beyond nine billion is an error that names the group", () => {
  expect(() => evaluate("a: {}, t: {sum: {a: 2}}", ["5000000000"])).toThrow('group "t" gives more than');
});

describe("bands", () => {
  const groups = "a: {bands: {high: {above: 45}, some: {above: 0}, low: {below: 0}, none: {}}}";
  test.each([
    [["45.000001"], "high"],
    [["45"], "some"],
    [["-0.000001"], "low"],
    [[], "none"],
  ])("%j is %s", (amounts, expected) => {
    expect(evaluate(groups, amounts).scores[0]?.band).toBe(expected);
  });

  test("a score that fits no band has none", () => {
    expect(evaluate("a: {bands: {high: {above: 45}}}", []).scores[0]?.band).toBeUndefined();
  });
});

describe("classes", () => {
  const groups = "a: {}, b: {start: 10}, c: {start: 10}";
  test.each([
    ["the first case that holds", "{one: {score.b: {above: 5}}, two: {}}", "one"],
    ["a later case", "{one: {score.b: {above: 50}}, two: {}}", "two"],
    ["no case", "{one: {score.b: {above: 50}}}", undefined],
    ["the highest group; ties go to the earlier", "{highest: [a, c, b]}", "c"],
    ["none reaches at_least", "{highest: [a, c, b], at_least: 10.000001}", undefined],
    ["the one that reaches at_least", "{highest: [a, b], at_least: 10}", "b"],
  ])("%s", (_, yaml, expected) => {
    const evaluation = evaluate(groups, [], `classes: {x: ${yaml}}`);
    expect(evaluation.classes[0]?.value).toBe(expected);
  });

  test("a later class sees an earlier one", () => {
    const evaluation = evaluate(groups, [], "classes: {x: {one: {}}, y: {two: {class.x: one}}}");
    expect(evaluation.classes).toEqual([
      { class: "x", value: "one" },
      { class: "y", value: "two" },
    ]);
  });
});

describe("segments and labels", () => {
  test("later ones see earlier ones, labels see segments", () => {
    const evaluation = evaluate(
      "a: {}",
      ["5"],
      `
segments: {s1: {when: {score.a: 5}}, s2: {when: {segment.s1: true}}, s3: {when: {segment.s1: false}}}
labels: {l1: {when: {segment.s2: true}}, l2: {when: {label.l1: true}}, l3: {when: {none: [{label.l1: true}]}}}`,
    );
    expect([evaluation.segments, evaluation.labels]).toEqual([
      ["s1", "s2"],
      ["l1", "l2"],
    ]);
  });

  test("those without a condition stay as the run before left them", () => {
    const rulebook = rulebookOf(`
rulebook: t
groups: {a: {}}
rules: {r: {event: buy, points: 1}}
segments: {kept: {}, other: {}, seen: {when: {segment.kept: true}}}`);
    const previous = { segments: new Set(["kept", "gone-from-the-rulebook"]) };
    expect(evaluateContact(rulebook, { previous }, "2026-03-01").segments).toEqual(["kept", "seen"]);
  });
});
