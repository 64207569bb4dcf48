import { describe, expect, test } from "vitest";
import { evaluateContact, rulebookOf, summarise } from "../support/evaluate-yaml.ts";

/** The worth, as of the end of 1 March 2026, of an award of `points` for an event at `at`. */
function worth(points: string, decay: string, at: string, timezone = "UTC"): string | undefined {
  const rulebook = rulebookOf(
    `{rulebook: t, timezone: ${timezone}, groups: {g: {}}, rules: {r: {event: a, points: ${points}, decay: ${decay}}}}`,
  );
  return summarise(evaluateContact(rulebook, { events: [{ type: "a", at }] }, "2026-03-01")).scores["g"];
}

describe("half-life: points x 0.5^(whole days / half-life)", () => {
  test.each([
    ["new", "10", "2026-03-01T12:00", "10"],
    ["exactly one half-life old", "10", "2026-01-30T23:59:59.999", "5"],
    ["exactly two", "10", "2025-12-31T23:59:59.999", "2.5"],
    ["exactly ten", "1024", "2025-05-05T23:59:59.999", "1"],
    ["half a half-life, 10 / sqrt(2)", "10", "2026-02-14T23:59:59.999", "7.071068"],
    ["one day, 1000000 x 0.5^(1/30)", "1000000", "2026-02-28T23:59:59.999", "977159.968434"],
    ["not a whole day", "10", "2026-03-01T00:00", "10"],
    ["negative", "-10", "2026-01-30T12:00", "-5"],
    ["halves away from zero", "0.000001", "2026-01-30T12:00", "0.000001"],
    ["thirty years old", "9000000000", "1996-03-01", "0"],
  ])("%s", (_, points, at, expected) => {
    expect(worth(points, "{half_life: 30 days}", at)).toBe(expected);
  });

  test("weeks are seven days", () => {
    expect(worth("10", "{half_life: 2 weeks}", "2026-02-15T12:00")).toBe("5");
  });

  test("a day is a day of the calendar, also over a clock change", () => {
    const rulebook = rulebookOf(
      "{rulebook: t, timezone: Europe/Paris, groups: {g: {}}, rules: {r: {event: a, points: 10, decay: {half_life: 1 day}}}}",
    );
    const events = [{ type: "a", at: "2026-03-28T12:00" }];
    expect(summarise(evaluateContact(rulebook, { events }, "2026-03-29T12:00")).scores).toEqual({ g: "5" });
  });
});

describe("steps: points x (1 - by)^(whole periods)", () => {
  test.each([
    ["before the first period is over", "{by: 25%, every: 1 month}", "10", "2026-02-02", "10"],
    ["after one", "{by: 25%, every: 1 month}", "10", "2026-02-01", "7.5"],
    ["after three, rounded once", "{by: 25%, every: 1 month}", "10", "2025-12-01", "4.21875"],
    ["down to a least", "{by: 50%, every: 1 month, down_to: 3}", "10", "2025-10-01", "3"],
    ["of negative points likewise", "{by: 50%, every: 1 month, down_to: 3}", "-10", "2025-10-01", "-3"],
    ["never more than at first", "{by: 50%, every: 1 month, down_to: 3}", "2", "2025-10-01", "2"],
    ["to nothing", "{by: 100%, every: 1 month}", "10", "2026-02-01", "0"],
    ["by a little, very often", "{by: 0.0001%, every: 1 second}", "10", "2020-01-01", "0"],
  ])("%s", (_, decay, points, at, expected) => {
    expect(worth(points, decay, at)).toBe(expected);
  });
});
