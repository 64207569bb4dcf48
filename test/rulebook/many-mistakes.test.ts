import { expect, test } from "vitest";
import { parseRulebook } from "../../src/rulebook/parse.ts";

const MANY = `rulebook: Shop
timezone: Europe/Pariss
exclude: {score.ski: {above: 5}}
traits:
  spent: {sum: {event: purchase}}
groups:
  ski: {min: 10, max: 5, bands: {hot: {above: 5}}}
  hiking: {titel: Hiking}
  total: {sum: {ski: 1, hikng: 1}}
rules:
  opened: {group: skii, event: email_open, pionts: 5}
  clicked: {event: email_click, points: "5", within: 30d}
  dated: {group: ski, event: a, since: 2026-02-30, points: 0.1234567, decay: {half_life: 1 month}}
  matched: {group: ski, when: {page: {matches: "(a"}, Job Title: boss, country: }, points: 1, limit: once}
  opened: {group: ski, event: email_open, points: 1}
segments:
  hot: {when: {band.ski: hott, segment.hot: true}}
triggers:
  welcome:
    unless: {label.vip: true}
    rearm: {age: {above: 10, below: 5}}
    do: [{sms: hello}, {add_segment: hot, with: {a: "{score.nope}"}}]
`;

test("all mistakes of a file are reported at once, in the order of their places", () => {
  const result = parseRulebook({ name: "shop.yaml", text: MANY });
  const found = (result.kind === "invalid" ? result.diagnostics : []).map(
    ({ span, code }) => `${span.line}:${span.column}-${span.endColumn} ${code}`,
  );
  expect(found).toEqual([
    "1:11-15 bad-id",
    "2:11-24 unknown-timezone",
    "3:11-20 not-visible-here",
    "5:11-14 of-needed",
    "7:9-12 min-above-max",
    "8:12-17 unexpected-key",
    "9:25-30 unknown-group",
    "11:19-23 unknown-group",
    "11:44-50 unexpected-key",
    "12:3-10 group-needed",
    "12:41-44 wrong-value",
    "12:54-57 bad-duration",
    "13:40-50 bad-date",
    "13:60-69 bad-number",
    "13:90-97 wrong-value",
    "14:48-52 bad-pattern",
    "14:55-64 field-name",
    "14:81-82 empty-value",
    "14:95-100 only-in-event-rules",
    "15:3-9 duplicate-definition",
    "17:26-30 unknown-band",
    "17:32-43 not-visible-here",
    "19:3-10 missing-key",
    "20:14-23 unknown-label",
    "21:5-10 rearm-without-each-time",
    "21:19-24 impossible-range",
    "22:11-14 unexpected-key",
    "22:38-41 computed-membership",
    "22:53-67 unknown-group",
  ]);
});
