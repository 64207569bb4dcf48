import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { formatAsOf, parseAsOf } from "../../src/values/as-of.ts";
import { createCalendar, isTimezone } from "../../src/values/calendar.ts";
import { parseWrittenTime } from "../../src/values/date-text.ts";
import { parseDuration } from "../../src/values/duration.ts";

const at = (iso: string) => Date.parse(iso);
const iso = (instant: number) => new Date(instant).toISOString();
const duration = (text: string) => parseDuration(text)!;

const paris = createCalendar("Europe/Paris");
const utc = createCalendar("UTC");

describe("subtract", () => {
  test.each([
    ["UTC", "2026-03-31T12:00:00Z", "1 month", "2026-02-28T12:00:00.000Z"],
    ["UTC", "2024-03-31T12:00:00Z", "1 month", "2024-02-29T12:00:00.000Z"],
    ["UTC", "2024-02-29T00:00:00Z", "1 year", "2023-02-28T00:00:00.000Z"],
    ["UTC", "2026-05-31T00:00:00Z", "1 quarter", "2026-02-28T00:00:00.000Z"],
    ["Europe/Paris", "2026-03-29T10:00:00Z", "1 day", "2026-03-28T11:00:00.000Z"],
    ["Europe/Paris", "2026-03-29T10:00:00Z", "24 hours", "2026-03-28T10:00:00.000Z"],
    ["Europe/Paris", "2026-10-25T10:00:00Z", "1 week", "2026-10-18T09:00:00.000Z"],
    ["Europe/Amsterdam", "2026-11-02T22:59:59.999Z", "6 months", "2026-05-02T21:59:59.999Z"],
  ])("in %s, %s minus %s is %s", (zone, from, text, expected) => {
    expect(iso(createCalendar(zone).subtract(at(from), duration(text)))).toBe(expected);
  });
});

test.each([
  ["999999 years", "2026-01-01T00:00:00Z"],
  ["999999 hours", "2026-01-01T00:00:00Z"],
])("%s before or after %s is beyond calendars, or what it is", (text, from) => {
  const [before, after] = [utc.subtract(at(from), duration(text)), utc.add(at(from), duration(text))];
  const expected = text.endsWith("years") ? Number.POSITIVE_INFINITY : at(from) + 999_999 * 3_600_000;
  expect([before, after]).toEqual([2 * at(from) - expected, expected]);
});

const ODD_ZONES = ["Europe/Paris", "Pacific/Apia", "America/St_Johns", "Africa/Cairo", "Australia/Lord_Howe"];
const zones = fc.constantFrom(...ODD_ZONES);
const steps = fc.constantFrom("1 day", "30 days", "1 week", "1 month", "3 months", "2 quarters", "1 year");

/** Clock changes of those zones, month ends and a leap day, to which most of what goes wrong is near. */
const LANDMARKS = [
  "2024-02-29",
  "2025-01-31",
  "2025-02-28",
  "2025-03-30",
  "2025-04-06",
  "2025-04-25",
  "2025-10-26",
  "2025-10-31",
  "2010-11-07",
  "2011-12-30",
].map((day) => at(`${day}T00:00:00Z`));
const times = fc.oneof(
  fc.integer({ min: at("1960-01-01T00:00:00Z"), max: at("2035-01-01T00:00:00Z") }),
  fc
    .tuple(
      fc.constantFrom(...LANDMARKS),
      steps,
      fc.integer({ min: -144, max: 144 }),
      fc.integer({ min: -1, max: 1 }),
    )
    .map(([landmark, step, quarters, beside]) =>
      quarters % 2 === 0
        ? landmark + quarters * 900_000 + beside
        : utc.add(landmark, duration(step)) + quarters * 900_000 + beside,
    ),
);

describe("steps on the calendar", () => {
  test("are those of Temporal", () => {
    const TEMPORAL = {
      day: { days: 1 },
      week: { weeks: 1 },
      month: { months: 1 },
      quarter: { months: 3 },
      year: { years: 1 },
    };
    fc.assert(
      fc.property(times, zones, steps, (instant, zone, text) => {
        const { count, unit } = duration(text);
        const [[part, length]] = Object.entries(TEMPORAL[unit as "day"]) as [[string, number]];
        const time = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
        const calendar = createCalendar(zone);
        expect([calendar.subtract(instant, { count, unit }), calendar.add(instant, { count, unit })]).toEqual(
          [
            time.subtract({ [part]: count * length }).epochMilliseconds,
            time.add({ [part]: count * length }).epochMilliseconds,
          ],
        );
      }),
      { numRuns: 2_000 },
    );
  });

  test("never lead back before earliestSubtracted", () => {
    fc.assert(
      fc.property(times, zones, steps, fc.nat({ max: 400 }), (from, zone, text, quarters) => {
        const calendar = createCalendar(zone);
        const later = calendar.subtract(from + quarters * 900_000, duration(text));
        expect(later).toBeGreaterThanOrEqual(calendar.earliestSubtracted(from, duration(text)));
      }),
      { numRuns: 2_000 },
    );
  });

  test("do not reach an instant before soonestReaching", () => {
    fc.assert(
      fc.property(times, zones, steps, fc.nat({ max: 400 }), (instant, zone, text, quarters) => {
        const calendar = createCalendar(zone);
        const soonest = calendar.soonestReaching(instant, duration(text));
        const earlier = soonest - 1 - quarters * 900_000;
        expect(calendar.subtract(earlier, duration(text))).toBeLessThan(instant);
      }),
      { numRuns: 2_000 },
    );
  });

  test("reach an instant at soonestReaching, or within hours where clocks change", () => {
    fc.assert(
      fc.property(times, zones, steps, (instant, zone, text) => {
        const calendar = createCalendar(zone);
        const soonest = calendar.soonestReaching(instant, duration(text));
        const reached = Array.from({ length: 53 }, (_, halfHours) => soonest + halfHours * 1_800_000).find(
          (time) => calendar.subtract(time, duration(text)) >= instant,
        );
        expect(reached).toBeDefined();
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ["2026-06-10T12:00:00Z", "30 days", "2026-07-10T12:00:00.000Z"],
    ["2026-01-31T12:00:00Z", "3 months", "2026-04-30T22:00:00.000Z"],
    ["2026-02-10T12:00:00Z", "2 months", "2026-04-10T11:00:00.000Z"],
    ["2026-02-10T12:00:00Z", "36 hours", "2026-02-12T00:00:00.000Z"],
  ])("%s is first reached, going back %s, from %s", (instant, text, expected) => {
    expect(iso(paris.soonestReaching(at(instant), duration(text)))).toBe(expected);
  });

  test("beyond calendars nothing is reached", () => {
    expect(utc.soonestReaching(0, duration("999999 years"))).toBe(Number.POSITIVE_INFINITY);
    expect(utc.earliestSubtracted(0, duration("999999 years"))).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe("days", () => {
  const days = fc.oneof(
    times,
    fc.integer({ min: at("1850-01-01T00:00:00Z"), max: at("2100-01-01T00:00:00Z") }),
  );

  test("begin, end and are written as Temporal's", () => {
    fc.assert(
      fc.property(days, zones, (instant, zone) => {
        const calendar = createCalendar(zone);
        const time = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
        const day = time.toPlainDate();
        const { year, month, day: dayOfMonth } = day;
        const plainDay = { year, month, day: dayOfMonth };
        expect([
          calendar.startOfDay(plainDay),
          calendar.endOfDay(plainDay),
          calendar.format(instant),
          calendar.formatDay(instant),
        ]).toEqual([
          day.toZonedDateTime(zone).epochMilliseconds,
          day.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds - 1,
          time.toString({ timeZoneName: "never", fractionalSecondDigits: 3 }),
          day.toString(),
        ]);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ["Africa/Cairo", 2024, 4, 26, "2024-04-25T22:00:00.000Z"],
    ["America/Toronto", 1919, 3, 31, "1919-03-31T04:30:00.000Z"],
    ["Pacific/Apia", 2011, 12, 30, "2011-12-30T10:00:00.000Z"],
  ])(
    "in %s, %i-%i-%i, whose midnight is skipped, begins with the clock change",
    (zone, year, month, day, expected) => {
      expect(iso(createCalendar(zone).startOfDay({ year, month, day }))).toBe(expected);
    },
  );
});

describe("wholePeriods", () => {
  test.each([
    ["2026-01-28T00:00:00Z", "2026-02-28T00:00:00Z", "1 month", 1],
    ["2026-01-31T00:00:00Z", "2026-02-28T00:00:00Z", "1 month", 0],
    ["2026-01-01T00:00:00Z", "2026-01-31T00:00:00Z", "30 days", 1],
    ["2026-01-01T00:00:00.001Z", "2026-01-31T00:00:00Z", "30 days", 0],
    ["2026-02-01T00:00:00Z", "2026-01-01T00:00:00Z", "1 day", 0],
    ["2020-02-29T00:00:00Z", "2026-02-28T00:00:00Z", "1 year", 5],
  ])("from %s to %s fit %s: %i", (from, to, text, expected) => {
    expect(utc.wholePeriods(at(from), at(to), duration(text))).toBe(expected);
  });

  test("is the greatest n with from <= to - n periods", () => {
    const instants = fc.integer({ min: at("2000-01-01T00:00:00Z"), max: at("2030-01-01T00:00:00Z") });
    const periods = fc.constantFrom("1 day", "3 weeks", "1 month", "1 quarter", "1 year", "36 hours");
    fc.assert(
      fc.property(instants, instants, periods, (a, b, text) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        const period = duration(text);
        const n = paris.wholePeriods(from, to, period);
        const back = (count: number) =>
          count === 0 ? to : paris.subtract(to, { count: count * period.count, unit: period.unit });
        expect(from <= back(n)).toBe(true);
        expect(from <= back(n + 1)).toBe(false);
      }),
    );
  });
});

describe("periodNumber", () => {
  test.each([
    ["day", "2026-03-28T22:59:59Z", "2026-03-28T23:00:00Z"],
    ["week", "2026-03-01T22:59:59Z", "2026-03-01T23:00:00Z"],
    ["month", "2026-03-31T21:59:59Z", "2026-03-31T22:00:00Z"],
    ["quarter", "2026-03-31T21:59:59Z", "2026-03-31T22:00:00Z"],
    ["year", "2025-12-31T22:59:59Z", "2025-12-31T23:00:00Z"],
  ] as const)("a %s of Paris ends between %s and %s", (unit, last, first) => {
    expect(paris.periodNumber(at(first), unit)).toBe(paris.periodNumber(at(last), unit) + 1);
  });

  test("days agree with Temporal's in a zone with odd offsets", () => {
    const zone = "Australia/Lord_Howe";
    const calendar = createCalendar(zone);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: at("2035-01-01T00:00:00Z") }), (instant) => {
        const day = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate();
        const epoch = Temporal.PlainDate.from("1970-01-01");
        expect(calendar.periodNumber(instant, "day")).toBe(epoch.until(day).days);
      }),
    );
  });
});

describe("resolve", () => {
  test.each([
    ["2026-07-01T12:00:00", "2026-07-01T10:00:00.000Z", undefined],
    ["2026-07-01T12:00:00Z", "2026-07-01T12:00:00.000Z", undefined],
    ["2026-07-01 12:00 +05:30", "2026-07-01T06:30:00.000Z", undefined],
    ["2026-07-01", "2026-06-30T22:00:00.000Z", undefined],
    ["2026-03-29T02:30:00", "2026-03-29T01:30:00.000Z", "skipped"],
    ["2026-10-25T02:30:00", "2026-10-25T00:30:00.000Z", "repeated"],
    ["2026-10-25T03:00:00", "2026-10-25T02:00:00.000Z", undefined],
    ["2026-10-25T02:30:00+01:00", "2026-10-25T01:30:00.000Z", undefined],
  ])("%s in Paris is %s (%s)", (text, expected, clockChange) => {
    const resolved = paris.resolve(parseWrittenTime(text)!);
    expect([iso(resolved.at), resolved.clockChange]).toEqual([expected, clockChange]);
  });

  test("agrees with Temporal on every wall-clock time", () => {
    fc.assert(
      fc.property(times, fc.constantFrom(...ODD_ZONES, "Asia/Kathmandu"), (instant, zone) => {
        const text = iso(instant).replace("Z", "");
        const local = Temporal.PlainDateTime.from(text);
        const [first, second] = (["earlier", "later"] as const).map((disambiguation) =>
          local.toZonedDateTime(zone, { disambiguation }),
        );
        const expected = local.toZonedDateTime(zone);
        const isSkipped = !expected.toPlainDateTime().equals(local);
        expect(createCalendar(zone).resolve(parseWrittenTime(text)!)).toEqual({
          at: expected.epochMilliseconds,
          clockChange: isSkipped ? "skipped" : first!.equals(second!) ? undefined : "repeated",
        });
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("parseWrittenTime", () => {
  test.each([
    "2026-02-30",
    "2025-02-29",
    "2026-13-01",
    "2026-01-01T24:00",
    "2026-01-01T12:60",
    "2026-01-01T12:00:60",
    "2026-01-01T12:00:00+25:00",
    "2026-1-1",
    "01/02/2026",
    "20260101",
    "Today, 3:05 pm",
    "1767225600",
    "",
  ])("refuses %j", (text) => {
    expect(parseWrittenTime(text)).toBeUndefined();
  });

  test("reads usual forms as it reads all others", () => {
    const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 14, maxLength: 14 });
    const usual = fc
      .tuple(
        digits,
        fc.constantFrom("T", " ", "t", "-"),
        fc.constantFrom("", "Z", "z", "+"),
        fc.nat({ max: 9 }),
      )
      .map(([text, between, end, short]) => {
        const day = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
        const [hour, minute, second] = [text.slice(8, 10), text.slice(10, 12), text.slice(12)];
        return short === 0 ? day : `${day}${between}${hour}:${minute}:${second}${end}`;
      });
    const dated = fc
      .tuple(times, fc.constantFrom(10, 19))
      .map(([time, length]) => iso(time).slice(0, length));
    fc.assert(
      fc.property(
        fc.oneof(
          usual,
          dated,
          dated.map((text) => `${text}Z`),
        ),
        (text) => {
          // A blank in front is none of the usual forms.
          expect(parseWrittenTime(text)).toEqual(parseWrittenTime(` ${text}`));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test("cuts off what is finer than a millisecond", () => {
    expect(iso(utc.resolve(parseWrittenTime("2026-01-01T00:00:00.9999999Z")!).at)).toBe(
      "2026-01-01T00:00:00.999Z",
    );
  });
});

describe("as-of", () => {
  test.each([
    ["2026-11-02", "2026-11-02T22:59:59.999Z"],
    ["2026-10-25", "2026-10-25T22:59:59.999Z"],
    ["2026-11-02T06:00", "2026-11-02T05:00:00.000Z"],
    ["2026-11-02T06:00Z", "2026-11-02T06:00:00.000Z"],
  ])("%s in Paris is %s", (text, expected) => {
    expect(iso(parseAsOf(text, paris)!)).toBe(expected);
  });

  test.each([
    ["2026-11-02", "2026-11-02"],
    ["2026-11-02T06:00", "2026-11-02T06:00:00.000+01:00"],
  ])("%s is shown as %s", (text, expected) => {
    expect(formatAsOf(parseAsOf(text, paris)!, paris)).toBe(expected);
  });

  test("an unreadable as-of is told apart", () => {
    expect(parseAsOf("tomorrow", paris)).toBeUndefined();
  });
});

test.each([
  ["Europe/Paris", true],
  ["UTC", true],
  ["America/Argentina/Buenos_Aires", true],
  ["Mars/Olympus", false],
  ["+02:00", false],
  ["", false],
])("isTimezone(%j) is %s", (name, expected) => {
  expect(isTimezone(name)).toBe(expected);
});

test.each([
  ["6 months", { count: 6, unit: "month" }],
  ["1 day", { count: 1, unit: "day" }],
  ["0 days", undefined],
  ["-1 day", undefined],
  ["1.5 days", undefined],
  ["30d", undefined],
  ["a week", undefined],
])("parseDuration(%j)", (text, expected) => {
  expect(parseDuration(text)).toEqual(expected);
});
