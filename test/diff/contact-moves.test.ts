// What differs for one contact under two rulebooks.

import { describe, expect, test } from "vitest";
import { type ContactMoves, createContactComparer, hasMoved } from "../../src/diff/contact-moves.ts";
import type { Listed } from "../../src/diff/places.ts";
import { formatDecimal } from "../../src/values/decimal.ts";
import { evaluateContact, rulebookOf, type TestContact } from "../support/evaluate-yaml.ts";

const ADA: TestContact = {
  events: [
    { type: "open", at: "2026-02-01" },
    { type: "open", at: "2026-02-02" },
    { type: "buy", at: "2026-02-03" },
  ],
};

const BASE = `rulebook: shop
groups:
  ski: {max: 100, bands: {hot: {at_least: 20}, cold: {}}}
  all: {sum: {ski: 0.5}}
rules: {opened: {group: ski, event: open, points: 5}, bought: {group: ski, event: buy, points: 1}}
classes: {grade: {a: {band.ski: hot}}}
segments: {warm: {when: {score.ski: {above: 15}}}}
labels: {new: {when: {score.ski: {below: 15}}}}
stages: {lead: {}, mql: {when: {band.ski: hot}}}
triggers:
  offer: {when: {score.ski: {above: 5}}, do: [{email: offer, with: {score: "{score.ski}"}}]}
  club: {when: {band.ski: hot}, do: [{email: club}, {email: club}]}
`;

function movesOf(yaml: string): ContactMoves {
  const [before, after] = [rulebookOf(BASE), rulebookOf(yaml)];
  const at = "2026-03-01";
  const compare = createContactComparer(before, after);
  return compare(evaluateContact(before, ADA, at), evaluateContact(after, ADA, at));
}

const changed = (written: string, otherwise: string) => movesOf(BASE.replace(written, otherwise));

describe("scores", () => {
  test.each([
    [
      "move by the rules whose points differ",
      "open, points: 5",
      "open, points: 6",
      ["ski 11 -> 13: opened 10 -> 12; rest 0", "all 5.5 -> 6.5: ; rest 0"],
    ],
    [
      "move by a rule that goes",
      "opened: {group: ski, event: open",
      "opened: {group: ski, event: none",
      ["ski 11 -> 1: opened 10 -> 0; rest 0", "all 5.5 -> 0.5: ; rest 0"],
    ],
    [
      "move by the group's start alone",
      "{max: 100",
      "{start: 4, max: 100",
      ["ski 11 -> 15: ; rest 4", "all 5.5 -> 7.5: ; rest 0"],
    ],
    [
      "move by rules less what a bound takes",
      "max: 100, bands: {hot: {at_least: 20}",
      "max: 8, bands: {hot: {at_least: 20}",
      ["ski 11 -> 8: ; rest -3", "all 5.5 -> 4: ; rest 0"],
    ],
    [
      "of a group that one rulebook lacks do not move",
      "all: {sum: {ski: 0.5}}",
      "sum: {sum: {ski: 0.5}}",
      [],
    ],
  ])("%s", (_, written, otherwise, expected) => {
    const shown = changed(written, otherwise).scores.map(({ group, before, after, rules, rest }) => {
      const causes = rules.map(
        (move) => `${move.rule} ${formatDecimal(move.before)} -> ${formatDecimal(move.after)}`,
      );
      return `${group} ${formatDecimal(before)} -> ${formatDecimal(after)}: ${causes.join(", ")}; rest ${formatDecimal(rest)}`;
    });
    expect(shown).toEqual(expected);
  });
});

test("bands, classes, stages, segments and labels are entered and left", () => {
  expect(changed("open, points: 5", "open, points: 10").places).toEqual([
    { kind: "band", name: "ski", before: "cold", after: "hot" },
    { kind: "class", name: "grade", before: undefined, after: "a" },
    { kind: "stage", name: "stage", before: "lead", after: "mql" },
    { kind: "segment", name: "warm", before: undefined, after: "member" },
    { kind: "label", name: "new", before: "member", after: undefined },
  ]);
});

describe("actions", () => {
  const action = (trigger: string, target: string) => ({ trigger, kind: "email", target });
  test.each([
    [
      "with other parameters",
      "open, points: 5",
      "open, points: 6",
      [{ ...action("offer", "offer"), before: { score: "11" }, after: { score: "13" } }],
    ],
    [
      "that fire under the later rulebook alone, each",
      "hot: {at_least: 20}",
      "hot: {at_least: 11}",
      [
        { ...action("club", "club"), before: undefined, after: {} },
        { ...action("club", "club"), before: undefined, after: {} },
      ],
    ],
    [
      "that fire under the earlier one alone",
      "{above: 5}}, do",
      "{above: 50}}, do",
      [{ ...action("offer", "offer"), before: { score: "11" }, after: undefined }],
    ],
    [
      "of another trigger are other actions",
      "offer: {when",
      "other: {when",
      [
        { ...action("other", "offer"), before: undefined, after: { score: "11" } },
        { ...action("offer", "offer"), before: { score: "11" }, after: undefined },
      ],
    ],
  ])("%s", (_, written, otherwise, expected) => {
    expect(changed(written, otherwise).actions).toEqual(expected);
  });
});

describe("listing", () => {
  const book = rulebookOf(BASE);
  const ada = evaluateContact(book, ADA, "2026-03-01");
  test.each<[string, Listed, Listed, string, boolean, number, number]>([
    ["who is excluded under the earlier one alone enters all", undefined, ada, "entered", true, 3, 1],
    ["who is excluded under the later one alone leaves all", ada, undefined, "left", true, 3, 1],
    ["who is excluded under both does not move", undefined, undefined, "kept", false, 0, 0],
    ["who is scored the same does not move", ada, ada, "kept", false, 0, 0],
  ])("%s", (_, was, is, listing, moved, places, actions) => {
    const moves = createContactComparer(book, book)(was, is);
    const { scores, ...rest } = moves;
    expect([rest.listing, hasMoved(moves), scores.length, rest.places.length, rest.actions.length]).toEqual([
      listing,
      moved,
      0,
      places,
      actions,
    ]);
  });
});
