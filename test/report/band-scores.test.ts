import { expect, test } from "vitest";
import { placeBands } from "../../src/report/gather/band-scores.ts";
import { rulebookOf } from "../support/evaluate-yaml.ts";

const placed = (group: string) => {
  const rulebook = rulebookOf(`
rulebook: t
groups: {g: ${group}}
rules: {r: {event: open, points: 1}}
`);
  return placeBands(rulebook.groups[0]!).map(({ band, scores }) => [
    band.id,
    scores === undefined ? "several" : `${scores.from ?? ""}..${scores.until ?? ""}`,
  ]);
};

test.each([
  ["{bands: {hot: {at_least: 50}, warm: {at_least: 20}, cold: {}}}", "cold ..20, warm 20..50, hot 50.."],
  [
    "{bands: {low: {below: 0}, none: {at_least: 0, at_most: 0}, high: {}}}",
    "low ..0, none 0..0.000001, high 0.000001..",
  ],
  ["{min: 0, max: 100, bands: {hot: {at_least: 50}, cold: {}}}", "cold ..50, hot 50.."],
  ["{bands: {middle: {at_least: 1, below: 2}, rest: {}}}", "rest several, middle 1..2"],
  ["{max: 10, bands: {never: {above: 10}, all: {}}}", "all .., never several"],
  ["{bands: {}}", ""],
])("%s", (group, expected) => {
  expect(
    placed(group)
      .map((each) => each.join(" "))
      .join(", "),
  ).toBe(expected);
});
