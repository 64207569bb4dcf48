import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ContactSource } from "../../src/rulebook/source-model.ts";
import { DELIMITERS } from "../../src/rulebook/source-model.ts";
import { takeIn } from "./memory-sink.ts";
import { contactSource, dateField, EMAIL, numberField, textField } from "./sources.ts";

const take = (contacts: string, source: ContactSource) => takeIn({ contacts, sources: [source] });

describe("which columns are which fields", () => {
  const FILE = "Record ID,Email,Full Name,City\n007,Ada@X.example,Ada L,Paris\n";
  const cases: readonly [string, Partial<ContactSource>, Record<string, string>][] = [
    [
      "all, the key under its kind",
      {},
      { contact_id: "007", email: "Ada@X.example", full_name: "Ada L", city: "Paris" },
    ],
    [
      "one under a new name",
      { fields: [textField("name", "full_name")] },
      { contact_id: "007", email: "Ada@X.example", name: "Ada L", city: "Paris" },
    ],
    [
      "the first of two names that the file has",
      { fields: [textField("name", "Nom", "FULL NAME", "City")] },
      { contact_id: "007", email: "Ada@X.example", name: "Ada L", city: "Paris" },
    ],
    [
      "an identity under its kind",
      { identities: [{ kind: "mail", column: ["Email"] }] },
      { contact_id: "007", mail: "Ada@X.example", full_name: "Ada L", city: "Paris" },
    ],
    [
      "an identity that is a field of another name too",
      { identities: [EMAIL], fields: [textField("work_email", "Email")] },
      {
        contact_id: "007",
        email: "Ada@X.example",
        work_email: "Ada@X.example",
        full_name: "Ada L",
        city: "Paris",
      },
    ],
    [
      "a constant, where the file has no such column",
      {
        constants: [
          { name: "Campaign", value: "autumn" },
          { name: "city", value: "Lyon" },
        ],
      },
      { contact_id: "007", email: "Ada@X.example", full_name: "Ada L", city: "Paris", campaign: "autumn" },
    ],
    [
      "a constant under a new name",
      { constants: [{ name: "Origin", value: "fair" }], fields: [textField("from", "Origin")] },
      { contact_id: "007", email: "Ada@X.example", full_name: "Ada L", city: "Paris", from: "fair" },
    ],
  ];

  it.each(cases)("%s", async (_, parts, fields) => {
    const { sink } = await take(FILE, contactSource(parts));
    expect(sink.rejects).toEqual([]);
    expect(sink.contacts[0]?.fields).toEqual(fields);
    expect([...(sink.contacts[0]?.columns ?? [])].sort()).toEqual(Object.keys(fields).sort());
  });

  it("keys by e-mail where the source says so", async () => {
    const { sink } = await take(FILE, contactSource({ key: EMAIL }));
    expect(sink.contacts[0]?.contact).toEqual({
      kind: "email",
      key: "ada@x.example",
      value: "Ada@X.example",
    });
  });

  it("numbers repeated columns where the source says so, past names that are taken", async () => {
    const { sink } = await take(
      "Record ID,Tag,Tag,tag_2\n1,a,b,c\n",
      contactSource({ repeatedColumns: "number" }),
    );
    expect(sink.contacts[0]?.fields).toEqual({ contact_id: "1", tag: "a", tag_3: "b", tag_2: "c" });
  });
});

describe("typed fields", () => {
  const FRENCH = numberField("size", "v", ",", " ");
  const product = (...factors: string[]) =>
    ({ name: "total", value: { kind: "product", factors: factors.map((factor) => [factor]) } }) as const;
  const list = (separator: string) =>
    ({ name: "tags", value: { kind: "list", column: ["v"], separator } }) as const;
  const cases: readonly [string, readonly ContactSource["fields"][number][], string, string | undefined][] = [
    ["a decimal comma and a blank between thousands", [FRENCH], "1 234,50", "1234.50"],
    ["a blank that does not break", [FRENCH], "1\u00a0234\u202f567", "1234567"],
    ["no sign between thousands", [FRENCH], "-1234,5", "-1234.5"],
    ["a point between thousands", [numberField("size", "v", ",", ".")], "1.234.567,8", "1234567.8"],
    ["a plus", [numberField("size", "v")], "+5", "5"],
    ["blanks around", [numberField("size", "v")], " 12.5 ", "12.5"],
    ["a blank", [FRENCH], "  ", undefined],
    ["a day", [dateField("size", "v", "dd/MM/yyyy")], "04/03/2026", "2026-03-04"],
    [
      "a time on the clock",
      [dateField("size", "v", "dd/MM/yyyy HH:mm")],
      "04/03/2026 09:05",
      "2026-03-04T09:05:00",
    ],
    [
      "a time in a zone",
      [dateField("size", "v", "dd/MM/yyyy HH:mm", "Europe/Paris")],
      "04/07/2026 09:05",
      "2026-07-04T07:05:00Z",
    ],
    [
      "a time with an offset",
      [dateField("size", "v")],
      "2026-07-04T09:05:00.5+02:00",
      "2026-07-04T07:05:00.500Z",
    ],
    ["a day in a zone", [dateField("size", "v", undefined, "Asia/Tokyo")], "2026-07-04", "2026-07-04"],
    ["a list in a cell", [list(",")], '"a, b", c ,,d', "a, b;c;d"],
    ["a list between semicolons", [list(";")], "a;b", "a;b"],
    ["a product", [product("v", "w")], "0.1", "0.2"],
    ["a product of a typed field", [FRENCH, product("size", "w")], "1 000,25", "2000.5"],
    ["a product rounded half away from zero", [product("v", "v")], "0.0015", "0.000002"],
    ["a product of a negative one", [product("v", "v", "v")], "-0.01", "-0.000001"],
    ["a product with a blank factor", [product("v", "w")], "", undefined],
  ];

  it.each(cases)("%s", async (_, fields, text, expected) => {
    const name = fields.at(-1)!.name;
    const { sink } = await take(
      stringify([
        ["Record ID", "v", "w"],
        ["1", text, "2"],
      ]),
      contactSource({ fields }),
    );
    expect(sink.rejects).toEqual([]);
    expect(sink.contacts[0]?.fields[name]).toBe(expected);
    expect(sink.contacts[0]?.columns).toContain(name);
  });

  const faults: readonly [string, ContactSource["fields"][number], string, string, string][] = [
    ["a wrong group", FRENCH, "12 34", "bad-number", '"12 34" is no number; expected one such as 1 234,5'],
    [
      "the other decimal sign",
      FRENCH,
      "1.5",
      "bad-number",
      '"1.5" is no number; expected one such as 1 234,5',
    ],
    [
      "a word",
      numberField("size", "v"),
      "many",
      "bad-number",
      '"many" is no number; expected one such as 1234.5',
    ],
    [
      "a day that does not exist",
      dateField("size", "v", "dd/MM/yyyy"),
      "30/02/2026",
      "bad-date",
      '"30/02/2026" is no date or time that exists in the form "dd/MM/yyyy"',
    ],
    [
      "a broken list",
      list(","),
      '"a,b',
      "bad-list",
      '"\\"a,b" is no list; expected values with "," between them, quoted where they hold one',
    ],
    [
      "a list of two lines",
      list(","),
      "a\nb",
      "bad-list",
      '"a\\nb" is no list; expected values with "," between them, quoted where they hold one',
    ],
    [
      "a factor that is no number",
      product("v", "w"),
      "x",
      "bad-number",
      '"x" is no number; expected digits, with a point before a fraction',
    ],
  ];

  it.each(faults)("rejects %s", async (_, field, text, code, message) => {
    const { sink, summary } = await take(
      stringify([
        ["Record ID", "v", "w"],
        ["1", text, "2"],
        ["2", "", ""],
      ]),
      contactSource({ fields: [field] }),
    );
    expect(sink.rejects).toMatchObject([{ line: 2, column: "v", code, message }]);
    expect(summary.totals.contacts).toMatchObject({ rows: 2, accepted: 1, rejected: 1 });
  });

  it("puts a product in the place of a column with its name", async () => {
    const fields = [{ name: "v", value: { kind: "product", factors: [["v"], ["w"]] } } as const];
    const { sink } = await take("Record ID,v,w\n1,3,2\n", contactSource({ fields }));
    expect(sink.contacts[0]).toMatchObject({
      fields: { contact_id: "1", v: "6", w: "2" },
      columns: ["contact_id", "w", "v"],
    });
  });

  it.each([
    [["0.0000004", "3"], "0.000001"],
    [["1000000", "0.0000125"], "12.5"],
    [["0.0000004", "0.0000004"], "0"],
    [["0.0000005", "1"], "0.000001"],
    [["-0.0000005", "1"], "-0.000001"],
    [["100000000000000000000", "0.00000000001"], "1000000000"],
    [["1.10", "3.00"], "3.3"],
  ])("multiplies %j exactly and rounds once: %s", async ([v, w], amount) => {
    const { sink } = await take(
      `Record ID,v,w\n1,${v},${w}\n`,
      contactSource({ fields: [product("v", "w")] }),
    );
    expect(sink.contacts[0]?.fields).toMatchObject({ total: amount });
  });

  it("rounds once where a factor is a product itself", async () => {
    const inner = { name: "small", value: { kind: "product", factors: [["v"], ["w"]] } } as const;
    const outer = { name: "amount", value: { kind: "product", factors: [["small"], ["x"]] } } as const;
    const { sink } = await take(
      "Record ID,v,w,x\n1,0.001,0.0004,10\n",
      contactSource({ fields: [inner, outer] }),
    );
    expect(sink.contacts[0]?.fields).toMatchObject({ small: "0", amount: "0.000004" });
  });

  it("rejects a product beyond what points can be, which a rounded factor would hide", async () => {
    const long = "9".repeat(80);
    const { sink } = await take(
      `Record ID,v,w\n1,${long},0.0000001\n`,
      contactSource({ fields: [product("v", "w")] }),
    );
    expect(sink.rejects).toMatchObject([
      {
        code: "bad-number",
        message: `${long.slice(0, 60)}… x 0.0000001 is beyond 9000000000; expected less`,
      },
    ]);
  });

  it("rejects a product beyond what points can be", async () => {
    const { sink } = await take(
      "Record ID,v,w\n1,9000000000,2\n",
      contactSource({ fields: [product("v", "w")] }),
    );
    expect(sink.rejects).toMatchObject([
      {
        code: "bad-number",
        column: undefined,
        message: "9000000000 x 2 is beyond 9000000000; expected less",
      },
    ]);
  });
});

describe("any table", () => {
  const cell = fc.string({
    unit: fc.constantFrom("a", "é", " ", ",", ";", "\t", "|", '"', "\n", "\r", "0"),
    maxLength: 6,
  });
  const table = fc.record({
    rows: fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { maxLength: 8 }),
    delimiter: fc.constantFrom(...DELIMITERS),
    order: fc.shuffledSubarray(["Record ID", "Email", "Note", "More"], { minLength: 4 }),
    isRenamed: fc.boolean(),
    isStated: fc.boolean(),
  });

  it("keeps every cell of an accepted row as it is, under its field", async () => {
    await fc.assert(
      fc.asyncProperty(table, async ({ rows, delimiter, order, isRenamed, isStated }) => {
        const source = contactSource({
          identities: [EMAIL],
          fields: isRenamed ? [textField("remark", "Note")] : [],
          delimiter: isStated ? delimiter : undefined,
        });
        const names: Record<string, string> = {
          "Record ID": "contact_id",
          Email: "email",
          Note: isRenamed ? "remark" : "note",
          More: "more",
        };
        const text = stringify([order, ...rows], { delimiter, quoted: true, record_delimiter: "\n" });
        const { sink, summary } = await take(text, source);
        const key = order.indexOf("Record ID");
        const sound = rows.filter((cells) => cells[key]!.trim() !== "");
        expect(sink.contacts.map(({ fields }) => fields)).toEqual(
          sound.map((cells) =>
            Object.fromEntries(
              order.flatMap((header, i) => (cells[i]!.trim() === "" ? [] : [[names[header]!, cells[i]!]])),
            ),
          ),
        );
        expect(summary.totals.contacts).toMatchObject({ rows: rows.length, accepted: sound.length });
      }),
      { numRuns: 60 },
    );
  });
});
