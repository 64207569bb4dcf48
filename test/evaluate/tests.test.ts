import { describe, expect, test } from "vitest";
import { evaluateContact, rulebookOf } from "../support/evaluate-yaml.ts";

/** Whether a contact with `value` in field `x` meets `x: <yaml>`; `undefined` is a missing field. */
function holds(yaml: string, value: string | undefined): boolean {
  const rulebook = rulebookOf(`
rulebook: t
timezone: Europe/Paris
groups: {g: {}}
rules: {r: {when: {x: ${yaml}}, points: 1}}`);
  const fields = value === undefined ? {} : { x: value };
  return evaluateContact(rulebook, { fields }, "2026-03-01").awards.length === 1;
}

describe("equals", () => {
  test.each([
    ["FR", "fr ", true],
    ["FR", "F", false],
    ["FR", undefined, false],
    ["[FR, BE]", "be", true],
    ["[FR, BE]", "de", false],
    ["12", "12.0", true],
    ["12", "012", true],
    ["12", "12a", false],
    ['"12"', "12.0", false],
    ['"007"', "007", true],
    ["true", "Yes", true],
    ["true", "1", true],
    ["true", "no", false],
    ["true", undefined, false],
    ["false", "OFF", true],
    ["false", undefined, false],
    ["false", "maybe", false],
    ["[FR, 12, true]", "y", true],
    ["É", "e\u0301", true],
  ])("%s for %j is %s", (yaml, value, expected) => {
    expect(holds(yaml, value)).toBe(expected);
  });
});

describe("numbers", () => {
  test.each([
    ["{above: 1}", "1", false],
    ["{above: 1}", "1.000001", true],
    ["{at_least: 1}", "1", true],
    ["{below: 1}", "0.999999", true],
    ["{at_most: 1}", "1", true],
    ["{above: -1, below: 1}", "0", true],
    ["{above: -1, below: 1}", "1", false],
    ["{below: 5}", "n/a", false],
    ["{below: 5}", "1e0", false],
    ["{below: 5}", undefined, false],
    ["{above: 100}", "12345678901234567890.5", true],
  ])("%s for %j is %s", (yaml, value, expected) => {
    expect(holds(yaml, value)).toBe(expected);
  });
});

describe("dates, as of 1 March 2026 in Paris", () => {
  test.each([
    ["{before: 2026-01-01}", "2025-12-31T22:59:59Z", true],
    ["{before: 2026-01-01}", "2025-12-31T23:00:00Z", false],
    ["{after: 2026-01-01}", "2026-01-01T22:59:59.999Z", false],
    ["{after: 2026-01-01}", "2026-01-02", true],
    ["{within: 30 days}", "2026-01-30T23:59:59.999", false],
    ["{within: 30 days}", "2026-01-31T00:00:00", true],
    ["{within: 30 days}", "2026-03-02", false],
    ["{older_than: 30 days}", "2026-01-30T23:59:59.999", true],
    ["{older_than: 30 days}", "2026-01-31", false],
    ["{older_than: 30 days}", "last year", false],
    ["{within: 30 days}", undefined, false],
  ])("%s for %j is %s", (yaml, value, expected) => {
    expect(holds(yaml, value)).toBe(expected);
  });
});

describe("texts", () => {
  test.each([
    ["{contains: RECT}", "Sales director", true],
    ["{contains: [bot, scan]}", "LinkScanner", true],
    ["{starts_with: ski-}", "Ski-guide", true],
    ["{ends_with: .nl}", "a@b.NL ", true],
    ["{ends_with: .nl}", undefined, false],
    ['{matches: "^/(pricing|demo)(/|$)"}', "/pricing/eu", true],
    ['{matches: "^/(pricing|demo)(/|$)"}', "/pricingx", false],
    ["{matches: abc}", "ABC", false],
    ["{matches: b}", "abc", true],
  ])("%s for %j is %s", (yaml, value, expected) => {
    expect(holds(yaml, value)).toBe(expected);
  });
});

describe("presence and negation", () => {
  test.each([
    ["{exists: true}", "x", true],
    ["{exists: true}", undefined, false],
    ["{exists: false}", undefined, true],
    ["{exists: false}", "x", false],
    ["{not: FR}", "BE", true],
    ["{not: FR}", undefined, true],
    ["{not: [FR, BE]}", "fr", false],
    ["{not: {above: 3}}", "n/a", true],
    ["{not: {exists: false}}", undefined, false],
  ])("%s for %j is %s", (yaml, value, expected) => {
    expect(holds(yaml, value)).toBe(expected);
  });
});

test.each([
  ["true", 1, true],
  ["false", 1, false],
  ["false", 0, true],
  ["true", 2, false],
])("%s for a trait that is %i is %s", (yaml, count, expected) => {
  const rulebook = rulebookOf(
    `{rulebook: t, traits: {n: {count: {event: a}}}, groups: {g: {}}, rules: {r: {when: {n: ${yaml}}, points: 1}}}`,
  );
  const events = Array.from({ length: count }, () => ({ type: "a", at: "2026-02-01" }));
  expect(evaluateContact(rulebook, { events }, "2026-03-01").awards).toHaveLength(expected ? 1 : 0);
});

test("a field of the object prototype's name is missing like any other", () => {
  const rulebook = rulebookOf(`
rulebook: t
groups: {g: {}}
rules: {r: {when: {constructor: {exists: false}, field.valueof: {exists: false}}, points: 1}}`);
  expect(evaluateContact(rulebook, {}, "2026-03-01").awards).toHaveLength(1);
});
