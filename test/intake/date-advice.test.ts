// What a file with dates that would be guessed is told to write: sources that read these very dates.

import { describe, expect, it } from "vitest";
import { parseDateFormat } from "../../src/values/date-format.ts";
import { load } from "../rulebook/load-text.ts";
import { takeIn } from "./memory-sink.ts";
import { eventSource, rowEvent } from "./sources.ts";

const HEADER = "event_id,contact_id,type,Sent: on,date\n";
const eventsOf = (...dates: string[]) =>
  HEADER + dates.map((date, index) => `${index},ada,visit,x,"${date}"\n`).join("");

async function refusal(texts: Parameters<typeof takeIn>[0]): Promise<string | undefined> {
  const error = await takeIn(texts).catch((thrown: unknown) => thrown);
  return error instanceof Error ? error.message.replace(/^[^:]*: /, "") : undefined;
}

/** The formats that a refusal offers, the likelier first. */
function formatsIn(message: string): readonly string[] {
  return Array.from(
    message.matchAll(/(?:format: |\(or )("(?:[^"\\]|\\.)*"|epoch_m?s)/g),
    ([, format = ""]) => (format.startsWith('"') ? (JSON.parse(format) as string) : format),
  );
}

/** The sources that a refusal tells to write, with one of the formats in the place of the first. */
function sourcesIn(message: string, format: string) {
  const [, sources = ""] = /rulebook: (sources: .*?)(?: \(or .*)?$/.exec(message) ?? [];
  const [first = ""] = formatsIn(message);
  const yaml = sources.replace(/format: ("(?:[^"\\]|\\.)*"|epoch_m?s)/, `format: ${JSON.stringify(format)}`);
  expect(yaml).toContain(first === format ? "format:" : JSON.stringify(format));
  return load(`rulebook: shop\ngroups: {score: {}}\nrules: {a: {event: a, points: 1}}\n${yaml}\n`).sources;
}

const CASES: readonly [readonly string[], readonly string[]][] = [
  [["03/04/2026"], ["dd/MM/yyyy", "MM/dd/yyyy"]],
  [["3/4/2026"], ["d/M/yyyy", "M/d/yyyy"]],
  [
    ["03/04/2026", "3/12/2026"],
    ["d/M/yyyy", "M/d/yyyy"],
  ],
  [["13/04/2026"], ["dd/MM/yyyy"]],
  [["4/13/2026"], ["M/d/yyyy"]],
  [["1/2/2026 9:30 AM", "1/13/2026 12:05 PM"], ["M/d/yyyy h:mm a"]],
  [["1/2/2026", "13/2/2026"], ["d/M/yyyy"]],
  [
    ["01.02.2026 09:30", "02.02.2026 9:30"],
    ["dd.MM.yyyy H:mm", "MM.dd.yyyy H:mm"],
  ],
  [
    ["10/11/2026 10:30", "1/2/2026 11:00"],
    ["d/M/yyyy HH:mm", "M/d/yyyy HH:mm"],
  ],
  [["03.04.2026"], ["dd.MM.yyyy", "MM.dd.yyyy"]],
  [["03-04-2026 09:05"], ["dd-MM-yyyy HH:mm", "MM-dd-yyyy HH:mm"]],
  [["2026/03/04"], ["yyyy/MM/dd"]],
  [["2026.3.4 9:05:59"], ["yyyy.M.d H:mm:ss"]],
  [["03/04/2026 3:05 pm"], ["dd/MM/yyyy h:mm a", "MM/dd/yyyy h:mm a"]],
  [
    ["03/04/2026 03:05pm", "03/04/2026 12:00am"],
    ["dd/MM/yyyy hh:mma", "MM/dd/yyyy hh:mma"],
  ],
  [["04/25/2026 11:05:00 P.M."], ["MM/dd/yyyy hh:mm:ss a"]],
  [["25/04/2026T23:05:00"], ["dd/MM/yyyy'T'HH:mm:ss"]],
  [["25/04/2026T23:05", "25/04/2026T7:05"], ["dd/MM/yyyy'T'H:mm"]],
  [["31/02/2026", "25/04/2026"], ["dd/MM/yyyy"]],
  [["1772366400"], ["epoch_s"]],
  [["1772366400000"], ["epoch_ms"]],
];

describe("the advice for dates without a stated format", () => {
  it.each(CASES)("for %j is %j, which reads the date shown", async (dates, formats) => {
    const events = eventsOf(...dates);
    const message = (await refusal({ events }))!;
    expect(formatsIn(message)).toEqual(formats);
    const shown = JSON.parse(/^"[^"]*"/.exec(message)?.[0] ?? "") as string;
    expect(dates).toContain(shown);
    const read = dates.filter((date) => date !== "31/02/2026");
    for (const format of formats) {
      expect(parseDateFormat(format)).toMatchObject({ kind: "format" });
      const { sink } = await takeIn({ events: eventsOf(...read), sources: sourcesIn(message, format) });
      expect(sink.events).toHaveLength(read.length);
    }
  });

  it.each([
    [["03/04/2026", "04/04/2026 9:30"], "03/04/2026", "04/04/2026 9:30"],
    [["03/04/2026 9:30", "03/04/2026 9:31", "04/04/2026"], "03/04/2026 9:30", "04/04/2026"],
    [["3/4/2026 9:30", "3/4/2026 9:30:15"], "3/4/2026 9:30", "3/4/2026 9:30:15"],
    [["3/4/2026 9:30 pm", "3/4/2026 9:30pm"], "3/4/2026 9:30 pm", "3/4/2026 9:30pm"],
    [["3/4/2026 9:30 pm", "3/4/2026 9:30"], "3/4/2026 9:30 pm", "3/4/2026 9:30"],
    [["3/4/2026", "3.4.2026"], "3/4/2026", "3.4.2026"],
    [["13/1/2026", "1/13/2026"], "13/1/2026", "1/13/2026"],
    [["2026/1/13", "13/1/2026"], "2026/1/13", "13/1/2026"],
  ])("is none for %j, which no one format reads", async (dates, one, other) => {
    expect(await refusal({ events: eventsOf(...dates) })).toBe(
      `"${one}" and "${other}" in column "date" are written in two ways, which no one format reads; export the column again, best as YYYY-MM-DD or YYYY-MM-DD hh:mm`,
    );
  });

  it.each([
    ["soon"],
    ["03/04/26"],
    ["31/02/2026"],
    ["03/04/2026 25:00"],
    ["13/13/2026"],
    ["Today, 3:05 pm"],
    ["2026-02-30"],
  ])("is none for %j, which no format reads: the row is rejected", async (date) => {
    expect(await refusal({ events: eventsOf(date) })).toBeUndefined();
    expect((await takeIn({ events: eventsOf(date) })).sink.rejects).toMatchObject([{ code: "bad-date" }]);
  });

  it("states it for the whole source where rows have dates of their own", async () => {
    const events = [rowEvent("send", "date"), rowEvent("open", "date")];
    const contact = [{ kind: "contact_id", column: ["contact_id"] }];
    expect(await refusal({ events: eventsOf("3/4/2026"), sources: [eventSource({ events, contact })] })).toBe(
      '"3/4/2026" in column "date" may be day/month or month/day; write in source "shop": date_format: "d/M/yyyy" (or "M/d/yyyy")',
    );
  });
});
