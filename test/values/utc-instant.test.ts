// The short way to read a time in UTC against the one for all.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCalendar } from "../../src/values/calendar.ts";
import { parseWrittenTime, readUtcInstant } from "../../src/values/date-text.ts";

const calendar = createCalendar("Europe/Amsterdam");

function slowly(text: string): number {
  const written = parseWrittenTime(text);
  return written === undefined ? Number.NaN : calendar.resolve(written).at;
}

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(""));
const nearTime = fc
  .tuple(
    digits(4),
    digits(2),
    digits(2),
    digits(2),
    digits(2),
    digits(2),
    fc.constantFrom("", ".123", ".000"),
  )
  .map(([y, mo, d, h, mi, s, f]) => `${y}-${mo}-${d}T${h}:${mi}:${s}${f}Z`);
const realTime = fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
const changed = fc
  .tuple(realTime, fc.nat({ max: 24 }), fc.constantFrom(..."Z 0-:.9é"))
  .map(([text, at, sign]) => text.slice(0, at) + sign + text.slice(at + 1));

describe("readUtcInstant", () => {
  it("reads what parseWrittenTime reads, or leaves it", () => {
    fc.assert(
      fc.property(fc.oneof(nearTime, realTime, changed), (text) => {
        const instant = readUtcInstant(text);
        if (!Number.isNaN(instant)) expect(instant).toBe(slowly(text));
      }),
      { numRuns: 2000 },
    );
  });

  it.each(["2026-03-01T14:30:00Z", "2026-03-01 14:30:00.123Z", "1969-12-31T23:59:59.999Z"])(
    "reads %s",
    (text) => {
      expect(readUtcInstant(text)).toBe(slowly(text));
    },
  );

  it.each([
    "2026-02-30T14:30:00Z",
    "2026-03-01T24:00:00Z",
    "2026-03-01T14:30:00",
    "0099-01-01T00:00:00Z",
    "",
  ])("leaves %j", (text) => {
    expect(readUtcInstant(text)).toBeNaN();
  });
});
