import { describe, expect, it } from "vitest";
import type { EventSource, RowEvent } from "../../src/rulebook/source-model.ts";
import { parseDecimal } from "../../src/values/decimal.ts";
import { takeIn } from "./memory-sink.ts";
import { dateField, EMAIL, eventSource, numberField, rowEvent, textField } from "./sources.ts";

const take = (events: string, source: EventSource, timezone = "UTC") =>
  takeIn({ events, sources: [source], timezone });

describe("one event a row", () => {
  it("takes identities in the order in which the sources name their kinds", async () => {
    const contact = [{ kind: "cookie", column: ["c"] }, EMAIL, { kind: "contact_id", column: ["customer"] }];
    const { sink } = await take(
      "Email,c,customer,ts\na@x.example,k,7,2026-03-01\n",
      eventSource({ contact }),
    );
    expect(sink.events[0]?.identities.map(({ kind }) => kind)).toEqual(["contact_id", "cookie", "email"]);
  });

  it("leaves out contact, type, time and id, and names identities by their kinds", async () => {
    const events = [{ ...rowEvent("", "ts"), type: { kind: "column", column: ["event"] } }] as const;
    const contact = [
      { kind: "contact_id", column: ["customer"] },
      { kind: "visitor_id", column: ["cookie"] },
    ];
    const { sink } = await take(
      "line,customer,cookie,event,ts,page\n9,7,k,view,2026-03-01,/a\n",
      eventSource({ events, contact, eventId: [["line"]] }),
    );
    expect(sink.events).toMatchObject([
      { eventId: "9", isFingerprint: false, type: "view", fields: { visitor_id: "k", page: "/a" } },
    ]);
    expect(Object.keys(sink.events[0]!.fields)).toEqual(["visitor_id", "page"]);
  });

  it.each([
    [["o", "l"], "1:2,b", "1\\:2:b"],
    [["o", "l"], "1,2:b", "1:2\\:b"],
    [["o", "l"], "1,", "1:"],
    [["o"], " 1 ,2", "1"],
  ])("makes of the columns %j in %j the id %j", async (columns, cells, id) => {
    const source = eventSource({ eventId: columns.map((column) => [column]) });
    const { sink } = await take(`o,l,Email,ts\n${cells},a@x.example,2026-03-01\n`, source);
    expect(sink.events).toMatchObject([{ eventId: id, isFingerprint: false }]);
  });

  it("takes a fingerprint where all columns of the id are blank", async () => {
    const { sink } = await take(
      "o,l,Email,ts\n, ,a@x.example,2026-03-01\n",
      eventSource({ eventId: [["o"], ["l"]] }),
    );
    expect(sink.events).toMatchObject([{ isFingerprint: true }]);
  });

  it.each([
    ["epoch_ms", undefined, "1772366400000", "2026-03-01T12:00:00.000Z", undefined],
    ["epoch_s", undefined, "1772366400", "2026-03-01T12:00:00.000Z", undefined],
    [
      { pattern: "dd/MM/yyyy HH:mm" },
      undefined,
      "01/03/2026 12:00",
      "2026-03-01T11:00:00.000Z",
      "2026-03-01T12:00:00",
    ],
    [{ pattern: "dd/MM/yyyy" }, undefined, "01/03/2026", "2026-02-28T23:00:00.000Z", "2026-03-01"],
    [
      { pattern: "dd/MM/yyyy HH:mm" },
      "Asia/Tokyo",
      "01/03/2026 12:00",
      "2026-03-01T03:00:00.000Z",
      undefined,
    ],
    [undefined, undefined, "2026-03-01 12:00", "2026-03-01T11:00:00.000Z", "2026-03-01 12:00"],
    [undefined, "Asia/Tokyo", "2026-03-01T12:00Z", "2026-03-01T12:00:00.000Z", undefined],
  ] as const)("reads %j in %s: %j", async (format, timezone, text, at, localTime) => {
    const event = { ...rowEvent("x", "ts"), at: { column: ["ts"], format, timezone } };
    const { sink } = await take(
      `Email,ts\na@x.example,${text}\n`,
      eventSource({ events: [event] }),
      "Europe/Paris",
    );
    expect(sink.rejects).toEqual([]);
    expect(new Date(sink.events[0]!.at).toISOString()).toBe(at);
    expect(sink.events[0]!.localTime).toBe(localTime);
  });

  it("takes the source's zone where the column has none", async () => {
    const { sink } = await take(
      "Email,ts\na@x.example,2026-03-01T12:00\n",
      eventSource({ timezone: "Asia/Tokyo" }),
    );
    expect(sink.events).toMatchObject([{ at: Date.UTC(2026, 2, 1, 3), localTime: undefined }]);
  });

  it("takes a constant for the time where the file has no such column", async () => {
    const source = eventSource({ constants: [{ name: "ts", value: "2026-03-01" }] });
    const { sink } = await take("Email,page\na@x.example,/a\n", source);
    expect(sink.events).toMatchObject([
      { at: Date.UTC(2026, 2, 1), fields: { email: "a@x.example", page: "/a" } },
    ]);
  });
});

const yes = (column: string) => ({
  column: [column],
  test: { kind: "equals", oneOf: [{ kind: "boolean", value: true }] } as const,
});
const MAILINGS: readonly RowEvent[] = [
  rowEvent("email_send", "Sent"),
  rowEvent("email_open", "Seen", { when: [yes("Read")] }),
  rowEvent("email_click", "Seen", { when: [yes("Clicked")], count: ["Clicks"] }),
];
const HEADER = "Id,Email,Subject,Sent,Seen,Read,Clicked,Clicks\n";

describe("several events a row", () => {
  const mailings = (parts: Partial<EventSource> = {}) =>
    eventSource({ events: MAILINGS, eventId: [["Id"]], ...parts });

  it.each([
    ["sent only", "1,a@x.example,S,2026-03-01,,no,no,", ["1:email_send"]],
    ["opened", "1,a@x.example,S,2026-03-01,2026-03-02,Yes,0,", ["1:email_send", "1:email_open"]],
    [
      "clicked three times",
      "1,a@x.example,S,2026-03-01,2026-03-02,1,y,3",
      ["1:email_send", "1:email_open", "1:email_click", "1:email_click:2", "1:email_click:3"],
    ],
    ["no clicks counted", "1,a@x.example,S,2026-03-01,,no,yes,0", ["1:email_send"]],
  ])("%s", async (_, row, ids) => {
    const { sink, summary } = await take(`${HEADER}${row}\n`, mailings());
    expect(sink.events.map(({ eventId }) => eventId)).toEqual(ids);
    expect(sink.events.every(({ fields }) => Object.keys(fields).join() === "email,subject")).toBe(true);
    expect(summary.totals.events).toMatchObject({ rows: 1, accepted: 1, rejected: 0 });
  });

  it.each([
    [
      "a count that is none",
      "2026-03-02,yes,yes,1.5",
      "bad-number",
      "Clicks",
      '"1.5" is no count; expected a whole number from 0 to 10000',
    ],
    [
      "a count beyond all measure",
      "2026-03-02,yes,yes,10001",
      "bad-number",
      "Clicks",
      '"10001" is no count; expected a whole number from 0 to 10000',
    ],
    [
      "a time that is missing",
      ",yes,no,",
      "missing-date",
      "Seen",
      '"Seen" is blank; expected a date or time such as 2026-03-01T14:30:00Z',
    ],
    ["a time that is none", "soon,yes,no,", "bad-date", "Seen", expect.stringContaining('"soon"')],
  ])("gives no event of a row with %s", async (_, cells, code, column, message) => {
    const { sink, summary } = await take(`${HEADER}1,a@x.example,S,2026-03-01,${cells}\n`, mailings());
    expect(sink.events).toEqual([]);
    expect(sink.rejects).toMatchObject([{ code, column, message }]);
    expect(summary.totals.events).toMatchObject({ rows: 1, accepted: 0, rejected: 1 });
  });

  it("accepts a row that is no event", async () => {
    const { sink, summary } = await take(
      `${HEADER}1,a@x.example,S,,,no,no,\n`,
      mailings({ events: MAILINGS.slice(1) }),
    );
    expect(sink.events).toEqual([]);
    expect(summary.totals.events).toMatchObject({ rows: 1, accepted: 1 });
  });

  it("numbers entries of one type", async () => {
    const events = [rowEvent("touch", "Sent"), rowEvent("touch", "Seen", { when: [yes("Read")] })];
    const { sink } = await take(
      `${HEADER}1,a@x.example,S,2026-03-01,2026-03-02,yes,,\n`,
      mailings({ events }),
    );
    expect(sink.events.map(({ eventId }) => eventId)).toEqual(["1:touch", "1:touch#2"]);
  });

  it("tests cells as rules test fields", async () => {
    const above = {
      column: ["Clicks"],
      test: { kind: "number", relation: "above", bound: parseDecimal("2")! },
    } as const;
    const source = mailings({ events: [rowEvent("fan", "Sent", { when: [above] })] });
    const rows = ["2", "2.5", "", "x"].map((clicks, i) => `${i},a@x.example,S,2026-03-01,,,,${clicks}\n`);
    const { sink } = await take(HEADER + rows.join(""), source);
    expect(sink.events.map(({ eventId }) => eventId)).toEqual(["1:fan"]);
  });

  it("tests typed fields as they are kept, renamed and computed ones too", async () => {
    const test = (column: string, bound: string) =>
      ({
        column: [column],
        test: { kind: "number", relation: "at_least", bound: parseDecimal(bound)! },
      }) as const;
    const is = (column: string, text: string) =>
      ({ column: [column], test: { kind: "equals", oneOf: [{ kind: "text", text }] } }) as const;
    const events = [
      rowEvent("dear", "Sent", { when: [test("Price", "1000")] }),
      rowEvent("big", "Sent", { when: [test("total", "2500.5")] }),
      rowEvent("march", "Sent", { when: [is("seen", "2026-03-02")] }),
      rowEvent("renamed", "Sent", { when: [is("topic", "S")] }),
    ];
    const fields = [
      numberField("price", "Price", ",", " "),
      dateField("seen", "Seen", "dd/MM/yyyy"),
      { name: "total", value: { kind: "product", factors: [["price"], ["Clicks"]] } } as const,
      textField("topic", "Subject"),
    ];
    const rows = [
      '1,a@x.example,S,2026-03-01,02/03/2026,,,2,"1 250,25"',
      '2,a@x.example,T,2026-03-01,,,,9,"999,9"',
      "3,a@x.example,,2026-03-01,,,,,",
    ];
    const { sink } = await take(`${HEADER.trim()},Price\n${rows.join("\n")}\n`, mailings({ events, fields }));
    expect(sink.rejects).toEqual([]);
    expect(sink.events.map(({ eventId }) => eventId)).toEqual([
      "1:dear",
      "1:big",
      "1:march",
      "1:renamed",
      "2:big",
    ]);
    expect(sink.events[0]?.fields).toMatchObject({ price: "1250.25", total: "2500.5", clicks: "2" });
  });

  it("reads a field by its own name only: what every object has is missing", async () => {
    const exists = { column: ["constructor"], test: { kind: "exists", expected: true } } as const;
    const source = mailings({
      events: [rowEvent("a", "Sent", { when: [exists] })],
      fields: [numberField("constructor", "Clicks")],
    });
    const { sink } = await take(
      `${HEADER}1,a@x.example,S,2026-03-01,,,,\n2,a@x.example,S,2026-03-01,,,,7\n`,
      source,
    );
    expect(sink.events.map(({ eventId }) => eventId)).toEqual(["2:a"]);
  });

  it.each([
    [
      "the id and the type",
      [
        ["1", "mail:open"],
        ["1:mail", "open"],
        ["1\\", "mail:open"],
        ["1\\:mail", "open"],
      ],
    ],
    [
      "a count and a type",
      [
        ["1", "z"],
        ["1", "z:2"],
        ["1", "z:3"],
        ["1:z", "2"],
      ],
    ],
    [
      "an entry and a type",
      [
        ["1", "z#2"],
        ["1", "z"],
        ["1", "z\\#2"],
      ],
    ],
  ])("gives ids that are never the same by chance: %s", async (_, pairs) => {
    const ids: string[] = [];
    for (const [id, type] of pairs) {
      const twice = [
        rowEvent(type!, "Sent", { count: ["Clicks"] }),
        rowEvent(type!, "Sent", { count: ["Clicks"] }),
      ];
      const row = `${id},a@x.example,S,2026-03-01,,,,3\n`;
      const { sink } = await take(HEADER + row, mailings({ events: twice }));
      ids.push(...sink.events.map(({ eventId }) => eventId));
    }
    expect(ids).toHaveLength(pairs.length * 6);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("adds what a later export has more, without an id too", async () => {
    const early = "1,a@x.example,S,2026-03-01,,no,no,\n";
    const later = "1,a@x.example,S,2026-03-01,2026-03-02,yes,yes,2\n";
    const { sink, summary } = await take(HEADER + early + later + later, mailings({ eventId: [] }));
    const ids = sink.events.map(({ eventId }) => eventId);
    expect(new Set(ids).size).toBe(4);
    expect(ids[0]).toBe(ids[1]);
    expect(summary.totals.events).toMatchObject({ rows: 3, accepted: 2, duplicates: 1 });
  });

  it("counts what clock changes did to each event once", async () => {
    const row = "1,a@x.example,S,2026-03-29T02:30,2026-10-25T02:30,yes,yes,5\n";
    const { summary } = await take(HEADER + row, mailings(), "Europe/Paris");
    expect(summary.totals.events).toMatchObject({ skippedTimes: 1, repeatedTimes: 2 });
  });

  it("rejects a row with a field that is not of its type", async () => {
    const source = mailings({ fields: [numberField("subject", "Subject")] });
    const { sink } = await take(`${HEADER}1,a@x.example,S,2026-03-01,,no,no,\n`, source);
    expect(sink.rejects).toMatchObject([{ code: "bad-number", column: "Subject" }]);
    expect(sink.events).toEqual([]);
  });
});
