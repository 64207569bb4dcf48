import { expect, test } from "vitest";
import { createCalendar } from "../../src/values/calendar.ts";
import { rememberStretches, usualStretches } from "../../src/values/stretches.ts";

const JANUARY_2000 = Date.UTC(2000, 0, 1);
const JANUARY_2040 = Date.UTC(2040, 0, 1);

test.each([
  ["UTC", 1],
  ["Europe/Paris", 81],
])("the usual stretches of %s follow each other, from 2000 until 2040", (zone, count) => {
  const stretches = usualStretches(zone);
  expect(stretches).toHaveLength(count);
  expect(stretches[0]!.from).toBeLessThanOrEqual(JANUARY_2000);
  expect(stretches.slice(1).map(({ from }) => from)).toEqual(
    stretches.slice(0, -1).map(({ until }) => until),
  );
  expect(stretches.at(-1)!.until).toBeGreaterThanOrEqual(JANUARY_2040);
});

test("what is remembered is not asked for", () => {
  const zone = "Test/Unknown_To_Temporal";
  const noon = Date.parse("2026-07-01T12:00:00Z");
  expect(() => createCalendar(zone).format(noon)).toThrow(RangeError);
  rememberStretches(zone, [{ from: JANUARY_2000, until: JANUARY_2040, offset: 2 * 3_600_000 }]);
  expect(createCalendar(zone).format(noon)).toBe("2026-07-01T14:00:00.000+02:00");
});

test("what was asked for already stays", () => {
  const zone = "Asia/Tokyo";
  const noon = Date.parse("2026-07-01T12:00:00Z");
  const before = createCalendar(zone).format(noon);
  rememberStretches(zone, [{ from: JANUARY_2000, until: JANUARY_2040, offset: 0 }]);
  expect(createCalendar(zone).format(noon)).toBe(before);
});
