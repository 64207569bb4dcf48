import { describe, expect, it } from "vitest";
import { compareKinds, rankKinds } from "../../src/intake/identity/rank-kinds.ts";
import { InputError } from "../../src/intake/input-error.ts";
import { chooseSources } from "../../src/intake/layouts/choose-sources.ts";
import type { Source } from "../../src/rulebook/source-model.ts";
import { type Texts, takeIn } from "./memory-sink.ts";
import {
  contactSource,
  dateField,
  EMAIL,
  eventSource,
  identitySource,
  rowEvent,
  textField,
} from "./sources.ts";

async function problemOf(texts: Texts): Promise<string> {
  const error = await takeIn(texts).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InputError);
  const { message, path } = error as InputError;
  return message.slice(path.length + 2);
}

describe("which source reads a file", () => {
  const named = contactSource({ id: "named", files: ["crm-*.csv"] });
  const free = contactSource({ id: "free" });
  const byMail = contactSource({ id: "by-mail", key: { kind: "email", column: ["Mail"] } });
  const cases: readonly [string, string, string, readonly Source[], string][] = [
    ["the one whose pattern fits its name", "crm-1.csv", "Record ID", [named, free], "named"],
    ["one without a pattern where none fits", "other.csv", "Record ID", [named, free], "free"],
    ["capitals make no difference", "CRM-1.CSV", "Record ID", [named, free], "named"],
    ["the one whose columns it has", "other.csv", "Mail", [free, byMail], "by-mail"],
    ["none: the default mapping", "other.csv", "contact_id", [named, free], "contacts"],
    ["sources of other kinds do not count", "other.csv", "contact_id", [eventSource()], "contacts"],
  ];

  it.each(cases)("%s", async (_, name, header, sources, expected) => {
    const { sink, summary } = await takeIn({
      contacts: `${header}\n1\n`,
      names: { contacts: name },
      sources,
    });
    expect(sink.opened.map(({ source }) => source)).toEqual([expected]);
    expect(summary.files.map(({ source }) => source)).toEqual([expected]);
  });

  it.each([
    ["crm-1.csv", true],
    ["in/of/crm-1.csv", true],
    ["export.zip/crm-1.csv", true],
    ["crm-1.csv/other.csv", false],
    ["-", false],
  ])("takes the last part of %s for its name", (path, isNamed) => {
    expect(chooseSources("contacts", path, [named])).toMatchObject({ isNamed });
  });

  it("reads standard input by its sign", () => {
    expect(chooseSources("contacts", "-", [contactSource({ files: ["-"] })]).isNamed).toBe(true);
  });

  it("tells how the file is encoded", () => {
    const { encoding } = chooseSources("contacts", "a.csv", [contactSource({ encoding: "windows-1252" })]);
    expect(encoding).toBe("windows-1252");
  });

  it("never decodes its own rejects", () => {
    const { encoding } = chooseSources("contacts", "rejects.csv", [
      contactSource({ encoding: "windows-1252" }),
    ]);
    expect(encoding).toBeUndefined();
  });

  it("refuses a file that two sources read with different encodings", async () => {
    const sources = [contactSource({ encoding: "windows-1252" }), contactSource({ id: "other" })];
    expect(await problemOf({ contacts: "Record ID\n1\n", sources })).toBe(
      'source "crm" reads it as windows-1252, but source "other" reads it as UTF-8; write "file" in "crm" and "other", to say which files each reads',
    );
  });

  it("hands on what the file is", async () => {
    const { sink } = await takeIn({
      contacts: "Record ID;Name\n1;x\n",
      sources: [contactSource({ complete: true })],
    });
    expect(sink.opened).toMatchObject([{ isComplete: true, delimiter: ";", headers: ["Record ID", "Name"] }]);
  });

  it("takes the stated delimiter, even where another gives more columns", async () => {
    const source = contactSource({ delimiter: ";" });
    const { sink } = await takeIn({ contacts: 'Record ID;"a,b,c,d"\n1;x\n', sources: [source] });
    expect(sink.contacts[0]?.fields).toEqual({ contact_id: "1", a_b_c_d: "x" });
  });
});

describe("headers that are refused", () => {
  const cases: readonly [string, Texts, string][] = [
    [
      "a missing column, with the close one",
      {
        contacts: "Record Id.x,Nane\n1,x\n",
        sources: [contactSource({ fields: [textField("name", "Name", "Nom")] })],
      },
      'no column "Record ID", and no column "Name" or "Nom" for source "crm"; found "Record Id.x", "Nane"; did you mean "Record Id.x" and "Nane"?',
    ],
    [
      "the file that a source names but that has other columns, the default's too",
      { contacts: "contact_id\n1\n", sources: [contactSource({ files: ["*.csv"] })] },
      'no column "Record ID" for source "crm"; found "contact_id"',
    ],
    [
      "the source that lacks least",
      {
        contacts: "a,Nick\n1,x\n",
        sources: [
          contactSource({ identities: [EMAIL] }),
          contactSource({ id: "near", key: { kind: "email", column: ["Mail"] } }),
        ],
      },
      'no column "Mail" for source "near"; found "a", "Nick"',
    ],
    [
      "another delimiter than stated",
      { contacts: "Record ID,Name\n1,x\n", sources: [contactSource({ delimiter: ";" })] },
      'no ";", the delimiter of source "crm", in the header line "Record ID,Name"; change "delimiter" or remove it',
    ],
    [
      "the columns of two sources",
      { contacts: "Record ID\n1\n", sources: [contactSource(), contactSource({ id: "other" })] },
      'has the columns of the sources "crm" and "other"; write "file" in "crm" and "other", to say which files each reads',
    ],
    [
      "repeated columns",
      { contacts: "Record ID,Tag,tag\n1,a,b\n", sources: [contactSource()] },
      'column 2 "Tag" and column 3 "tag" are both the field "tag"; rename one',
    ],
    [
      "a column with the name of another's field",
      {
        contacts: "Record ID,Full Name,Name\n1,a,b\n",
        sources: [contactSource({ fields: [textField("name", "Full Name")] })],
      },
      'column 3 "Name" is the field "name", which source "crm" reads from column 2 "Full Name"; name both in its "fields"',
    ],
    [
      "a constant with the name of another's field",
      {
        contacts: "Record ID,Name\n1,a\n",
        sources: [contactSource({ constants: [{ name: "contact_id", value: "x" }] })],
      },
      'the constant "contact_id" is the field "contact_id", which source "crm" reads from column 1 "Record ID"; remove the constant or call it otherwise',
    ],
    [
      "a column with the name of a field that is a constant's",
      {
        contacts: "Record ID,Email\n1,a\n",
        sources: [
          contactSource({
            constants: [{ name: "mail", value: "x" }],
            identities: [{ kind: "email", column: ["mail"] }],
          }),
        ],
      },
      'column 2 "Email" is the field "email", which source "crm" reads from the constant "mail"; name both in its "fields"',
    ],
    [
      "a delimiter that the file says is another",
      { contacts: "sep=;\nRecord ID;Name\n1;a\n", sources: [contactSource({ delimiter: "," })] },
      'the header line cannot be read with ",", the delimiter of source "crm"; change "delimiter" or remove it',
    ],
    [
      "Mautic's timeline",
      { events: 'eventName,eventType,eventTimestamp\n"Page hit",page.hit,"Today, 3:05 pm"\n' },
      'is a contact\'s timeline from Mautic: no column says whose events they are, and times such as "Today, 3:05 pm" depend on when it was made; export a report of e-mails sent or of form results and use "preset: mautic.emails_sent" or "preset: mautic.form_results"',
    ],
    [
      "identities that are one",
      { identities: "contact_id,name,city\n1,a,b\n" },
      'no two identity columns, such as "visitor_id" and "contact_id"; found "contact_id", "name", "city"',
    ],
  ];

  it.each(cases)("%s", async (_, texts, problem) => {
    expect(await problemOf(texts)).toBe(problem);
  });
});

describe("dates that would have to be guessed", () => {
  const HEADER = "event_id,contact_id,type,date\n";
  const rows = (...dates: string[]) => HEADER + dates.map((date, i) => `${i},ada,open,${date}\n`).join("");
  const advice = (format: string) =>
    `state it in the rulebook: sources: {events: {kind: events, id: event_id, contact: {contact_id: contact_id}, type: type, at: {column: date, format: ${format}}}}`;
  const cases: readonly [string, Texts, string][] = [
    [
      "both orders fit",
      { events: rows("03/04/2026", "05/06/2026") },
      `"03/04/2026" in column "date" may be day/month or month/day; ${advice('"dd/MM/yyyy"')} (or "MM/dd/yyyy")`,
    ],
    [
      "one order fits",
      { events: rows("03.04.2026 10:15", "13.04.2026 10:15") },
      `"03.04.2026 10:15" in column "date" is not written as YYYY-MM-DD; ${advice('"dd.MM.yyyy HH:mm"')}`,
    ],
    [
      "the year first",
      { events: rows("2026/03/04") },
      `"2026/03/04" in column "date" is not written as YYYY-MM-DD; ${advice('"yyyy/MM/dd"')}`,
    ],
    [
      "seconds",
      { events: rows("1772366400") },
      `"1772366400" in column "date" looks like seconds since 1970; ${advice("epoch_s")}`,
    ],
    [
      "milliseconds",
      { events: rows("1772366400000") },
      `"1772366400000" in column "date" looks like milliseconds since 1970; ${advice("epoch_ms")}`,
    ],
    [
      "a source's own time",
      {
        events: "Email,Date: sent\na@x.example,04-03-2026\n",
        sources: [eventSource({ events: [rowEvent("x", "Date: sent")] })],
      },
      '"04-03-2026" in column "Date: sent" may be day/month or month/day; write in source "shop": at: {column: "Date: sent", format: "dd-MM-yyyy"} (or "MM-dd-yyyy")',
    ],
    [
      "a field",
      {
        contacts: "Record ID,Since\n1,\n2,04/13/2026\n",
        sources: [contactSource({ fields: [dateField("since", "Since")] })],
      },
      '"04/13/2026" in column "Since" is not written as YYYY-MM-DD; write in source "crm": fields: {since: {column: Since, type: date, format: "MM/dd/yyyy"}}',
    ],
  ];

  it.each(cases)("refuses the file: %s", async (_, texts, problem) => {
    expect(await problemOf(texts)).toBe(problem);
  });

  it.each([
    ["one is readable", ["03/04/2026", "2026-04-03"], 1],
    ["days that do not exist", ["2026-02-30"], 1],
    ["relative words", ["yesterday", "03/04/2026"], 2],
  ])("rejects rows: %s", async (_, dates, rejected) => {
    const { summary } = await takeIn({ events: rows(...dates) });
    expect(summary.totals.events).toMatchObject({ rows: dates.length, rejected });
  });
});

describe("identities files", () => {
  const cases: readonly [string, string, readonly Source[], readonly string[]][] = [
    ["two columns, whatever their names", "Cookie,Card No\nk,9\n", [], ["card_no", "cookie"]],
    [
      "of more columns those with known names",
      "visitor_id,email,name,contact_id\nv,a@x.example,A,1\n",
      [],
      ["contact_id", "email", "visitor_id"],
    ],
    [
      "kinds that a source names",
      "name,cookie,email\nA,k,a@x.example\n",
      [eventSource({ contact: [{ kind: "cookie", column: ["c"] }] })],
      ["cookie", "email"],
    ],
    ["a source's columns", "Name,Cookie,Email\nA,k,a@x.example\n", [identitySource()], ["cookie", "email"]],
    ["blank ones left out", "contact_id,email,visitor_id\n1,,v\n", [], ["contact_id", "visitor_id"]],
  ];

  it.each(cases)("%s", async (_, identities, sources, kinds) => {
    const { sink, summary } = await takeIn({ identities, sources });
    expect(sink.links.map((row) => row.identities.map(({ kind }) => kind))).toEqual([kinds]);
    expect(summary.totals.identities).toMatchObject({ rows: 1, accepted: 1 });
  });

  it("rejects a row with one identity", async () => {
    const { sink, summary } = await takeIn({ identities: "visitor_id,contact_id\nv, \n,\n" });
    expect(sink.rejects).toMatchObject([
      {
        line: 2,
        column: "contact_id",
        code: "missing-identity",
        message: '"contact_id" is blank; expected two identities that name the same person',
      },
      { line: 3, column: undefined, code: "missing-identity" },
    ]);
    expect(summary.totals.identities).toMatchObject({ rows: 2, rejected: 2 });
  });
});

describe("ranking of kinds", () => {
  it.each([
    ["no sources", [], ["contact_id", "email", "visitor_id"]],
    [
      "first named, first ranked",
      [eventSource({ contact: [{ kind: "visitor_id", column: ["v"] }, EMAIL] })],
      ["contact_id", "visitor_id", "email"],
    ],
    [
      "own kinds before email",
      [identitySource(), contactSource()],
      ["contact_id", "cookie", "email", "visitor_id"],
    ],
  ] as const)("%s", (_, sources, ranking) => {
    expect(rankKinds(sources)).toEqual(ranking);
  });

  it("puts unknown kinds last, by code point", () => {
    expect(["b", "email", "a", "contact_id"].sort(compareKinds(rankKinds([])))).toEqual([
      "contact_id",
      "email",
      "a",
      "b",
    ]);
  });
});

describe("the layout of a file", () => {
  const layoutOf = async (sources: readonly Source[], contacts = "Record ID,Email\n1,a@x.example\n") =>
    (await takeIn({ contacts, sources })).sink.opened[0]!.layout;
  const base = contactSource({ identities: [EMAIL] });

  it("is that of the default mapping", async () => {
    expect(await layoutOf([], "id,email\n1,a@x.example\n")).toBe("default");
  });

  it.each([
    [
      "name and place",
      contactSource({ id: "other", identities: [EMAIL], location: { file: "b.yaml", line: 9, column: 1 } }),
    ],
    ["file patterns", contactSource({ files: ["*.csv"], identities: [EMAIL] })],
  ])("stays with another %s", async (_, source) => {
    expect(await layoutOf([source])).toBe(await layoutOf([base]));
  });

  it.each([
    ["field", contactSource({ identities: [EMAIL], fields: [textField("mail", "Email")] })],
    ["zone", contactSource({ identities: [EMAIL], timezone: "Asia/Tokyo" })],
    ["constant", contactSource({ identities: [EMAIL], constants: [{ name: "a", value: "b" }] })],
  ])("changes with another %s", async (_, source) => {
    expect(await layoutOf([source])).not.toBe(await layoutOf([base]));
  });

  it("changes with the ranking of its kinds", async () => {
    const identities = [EMAIL, { kind: "visitor_id", column: ["V"] }];
    const header = "Record ID,Email,V\n1,a@x.example,v\n";
    const first = contactSource({ id: "first", files: ["x"], identities: [...identities].reverse() });
    const own = contactSource({ identities });
    expect(await layoutOf([first, own], header)).not.toBe(await layoutOf([own, first], header));
  });
});
