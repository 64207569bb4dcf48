import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { firstDayMovedTo, firstDayOf, MS_PER_DAY, monthOf, moveDay } from "../../src/values/local-days.ts";

const days = fc.integer({ min: -800_000, max: 3_000_000 });
const dateOf = (day: number) => new Date(day * MS_PER_DAY);

describe("days and months", () => {
  test("are those of a Date", () => {
    fc.assert(
      fc.property(days, (day) => {
        const date = dateOf(day);
        const month = 12 * date.getUTCFullYear() + date.getUTCMonth();
        expect(monthOf(day)).toEqual({ month, dayOfMonth: date.getUTCDate() });
        expect(firstDayOf(month)).toBe(day - date.getUTCDate() + 1);
      }),
      { numRuns: 2_000 },
    );
  });

  test("the first day moved to a day, or beyond it, is the first", () => {
    const steps = fc.record({
      count: fc.integer({ min: -40, max: -1 }),
      unit: fc.constantFrom("day", "month"),
    });
    fc.assert(
      fc.property(days, steps, (day, step) => {
        const first = firstDayMovedTo(day, step);
        expect(moveDay(first, step)).toBeGreaterThanOrEqual(day);
        expect(moveDay(first - 1, step)).toBeLessThan(day);
      }),
    );
  });
});
