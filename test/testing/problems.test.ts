// Every mistake of a test file is found, with its place.

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { testMessages } from "../../src/diagnostics/test-messages.ts";
import { load, problemsOf } from "./support.ts";

const RULEBOOK = `
rulebook: shop
groups: {interest: {bands: {hot: {at_least: 20}}}, other: {}}
rules: {opened: {group: interest, event: email_open, points: 5}}
classes: {size: {big: {score.interest: {at_least: 10}}}}
segments: {hot: {when: {band.interest: hot}}}
labels: {seen: {}}
stages: {lead: {}}
triggers: {call: {when: {score.interest: {at_least: 20}}, do: [{email: x}]}}
`;

/** A test on line 4; what it holds starts on line 5. */
const file = (...lines: readonly string[]) =>
  [
    "rulebook: rules.yaml",
    "as_of: 2026-03-01",
    "tests:",
    "  - name: t",
    ...lines.map((line) => `    ${line}`),
  ].join("\n");
const ADA = "contacts: [{contact_id: ada}]";
const EXPECT = "expect: {scores: {ada: {interest: 0}}}";
const expecting = (expected: string) => file(ADA, `expect: {${expected}}`);
const event = (row: string) => file(ADA, `events: [{${row}}]`, EXPECT);

describe("problems", () => {
  test.each<[string, readonly string[]]>([
    ["", ["1:1 empty-test-file"]],
    ["tests: [", ["1:9 yaml-syntax"]],
    [`${file(ADA, EXPECT)}\n---\nx: 1`, ["7:1 second-test-document"]],
    ["rulebook: rules.yaml\nas_of: 2026-03-01\ntests: []", ["3:8 wrong-value"]],
    [
      "rulebook: rules.yaml\nasof: 2026-03-01\ntests: [{name: t, expect: {excluded: []}}]",
      ["2:1 unexpected-key"],
    ],
    ["rulebook: rules.yaml\ntests: [{name: t, expect: {excluded: []}}]", ["2:9 missing-as-of"]],
    ["as_of: 2026-03-01\ntests: [{name: t, expect: {excluded: []}}]", ["1:1 missing-key"]],
    [file(ADA, EXPECT, "as_of: tomorrow"), ["7:12 bad-as-of"]],
    [file(ADA, EXPECT, "expects: {}"), ["7:5 unexpected-key"]],
    [file(ADA), ["4:5 nothing-expected"]],
    [file(ADA, "expect: {}"), ["6:13 nothing-expected"]],
    [
      file(ADA, EXPECT, "- name: t").replace("    - name", "  - name"),
      ["7:5 nothing-expected", "7:11 test-named-twice"],
    ],
    [file(ADA, EXPECT, "runs: [{as_of: 2026-03-01}]"), ["4:5 nothing-expected", "6:5 only-without-runs"]],
    [
      file(ADA, "runs: [{as_of: 2026-03-02, expect: {excluded: []}}, {as_of: 2026-03-01}]"),
      ["6:65 runs-go-back"],
    ],
    [file("contacts: [{name: ada}]", "expect: {excluded: []}"), ["5:16 contact-without-key"]],
    [file("contacts: [{contact_id: a}, {contact_id: a}]", "expect: {excluded: []}"), ["5:33 contact-twice"]],
    [
      file("contacts: [{contact_id: a, Job Title: x, job_title: y}]", "expect: {excluded: []}"),
      ["5:46 field-twice"],
    ],
    [file("contacts: [{contact_id: a, tags: [x]}]", "expect: {excluded: []}"), ["5:38 wrong-value"]],
    [event("contact: bo, type: x, at: -1 day"), ["6:24 unknown-contact"]],
    [event("contact: ada, type: x, at: 1 day ago"), ["6:42 bad-event-time"]],
    [event("contact: ada, type: x, at: -999999 years"), ["6:42 bad-event-time"]],
    [event("contact: ada, type: x, at: -1 day, repeat: 9999999999, every: 1 day"), ["6:58 wrong-value"]],
    [event("contact: ada, type: x, at: -1 day, repeat: 9, every: 9999 years"), ["6:42 bad-event-time"]],
    [event("contact: ada, type: x, at: -1 day, repeat: 2"), ["6:50 repeat-and-every"]],
    [event("contact: ada, type: x, at: -1 day, every: 1 day"), ["6:50 repeat-and-every"]],
    [event("contact: ada, type: x, at: -1 day, repeat: 2, every: 1d"), ["6:68 bad-duration"]],
    [
      event("contact: ada, type: x, at: -1 day, repeat: 2, every: 1 day, event_id: 1"),
      ["6:75 repeated-event-id"],
    ],
    [event("type: x, at: -1 day"), ["6:14 event-of-nobody"]],
    [event('contct: ada, email: " ", type: x, at: -1 day'), ["6:14 event-of-nobody"]],
    [event("fields: {email: a@x.example}, type: x, at: -1 day"), ["6:14 event-of-nobody"]],
    [event("contact: bo, visitor_id: v, type: x, at: -1 day"), ["6:24 unknown-contact"]],
    [event('contact: ada, type: " ", at: -1 day'), ["6:35 blank-event"]],
    [event("contact: ada, at: -1 day"), ["6:14 missing-key"]],
    [file("contacts_file: nope.csv", "expect: {excluded: [ada]}"), ["5:20 unreadable-data"]],
    [file(ADA, "identities_file: nope.csv", EXPECT), ["6:22 unreadable-data"]],
    [expecting("scores: {bo: {interest: 0}}"), ["6:23 unknown-contact"]],
    [expecting("scores: {ada: {intrest: 0}}"), ["6:29 unknown-group"]],
    [expecting("scores: {ada: {interest: 0.1234567}}"), ["6:39 bad-number"]],
    [expecting("awards: {ada: {open: {times: 1}}}"), ["6:29 unknown-rule"]],
    [expecting("awards: {ada: {opened: {group: other, times: 1}}}"), ["6:45 not-fed-by-rule"]],
    [expecting("bands: {ada: {interest: hott}}"), ["6:38 unknown-band"]],
    [expecting("classes: {ada: {sise: big}}"), ["6:30 unknown-class"]],
    [expecting("classes: {ada: {size: bigg}}"), ["6:36 unknown-class-value"]],
    [expecting("stages: {ada: led}"), ["6:28 unknown-stage"]],
    [expecting("segments: {hott: []}"), ["6:25 unknown-segment"]],
    [expecting("labels: {sen: []}"), ["6:23 unknown-label"]],
    [expecting("actions: [{contact: ada, trigger: cal}]"), ["6:48 unknown-trigger"]],
    [expecting("actions: [{contact: ada, trigger: call, kind: mail}]"), ["6:60 bad-choice"]],
    [expecting("excluded: [bo]"), ["6:25 unknown-contact"]],
  ])("%s", async (yaml, expected) => {
    expect(await problemsOf(RULEBOOK, yaml)).toEqual(expected);
  });

  test("all at once, in the order of the file", async () => {
    const yaml = file(
      "contcts: []",
      "events: [{contact: ada, type: x}]",
      "expect: {scors: {}, labels: {sen: [bo]}}",
    );
    expect(await problemsOf(RULEBOOK, yaml)).toEqual([
      "5:5 unexpected-key",
      "6:14 missing-key",
      "6:24 unknown-contact",
      "7:14 unexpected-key",
      "7:34 unknown-label",
      "7:40 unknown-contact",
    ]);
  });

  test("errors of the rulebook come with those of the file", async () => {
    const result = await load(
      RULEBOOK.replace("points: 5", "pionts: 5"),
      event("contact: ada, type: x, at: 2d"),
    );
    expect(
      result.kind === "invalid" && result.diagnostics.map(({ span, code }) => `${span.file} ${code}`),
    ).toEqual(["a.test.yaml bad-event-time", "rules.yaml unexpected-key"]);
  });
});

test("docs/testing.md tells of every problem that only test files have", () => {
  const doc = readFileSync(new URL("../../docs/testing.md", import.meta.url), "utf8");
  const undocumented = Object.keys(testMessages).filter((code) => !doc.includes(`\n- \`${code}\`: `));
  // What a failed test is called on a pull request is no problem of the file.
  expect(undocumented).toEqual(["failed-test"]);
});
