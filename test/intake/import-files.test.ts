import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ImportProgress, importFiles } from "../../src/intake/import-files.ts";
import { createCalendar } from "../../src/values/calendar.ts";
import { createMemorySink, inFolder, takeIn } from "./memory-sink.ts";

const EVENT_HEADER = "event_id,contact_id,type,occurred_at,page\n";

/** Takes in contacts files of these names by these paths; gives the names in the order read, and the summary. */
function takeInFiles(files: Readonly<Record<string, string>>, contacts: readonly string[]) {
  return inFolder(async (folder) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const sink = createMemorySink();
    const steps: ImportProgress[] = [];
    const summary = await importFiles(
      {
        contacts: contacts.map((path) => join(folder, path)),
        events: [],
        identities: [],
        sources: [],
        calendar: createCalendar("UTC"),
        onProgress: (step) => steps.push(step),
      },
      sink,
    );
    return { sink, summary, steps, names: sink.opened.map(({ path }) => path.slice(folder.length + 1)) };
  });
}

describe("which files", () => {
  const files = {
    "b.csv": "id\nb\n",
    "a.csv": "id\na\n",
    "Z.csv": "id\nz\n",
    "é.csv": "id\ne\n",
    "x.txt": "id\nx\n",
  };

  it("reads paths in the order given", async () => {
    expect((await takeInFiles(files, ["b.csv", "a.csv"])).names).toEqual(["b.csv", "a.csv"]);
  });

  it("reads the matches of a pattern in code point order", async () => {
    expect((await takeInFiles(files, ["x.txt", "*.csv"])).names).toEqual([
      "x.txt",
      "Z.csv",
      "a.csv",
      "b.csv",
      "é.csv",
    ]);
  });

  it("takes a path that exists for itself, whatever signs it has", async () => {
    const named = { "[a].csv": "id\nliteral\n", "a.csv": "id\nmatch\n" };
    expect((await takeInFiles(named, ["[a].csv"])).names).toEqual(["[a].csv"]);
  });

  it("skips a file whose content was taken in before", async () => {
    const { summary, sink } = await takeInFiles({ "a.csv": "id\na\n", "b.csv": "id\na\n" }, [
      "a.csv",
      "b.csv",
    ]);
    expect(summary.files.map(({ skipped, counts }) => [skipped, counts.rows])).toEqual([
      [false, 1],
      [true, 0],
    ]);
    expect(sink.contacts).toHaveLength(1);
    expect(sink.closed).toHaveLength(1);
  });

  it("hashes the file as it is", async () => {
    const { sink } = await takeInFiles({ "a.csv": "id\na\n" }, ["a.csv"]);
    expect(sink.opened).toMatchObject([
      {
        kind: "contacts",
        bytes: 5,
        sha256: "1830fc9c555d1d487575d177ff91a65767af948c8319af93d72ca6cffa43c7f9",
      },
    ]);
  });

  it("tells how far it has come, over all files", async () => {
    const { steps } = await takeInFiles({ "a.csv": "id\n1\n2\n", "b.csv": "id\n3\n" }, ["a.csv", "b.csv"]);
    const last = steps.at(-1);
    expect(last).toMatchObject({ bytesDone: 12, bytesTotal: 12, rows: 3 });
    expect(last?.file).toMatch(/b\.csv$/);
    const bytes = steps.map(({ bytesDone }) => bytesDone);
    expect(bytes).toEqual([...bytes].sort((a, b) => a - b));
  });

  it("reads contacts before events", async () => {
    const { sink } = await takeIn({ events: EVENT_HEADER, contacts: "id\n" });
    expect(sink.opened.map(({ kind }) => kind)).toEqual(["contacts", "events"]);
  });

  it("takes a header without rows for a file without rows", async () => {
    const { summary } = await takeIn({ contacts: "contact_id,email" });
    expect(summary.totals.contacts).toMatchObject({ rows: 0, accepted: 0, rejected: 0 });
  });

  it("hands on what the sink throws", async () => {
    const sink = Object.assign(createMemorySink(), {
      putContact: () => {
        throw new Error("disk full");
      },
    });
    const taken = inFolder(async (folder) => {
      writeFileSync(join(folder, "a.csv"), "id\n1\n");
      await importFiles(
        {
          contacts: [join(folder, "a.csv")],
          events: [],
          identities: [],
          sources: [],
          calendar: createCalendar("UTC"),
        },
        sink,
      );
    });
    await expect(taken).rejects.toThrow("disk full");
  });
});

describe("how files are written", () => {
  const ADA = { contact: { key: "ada" }, fields: { contact_id: "ada", email: "a@b.example", note: "x" } };

  it.each([
    ["comma", "contact_id,email,note\nada,a@b.example,x\n"],
    ["semicolon", "contact_id;email;note\nada;a@b.example;x\n"],
    ["tab", "contact_id\temail\tnote\nada\ta@b.example\tx\n"],
    ["bar", "contact_id|email|note\nada|a@b.example|x\n"],
    ["semicolon, with commas in a header", '"contact_id";email;note\nada;a@b.example;x\n'],
    ["BOM", "\ufeffcontact_id,email,note\nada,a@b.example,x\n"],
    ["BOM before a quote", '\ufeff"contact_id",email,note\nada,a@b.example,x\n'],
    ["CR LF", "contact_id,email,note\r\nada,a@b.example,x\r\n"],
    ["CR alone", "contact_id,email,note\rada,a@b.example,x\r"],
    ["no line end at the end", "contact_id,email,note\nada,a@b.example,x"],
    ["blank lines around", "\n\ncontact_id,email,note\n\nada,a@b.example,x\n\n"],
    ["every cell quoted", '"contact_id","email","note"\n"ada","a@b.example","x"\n'],
    [
      "headers in other letters",
      "Contact ID, E-MAIL ,Note\nada,a@b.example,x\n".replace(" E-MAIL ", " EMAIL "),
    ],
  ])("%s", async (_, contacts) => {
    const { sink } = await takeIn({ contacts });
    expect(sink.rejects).toEqual([]);
    expect(sink.contacts).toMatchObject([ADA]);
  });

  it("tells the delimiter from the header outside of quotes", async () => {
    const { sink } = await takeIn({ contacts: 'id;"name, first | last";x\n1;Ada;y\n' });
    expect(sink.contacts[0]?.fields).toEqual({ id: "1", name_first_last: "Ada", x: "y" });
  });

  it("reads a file of one column, with delimiters in its cells quoted", async () => {
    const { sink } = await takeIn({ contacts: "email\na@b.example\n" });
    expect(sink.contacts[0]?.contact).toEqual({ kind: "email", key: "a@b.example", value: "a@b.example" });
  });

  it("reads mixed line ends and keeps those inside cells", async () => {
    const { sink } = await takeIn({ contacts: 'id,note\n1,a\r\n2,"b\r\nc"\n3,d\r\n' });
    expect(sink.contacts.map(({ line, fields }) => [line, fields["note"]])).toEqual([
      [2, "a"],
      [3, "b\r\nc"],
      [5, "d"],
    ]);
  });

  it("keeps values byte for byte and leaves blank ones out", async () => {
    const { sink } = await takeIn({ contacts: 'id,a,b,c,d\n1,"  x ",   ,"say ""hi""",e\u0301\n' });
    expect(sink.contacts[0]?.fields).toEqual({ id: "1", a: "  x ", c: 'say "hi"', d: "e\u0301" });
    expect(sink.contacts[0]?.columns).toEqual(["id", "a", "b", "c", "d"]);
  });

  it("names unnamed columns by their position", async () => {
    const { sink } = await takeIn({ contacts: "id,,name,,\n1,a,b,c,d\n" });
    expect(sink.contacts[0]?.fields).toEqual({
      id: "1",
      column_2: "a",
      name: "b",
      column_4: "c",
      column_5: "d",
    });
  });

  it("reads headers that every object has as fields like any other", async () => {
    const { sink } = await takeIn({ contacts: "id,__proto__,constructor,toString,valueOf\n1,a,b,c,\n" });
    const fields = sink.contacts[0]?.fields ?? {};
    expect(Object.entries(fields)).toEqual([
      ["id", "1"],
      ["proto", "a"],
      ["constructor", "b"],
      ["tostring", "c"],
    ]);
    expect(typeof fields["valueof"]).toBe("undefined");
  });
});

describe("contacts", () => {
  it.each([
    ["contact_id,id,email", "c,i,e@x.example", "contact_id", "c", ["e@x.example"]],
    ["id,email", "i,e@x.example", "contact_id", "i", ["e@x.example"]],
    ["name,email", "n,E@X.example", "email", "e@x.example", []],
    ["id,email", "i, ", "contact_id", "i", []],
  ])("finds the key of %s in %s", async (header, row, kind, key, emails) => {
    const { sink } = await takeIn({ contacts: `${header}\n${row}\n` });
    expect(sink.contacts[0]?.contact).toMatchObject({ kind, key });
    expect(sink.contacts[0]?.identities.map((identity) => identity.key)).toEqual(emails);
  });
});

describe("events", () => {
  const read = async (events: string, timezone?: string) =>
    takeIn(timezone === undefined ? { events } : { events, timezone });

  it("hands on identities in rank order, and every other column as a field", async () => {
    const { sink } = await read(
      "visitor_id,type,date,Email,contact_id,event_id,at,event\n v1 ,open,x,A@B.example,ada,e1,2026-03-01T10:00Z,y\n",
    );
    expect(sink.events).toEqual([
      {
        line: 2,
        eventId: "e1",
        isFingerprint: false,
        identities: [
          { kind: "contact_id", key: "ada", value: "ada" },
          { kind: "email", key: "a@b.example", value: "A@B.example" },
          { kind: "visitor_id", key: "v1", value: "v1" },
        ],
        type: "open",
        at: Date.UTC(2026, 2, 1, 10),
        fields: { visitor_id: " v1 ", date: "x", email: "A@B.example", event: "y" },
      },
    ]);
  });

  it.each([
    ["event", "timestamp"],
    ["type", "date"],
    ["Event", "Occurred At"],
  ])("finds the type in %s and the time in %s", async (type, time) => {
    const { sink } = await read(`email,${type},${time}\na@b.example,open,2026-03-01T00:00:00Z\n`);
    expect(sink.events).toMatchObject([{ type: "open", at: Date.UTC(2026, 2, 1) }]);
  });

  it("counts accepted, replaced and duplicate rows and rejects", async () => {
    const rows =
      "e1,ada,open,2026-03-01,/a\ne1,ada,open,2026-03-01,/a\ne1,ada,open,2026-03-01,/b\ne2,,open,2026-03-01,\n";
    const { summary, sink } = await read(EVENT_HEADER + rows);
    const counts = {
      rows: 4,
      accepted: 2,
      duplicates: 1,
      rejected: 1,
      replaced: 1,
      forgotten: 0,
      skippedTimes: 0,
      repeatedTimes: 0,
      roundedNumbers: 0,
    };
    expect(summary.totals.events).toEqual(counts);
    expect(summary.files[0]?.counts).toEqual(counts);
    expect(sink.closed).toEqual([counts]);
  });

  it.each([
    ["2026-03-29T02:30:00", "2026-03-29T01:30:00.000Z", "skippedTimes"],
    ["2026-10-25 02:30", "2026-10-25T00:30:00.000Z", "repeatedTimes"],
  ] as const)(
    "counts %s in Paris, which a clock change skips or repeats",
    async (written, instant, count) => {
      const { sink, summary } = await read(`${EVENT_HEADER}e1,ada,open,${written},\n`, "Europe/Paris");
      expect(new Date(sink.events[0]!.at).toISOString()).toBe(instant);
      expect(summary.totals.events).toMatchObject({ skippedTimes: 0, repeatedTimes: 0, [count]: 1 });
    },
  );

  it.each([
    ["2026-03-29T02:30:00+01:00", "2026-03-29T01:30:00.000Z"],
    ["2026-03-29T03:30:00", "2026-03-29T01:30:00.000Z"],
    ["2026-07-01", "2026-06-30T22:00:00.000Z"],
    [" 2026-07-01T12:00:00,5 ", "2026-07-01T10:00:00.500Z"],
  ])("reads %j in Paris", async (written, instant) => {
    const { sink, summary } = await read(`${EVENT_HEADER}e1,ada,open,"${written}",\n`, "Europe/Paris");
    expect(new Date(sink.events[0]!.at).toISOString()).toBe(instant);
    expect(summary.totals.events).toMatchObject({ skippedTimes: 0, repeatedTimes: 0 });
  });

  it("takes a day alone for its first instant, even where midnight is skipped", async () => {
    const { sink, summary } = await read(`${EVENT_HEADER}e1,ada,open,2018-11-04,\n`, "America/Sao_Paulo");
    expect(new Date(sink.events[0]!.at).toISOString()).toBe("2018-11-04T03:00:00.000Z");
    expect(summary.totals.events.skippedTimes).toBe(0);
  });
});

describe("any text", () => {
  const unit = fc.constantFrom("ada", "open", "2026-03-01", ",", ",", ",", "\n", "\r\n", '"', "\0", " ", "é");

  it("is accounted for row by row", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit, maxLength: 60 }), async (body) => {
        const { sink, summary } = await takeIn({ events: `contact_id,type,date\n${body}` });
        const { rows, accepted, duplicates, rejected } = summary.totals.events;
        expect(accepted + duplicates + rejected).toBe(rows);
        expect(sink.events).toHaveLength(accepted + duplicates);
        expect(sink.rejects).toHaveLength(rejected);
      }),
      { numRuns: 200 },
    );
  });
});

describe("fingerprints", () => {
  const idOf = async (events: string) => (await takeIn({ events })).sink.events[0]!;
  const base = "contact_id,type,date,page\nada,open,2026-03-01,/a\n";

  it("are SHA-256 over the row's columns by field name", async () => {
    expect(await idOf(base)).toMatchObject({
      eventId: "row:9d3409c8ecd505ef446e3f678cda21ca",
      isFingerprint: true,
    });
  });

  it.each([
    ["another order of columns", "page,date,contact_id,type\n/a,2026-03-01,ada,open\n"],
    ["other headers for the same fields", "Contact ID,TYPE,Date,Page\nada,open,2026-03-01,/a\n"],
    ["a further column that is blank", "contact_id,type,date,page,extra\nada,open,2026-03-01,/a, \n"],
    ["an event id that is blank", "event_id,contact_id,type,date,page\n ,ada,open,2026-03-01,/a\n"],
  ])("are the same with %s", async (_, events) => {
    expect((await idOf(events)).eventId).toBe((await idOf(base)).eventId);
  });

  it.each([
    ["contact", "contact_id,type,date,page\nbo,open,2026-03-01,/a\n"],
    ["type", "contact_id,type,date,page\nada,click,2026-03-01,/a\n"],
    ["time as written", "contact_id,type,date,page\nada,open,2026-03-01T00:00,/a\n"],
    ["field", "contact_id,type,date,page\nada,open,2026-03-01,/b\n"],
    ["field's blanks", "contact_id,type,date,page\nada,open,2026-03-01,/a \n"],
    ["field's name", "contact_id,type,date,url\nada,open,2026-03-01,/a\n"],
  ])("differ with another %s", async (_, events) => {
    expect((await idOf(events)).eventId).not.toBe((await idOf(base)).eventId);
  });
});
