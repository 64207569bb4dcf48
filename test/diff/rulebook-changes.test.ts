// What is said to differ between two rulebooks.

import { describe, expect, test } from "vitest";
import { findRulebookChanges, readsAlike } from "../../src/diff/rulebook-changes.ts";
import { rulebookOf } from "../support/evaluate-yaml.ts";

const BASE = `rulebook: shop
groups: {ski: {bands: {hot: {above: 9}, cold: {}}}, fit: {}}
rules:
  opened: {group: ski, event: open, points: 5}
  clicked: {group: fit, event: click, points: 1}
traits: {orders: {count: {event: purchase}}}
classes: {grade: {a: {score.ski: {above: 5}}, rest: {}}}
segments: {warm: {when: {score.ski: {above: 3}}}, called: {}}
labels: {vip: {}}
stages: {lead: {}, mql: {when: {score.ski: {above: 5}}}, sql: {when: {score.ski: {above: 8}}}}
triggers:
  hello: {when: {score.ski: {above: 5}}, do: [{email: hi}]}
  bye: {when: {score.ski: {below: 0}}, do: [{email: bye}]}
sources: {crm: {kind: contacts, key: id}, shop: {kind: events, contact: {contact_id: c}, type: t, at: at}}
`;

/** One line for each change. */
function changesBetween(before: string, after: string): readonly string[] {
  return findRulebookChanges(rulebookOf(before), rulebookOf(after)).map(({ kind, id, change, details }) => {
    const shown = details.map(({ key, before, after }) => `${key}: ${before ?? "-"} -> ${after ?? "-"}`);
    return [`${change} ${kind} ${id}`, ...shown].join("; ");
  });
}

describe("a change of the rulebook", () => {
  test.each([
    ["a comment and blank lines", "groups:", "# a comment\n\ngroups:", []],
    [
      "keys in another order",
      "{group: ski, event: open, points: 5}",
      "{points: 5, event: open, group: ski}",
      [],
    ],
    [
      "a rule's points",
      "event: open, points: 5",
      "event: open, points: 7",
      ["changed rule opened; points: 5 -> 7"],
    ],
    [
      "a key that comes and one that goes",
      "event: open, points: 5",
      "event: open, points: {of: n, times: 2}, note: x",
      ["changed rule opened; points: 5 -> {of: n, times: 2}; note: - -> x"],
    ],
    ["another id", "clicked:", "hit:", ["added rule hit", "removed rule clicked"]],
    ["a band's test", "{above: 9}", "{above: 12}", ["changed band ski.hot; : {above: 9} -> {above: 12}"]],
    ["a band more", "hot: {above: 9},", "hot: {above: 9}, warm: {above: 4},", ["added band ski.warm"]],
    [
      "bands in another order",
      "hot: {above: 9}, cold: {}",
      "cold: {below: 1}, hot: {above: 9}",
      ["changed band ski.cold; : {} -> {below: 1}", "changed order bands of ski; : hot, cold -> cold, hot"],
    ],
    ["what bounds a group", "fit: {}", "fit: {max: 50}", ["changed group fit; max: - -> 50"]],
    [
      "a trait",
      "{count: {event: purchase}}",
      "{count: {event: order}}",
      ["changed trait orders; count: {event: purchase} -> {event: order}"],
    ],
    [
      "a class",
      "a: {score.ski: {above: 5}}",
      "a: {score.ski: {above: 6}}",
      ["changed class grade; a: {score.ski: {above: 5}} -> {score.ski: {above: 6}}"],
    ],
    [
      "a segment that gets a condition",
      "called: {}",
      "called: {when: {band.ski: hot}}",
      ["changed segment called; when: - -> {band.ski: hot}"],
    ],
    ["a label that goes", "labels: {vip: {}}", "labels: {top: {}}", ["added label top", "removed label vip"]],
    [
      "stages in another order",
      "lead: {}, mql: {when: {score.ski: {above: 5}}}",
      "mql: {when: {score.ski: {above: 5}}}, lead: {}",
      ["changed order stages; : lead, mql, sql -> mql, lead, sql"],
    ],
    [
      "what a trigger does",
      "[{email: hi}]",
      "[{email: hello}]",
      ["changed trigger hello; do: [{email: hi}] -> [{email: hello}]"],
    ],
    ["a source", "key: id", "key: email", ["changed source crm; key: id -> email"]],
    [
      "a setting that comes",
      "rulebook: shop",
      "rulebook: shop\ntimezone: Europe/Paris",
      ["added setting timezone; : - -> Europe/Paris"],
    ],
    [
      "the rulebook's name",
      "rulebook: shop",
      "rulebook: store",
      ["changed setting rulebook; : shop -> store"],
    ],
    [
      "whom it leaves out",
      "rulebook: shop",
      "rulebook: shop\nexclude: {country: FR}",
      ["added setting exclude; : - -> {country: FR}"],
    ],
  ])("%s", (_, written, otherwise, expected) => {
    expect(changesBetween(BASE, BASE.replace(written, otherwise))).toEqual(expected);
  });

  test("has the places of both, where it has any", () => {
    const [rule] = findRulebookChanges(
      rulebookOf(BASE),
      rulebookOf(`# moved down\n${BASE.replace("points: 5", "points: 7")}`),
    );
    expect([rule?.before?.line, rule?.after?.line]).toEqual([4, 5]);
  });
});

describe("rulebooks read exports alike", () => {
  test.each([
    ["when other rules score", "points: 5", "points: 7", true],
    ["unless a source is another", "key: id", "key: email", false],
    ["unless the time zone is another", "rulebook: shop", "rulebook: shop\ntimezone: Europe/Paris", false],
  ])("%s", (_, written, otherwise, expected) => {
    expect(readsAlike(rulebookOf(BASE), rulebookOf(`# moved\n${BASE.replace(written, otherwise)}`))).toBe(
      expected,
    );
  });
});
