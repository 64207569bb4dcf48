import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { rulebookSchema } from "../../src/rulebook/schema.ts";
import { atLeast, FRAME, load, micro, ruleOf } from "./load-text.ts";

const conditionOf = (written: string) => ruleOf(`{points: 1, when: ${written}}`)?.when;

const testOf = (written: string) => {
  const condition = conditionOf(`{country: ${written}}`);
  return condition?.kind === "test" ? condition.test : undefined;
};

describe("tests", () => {
  test.each([
    ["FR", { kind: "equals", oneOf: [{ kind: "text", text: "FR" }] }],
    ['"12"', { kind: "equals", oneOf: [{ kind: "text", text: "12" }] }],
    ["12.50", { kind: "equals", oneOf: [{ kind: "number", value: micro("12.5") }] }],
    ["yes", { kind: "equals", oneOf: [{ kind: "text", text: "yes" }] }],
    [
      "[FR, 1, true]",
      {
        kind: "equals",
        oneOf: [
          { kind: "text", text: "FR" },
          { kind: "number", value: micro("1") },
          { kind: "boolean", value: true },
        ],
      },
    ],
    ["{at_least: 0.000001}", atLeast("0.000001")],
    ["{at_least: 123456789.012345}", atLeast("123456789.012345")],
    ["{at_least: -9000000000}", atLeast("-9000000000")],
    [
      "{at_least: 1, below: 5}",
      { kind: "all", tests: [atLeast("1"), { kind: "number", relation: "below", bound: micro("5") }] },
    ],
    ["{before: 2024-02-29}", { kind: "before", day: { year: 2024, month: 2, day: 29 } }],
    ["{older_than: 1 quarter}", { kind: "older_than", duration: { count: 1, unit: "quarter" } }],
    ["{contains: bot}", { kind: "text", relation: "contains", anyOf: ["bot"] }],
    ["{ends_with: [a, b]}", { kind: "text", relation: "ends_with", anyOf: ["a", "b"] }],
    ["{matches: '^/a\\.b'}", { kind: "matches", pattern: "^/a\\.b" }],
    ["{exists: false}", { kind: "exists", expected: false }],
    ["{not: [FR]}", { kind: "not", test: { kind: "equals", oneOf: [{ kind: "text", text: "FR" }] } }],
  ])("%s", (written, expected) => {
    expect(testOf(written)).toEqual(expected);
  });
});

describe("conditions", () => {
  const anything = { kind: "exists", expected: true };
  const selector = {
    types: ["buy"],
    where: [],
    within: undefined,
    since: undefined,
    until: undefined,
    sequences: [],
  };
  test.each([
    ["{spent: {exists: true}}", { kind: "test", subject: { kind: "trait", id: "spent" }, test: anything }],
    [
      "{spend: {exists: true}, x: {exists: true}}",
      {
        kind: "all",
        of: [
          { kind: "test", subject: { kind: "field", name: "spend" }, test: anything },
          { kind: "test", subject: { kind: "field", name: "x" }, test: anything },
        ],
      },
    ],
    [
      "{field.spent: {exists: true}}",
      { kind: "test", subject: { kind: "field", name: "spent" }, test: anything },
    ],
    ["{}", { kind: "all", of: [] }],
    [
      "{none: [{a: {exists: true}}]}",
      { kind: "none", of: [{ kind: "test", subject: { kind: "field", name: "a" }, test: anything }] },
    ],
    ["{did: {event: buy}}", { kind: "did", selector, times: atLeast("1") }],
    [
      "{did: {event: buy, times: 2}}",
      {
        kind: "did",
        selector,
        times: {
          kind: "equals",
          oneOf: [{ kind: "number", value: micro("2") }],
        },
      },
    ],
    ["{did_not: {event: buy, times: {at_least: 3}}}", { kind: "did_not", selector, times: atLeast("3") }],
  ])("%s", (written, expected) => {
    expect(conditionOf(written)).toEqual(expected);
  });
});

describe("stages", () => {
  const stages = "\nstages: {lead: {title: Lead}, won: {when: {did: {event: buy}}}}\n";
  const { stages: found, recycle } = load(
    `${FRAME}  r: {event: a, points: 1}${stages}recycle: {event: lost, to: lead}\n`,
  );

  test("keep their order, titles and conditions", () => {
    expect(found).toMatchObject([
      { id: "lead", title: "Lead", when: undefined, location: { line: 6, column: 10 } },
      { id: "won", title: undefined, when: { kind: "did" } },
    ]);
  });

  test("are gone back to", () => {
    expect(recycle).toMatchObject({ selector: { types: ["lost"] }, to: "lead" });
  });

  test("are a subject of conditions", () => {
    const rulebook = load(
      `${FRAME}  r: {event: a, points: 1}${stages}segments: {s: {when: {stage: [lead, won]}}}\n`,
    );
    expect(rulebook.segments[0]?.when).toMatchObject({ kind: "test", subject: { kind: "stage" } });
  });
});

test("a group has the selector that resets it", () => {
  expect(
    load("rulebook: a\ngroups: {g: {reset: {event: lost}}}\nrules: {r: {event: a, points: 1}}\n").groups,
  ).toMatchObject([{ kind: "plain", reset: { types: ["lost"] } }]);
});

describe("a whole rulebook", () => {
  const file = new URL("fixtures/ok/everything.yaml", import.meta.url);
  const everything = load(readFileSync(file, "utf8"));

  test("keeps the order of the file", () => {
    expect(everything.groups.map(({ id }) => id)).toEqual(["ski", "hiking", "total"]);
    expect(everything.groups[0]?.bands.map(({ id }) => id)).toEqual(["hot", "warm", "cold"]);
    expect(everything.traits.map(({ measure }) => measure).slice(0, 3)).toEqual([
      "count",
      "count_days",
      "distinct",
    ]);
  });

  test("a band without a test takes every score", () => {
    expect(everything.groups[0]?.bands.at(-1)).toMatchObject({ id: "cold", test: undefined });
  });

  test("a combined group has its weights", () => {
    expect(everything.groups[2]).toMatchObject({
      kind: "combined",
      terms: [
        { group: "ski", weight: micro("1") },
        { group: "hiking", weight: micro("0.5") },
      ],
    });
  });

  test("classes are cases or the highest of groups", () => {
    expect(everything.classes.map(({ kind, id }) => [kind, id])).toEqual([
      ["cases", "grade"],
      ["highest", "interest"],
      ["cases", "both"],
    ]);
  });

  test("a trigger has all its keys, and its texts in pieces", () => {
    expect(everything.triggers[0]).toMatchObject({
      fires: "each_time",
      cooldown: { count: 30, unit: "day" },
      existing: "skip",
      atMost: 500,
    });
    expect(everything.triggers[0]?.actions[3]).toEqual({
      kind: "integration",
      target: "salesforce",
      with: [
        { name: "object", value: { kind: "template", pieces: ["lead"] } },
        { name: "n", value: { kind: "constant", value: 5 } },
        { name: "yes", value: { kind: "constant", value: true } },
        {
          name: "why",
          value: {
            kind: "template",
            pieces: [
              "ski ",
              { kind: "score", id: "ski" },
              ", {braces} ",
              { kind: "band", id: "ski" },
              { kind: "class", id: "grade" },
              " ",
              { kind: "stage" },
              " ",
              { kind: "field", name: "country" },
              " ",
              { kind: "trait", id: "spent" },
            ],
          },
        },
      ],
    });
  });
});

test("a definition's location is the place of its id", () => {
  expect(load(`${FRAME}  opened:\n    event: a\n    points: 1\n`).rules[0]?.location).toEqual({
    file: "shop.yaml",
    line: 5,
    column: 3,
  });
});

test("without more, the zone is UTC, a group starts at 0 and a trigger fires once, also for those who already qualify", () => {
  const rulebook = load(
    `${FRAME}  r: {event: a, points: 1}\ntriggers: {t: {when: {a: 1}, do: [{email: x}]}}\n`,
  );
  expect(rulebook).toMatchObject({
    timezone: "UTC",
    groups: [{ kind: "plain", start: 0n }],
    rules: [{ groups: ["score"] }],
    triggers: [{ fires: "once", existing: "fire", atMost: undefined, cooldown: undefined }],
  });
});

test("the shape can be given to editors as a JSON Schema", () => {
  const schema = z.toJSONSchema(rulebookSchema, { target: "draft-7" });
  expect(schema).toMatchObject({
    type: "object",
    required: ["rulebook"],
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { required: ["groups", "rules"] },
    additionalProperties: false,
    properties: { recycle: { properties: { not_followed_by: { required: ["event", "within"] } } } },
  });
});
