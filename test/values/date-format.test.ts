import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileDateFormat, type DateFormat, parseDateFormat } from "../../src/values/date-format.ts";
import { parseWrittenTime } from "../../src/values/date-text.ts";

function formatOf(text: string): DateFormat {
  const reading = parseDateFormat(text);
  if (reading.kind === "problem") throw new Error(JSON.stringify(reading.problem));
  return reading.format;
}

const read = (format: string, text: string) => compileDateFormat(formatOf(format))(text);

describe("a text in its format is the same time as in ISO 8601", () => {
  test.each([
    ["dd/MM/yyyy", "03/04/2026", "2026-04-03"],
    ["MM/dd/yyyy", "03/04/2026", "2026-03-04"],
    ["d.M.yyyy", "3.12.2026", "2026-12-03"],
    ["yyyyMMdd", "20260229".replace("26", "24"), "2024-02-29"],
    ["dd-MM-yyyy HH:mm", " 31-12-2025 23:59 ", "2025-12-31T23:59"],
    ["yyyy-MM-dd'T'HH:mm:ss.SSS", "2026-03-01T14:30:05.250", "2026-03-01T14:30:05.250"],
    ["dd/MM/yyyy H:mm", "01/03/2026 7:05", "2026-03-01T07:05"],
    ["MMM d, yyyy h:mm a", "Mar 1, 2026 12:05 am", "2026-03-01T00:05"],
    ["MMM d, yyyy h:mm a", "Mar 1, 2026 12:05 P.M.", "2026-03-01T12:05"],
    ["MMM d, yyyy h:mm a", "Mar 1, 2026 3:05\u202fPM", "2026-03-01T15:05"],
    ["dd/MM/yyyy hh:mm a", "01/03/2026 03:05 pm", "2026-03-01T15:05"],
    ["d MMMM yyyy", "1 Février 2026", "2026-02-01"],
    ["d MMMM yyyy", "1  août\u00a02026", "2026-08-01"],
    ["d MMM yyyy", "15 sept. 2026", "2026-09-15"],
    ["d MMM yyyy", "15 juil. 2026", "2026-07-15"],
    ["d. MMMM yyyy", "3. März 2026", "2026-03-03"],
    ["dd.MMM.yyyy", "03.Dez.2026", "2026-12-03"],
    ["d MMMM yyyy", "3 DECEMBER 2026", "2026-12-03"],
    ["MMMM d, yyyy h:mm a z", "July 3, 2025 4:30 pm CEST", "2025-07-03T16:30+02:00"],
    ["MMMM d, yyyy h:mm a z", "July 3, 2025 4:30 pm UTC", "2025-07-03T16:30Z"],
    ["yyyy-MM-dd HH:mm z", "2025-07-03 16:30 -0330", "2025-07-03T16:30-03:30"],
    ["yyyy-MM-dd HH:mm z", "2025-07-03 16:30 +05", "2025-07-03T16:30+05:00"],
    ["'le' dd/MM/yyyy 'à' HH'h'mm", "le 01/03/2026 à 09h30", "2026-03-01T09:30"],
    ["yyyy''MM''dd", "2026'03'01", "2026-03-01"],
    ["yyyy.MM.dd (HH:mm)", "2026.03.01 (09:30)", "2026-03-01T09:30"],
    ["epoch_s", "1772323200", "2026-03-01T00:00Z"],
    ["epoch_s", "1772323200.2509", "2026-03-01T00:00:00.250Z"],
    ["epoch_s", "-1.0001", "1969-12-31T23:59:58.999Z"],
    ["epoch_ms", "1772323200250", "2026-03-01T00:00:00.250Z"],
    ["epoch_ms", "+0", "1970-01-01T00:00Z"],
    ["epoch_ms", "-1", "1969-12-31T23:59:59.999Z"],
  ])("%s: %s", (format, text, iso) => {
    expect(read(format, text)).toEqual(parseWrittenTime(iso));
  });
});

describe("a text that does not fit is no date", () => {
  test.each([
    ["dd/MM/yyyy", "30/02/2026"],
    ["dd/MM/yyyy", "29/02/2025"],
    ["dd/MM/yyyy", "1/3/2026"],
    ["dd/MM/yyyy", "01/03/26"],
    ["dd/MM/yyyy", "01/13/2026"],
    ["dd/MM/yyyy", "00/03/2026"],
    ["dd/MM/yyyy", "01/03/2026 10:00"],
    ["dd/MM/yyyy", "01-03-2026"],
    ["dd/MM/yyyy", ""],
    ["dd/MM/yyyy", "Today, 3:05 pm"],
    ["dd.MM.yyyy", "01x03x2026"],
    ["dd/MM/yyyy HH:mm", "01/03/2026 24:00"],
    ["dd/MM/yyyy HH:mm", "01/03/2026 10:60"],
    ["dd/MM/yyyy HH:mm:ss", "01/03/2026 10:00:60"],
    ["dd/MM/yyyy h:mm a", "01/03/2026 13:00 pm"],
    ["dd/MM/yyyy h:mm a", "01/03/2026 0:30 am"],
    ["dd/MM/yyyy h:mm a", "01/03/2026 3:30"],
    ["d MMM yyyy", "1 mardi 2026"],
    ["d MMM yyyy", "1 jui 2026"],
    ["yyyy-MM-dd HH:mm z", "2026-03-01 10:00 IST"],
    ["yyyy-MM-dd HH:mm z", "2026-03-01 10:00 +19:00"],
    ["epoch_s", "2026-03-01"],
    ["epoch_s", "1e9"],
    ["epoch_s", "1772323200,5"],
    ["epoch_ms", "1772323200.5"],
    ["epoch_ms", "999999999999999"],
    ["epoch_ms", ""],
  ])("%s: %s", (format, text) => {
    expect(read(format, text)).toBeUndefined();
  });
});

describe("a format that could not be read by is a problem", () => {
  test.each([
    ["DD/MM/YYYY", { kind: "unknown-letters", letters: "DD" }],
    ["dd/MM/yy", { kind: "unknown-letters", letters: "yy" }],
    ["yyyy-MM-ddTHH:mm", { kind: "unknown-letters", letters: "T" }],
    ["dd/MM/yyyy à HH:mm", { kind: "unknown-letters", letters: "à" }],
    ["", { kind: "missing", part: "year" }],
    ["dd/MM", { kind: "missing", part: "year" }],
    ["mm/dd/yyyy", { kind: "missing", part: "month" }],
    ["MM/yyyy", { kind: "missing", part: "day" }],
    ["dd/MM/yyyy mm", { kind: "missing", part: "hour", neededBy: "minute" }],
    ["dd/MM/yyyy HH ss", { kind: "missing", part: "minute", neededBy: "second" }],
    ["dd/MM/yyyy HH:mm.SSS", { kind: "missing", part: "second", neededBy: "milli" }],
    ["dd/MM/yyyy a", { kind: "missing", part: "hour", neededBy: "half" }],
    ["dd/MM/yyyy z", { kind: "missing", part: "hour", neededBy: "zone" }],
    ["dd/MM/yyyy MMM", { kind: "twice", part: "month" }],
    ["dd/MM/yyyy hh:mm", { kind: "which-half" }],
    ["yyyyMd", { kind: "no-end", letters: "M" }],
    ["dd/MM/yyyy 'at", { kind: "open-quote" }],
  ])("%s", (format, problem) => {
    expect(parseDateFormat(format)).toEqual({ kind: "problem", problem });
  });
});

const two = (value: number) => String(value).padStart(2, "0");
const MONTHS = [
  "janv.",
  "Februar",
  "mars",
  "April",
  "mai",
  "June",
  "juil",
  "AUG",
  "Sept.",
  "Okt",
  "nov",
  "Dez.",
];

/** What each format makes of the same time. */
const WRITERS: readonly (readonly [format: string, write: (date: Date) => string])[] = [
  ["epoch_ms", (date) => String(date.getTime())],
  ["epoch_s", (date) => (date.getTime() / 1000).toFixed(3)],
  [
    "dd.MM.yyyy HH:mm:ss.SSS 'Uhr' z",
    (date) => {
      const [year, month, day] = date.toISOString().slice(0, 10).split("-");
      return `${day}.${month}.${year} ${date.toISOString().slice(11, 23)} Uhr GMT`;
    },
  ],
  [
    "d MMMM yyyy, h:mm:ss.SSS a z",
    (date) => {
      const iso = date.toISOString();
      const hour = date.getUTCHours();
      const half = hour < 12 ? "a.m." : "PM";
      return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${iso.slice(0, 4)}, ${hour % 12 || 12}:${two(date.getUTCMinutes())}:${iso.slice(17, 23)} ${half} +00`;
    },
  ],
];

test.each(WRITERS)("%s reads every time as it was written", (format, write) => {
  const reader = compileDateFormat(formatOf(format));
  const dates = fc.date({
    min: new Date("0000-01-01T00:00:00Z"),
    max: new Date("9999-12-31T23:59:59.999Z"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(dates, (date) => {
      expect(reader(write(date))).toEqual(parseWrittenTime(date.toISOString()));
    }),
  );
});

test("no text makes a reader throw, and what it reads is a day that exists", () => {
  const readers = WRITERS.map(([format]) => compileDateFormat(formatOf(format)));
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      for (const reader of readers) {
        const { year, month, day } = reader(text) ?? { year: 2026, month: 1, day: 1 };
        expect(parseWrittenTime(`${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`)).toBeDefined();
      }
    }),
  );
});
