import { describe, expect, test } from "vitest";
import { parseRulebook, parseRulebookFiles } from "../../src/rulebook/parse.ts";
import { load } from "./load-text.ts";

const FRAME = "rulebook: shop\ngroups: {score: {}}\nrules: {a: {event: a, points: 1}}\n";

const sourcesOf = (written: string) => load(`${FRAME}sources:\n${written}\n`).sources;
const sourceOf = (written: string) => sourcesOf(`  it: ${written}`)[0]!;

function codesOf(written: string): readonly string[] {
  const result = parseRulebook({ name: "shop.yaml", text: `${FRAME}sources: ${written}\n` });
  return (result.kind === "invalid" ? result.diagnostics : []).map(({ code }) => code);
}

const equals = (text: string) => ({ kind: "equals", oneOf: [{ kind: "text", text }] });

test("a source with nothing but what it needs", () => {
  expect(sourceOf("{kind: contacts, key: id}")).toEqual({
    kind: "contacts",
    id: "it",
    location: { file: "shop.yaml", line: 5, column: 3 },
    preset: undefined,
    files: [],
    delimiter: undefined,
    encoding: undefined,
    timezone: undefined,
    repeatedColumns: "refuse",
    fields: [],
    constants: [],
    key: { kind: "contact_id", column: ["id"] },
    identities: [],
    complete: false,
  });
});

test("sources keep their order", () => {
  const written = "  b: {kind: contacts, key: id}\n  a: {preset: klaviyo.profiles}";
  expect(sourcesOf(written).map(({ id }) => id)).toEqual(["b", "a"]);
});

describe("the key's kind", () => {
  test.each([
    ["Record ID", { kind: "contact_id", column: ["Record ID"] }],
    ["[Record ID, email]", { kind: "contact_id", column: ["Record ID", "email"] }],
    ["EMAIL", { kind: "email", column: ["EMAIL"] }],
    ["Email address", { kind: "contact_id", column: ["Email address"] }],
    ["{email: [Email address, Mail]}", { kind: "email", column: ["Email address", "Mail"] }],
    ["{contact_id: email}", { kind: "contact_id", column: ["email"] }],
  ])("%s", (written, key) => {
    expect(sourceOf(`{kind: contacts, key: ${written}}`)).toMatchObject({ key });
  });
});

describe("how the file is written", () => {
  test.each([
    ["delimiter: tab", { delimiter: "\t" }],
    ['delimiter: "\\t"', { delimiter: "\t" }],
    ['delimiter: ";"', { delimiter: ";" }],
    ["encoding: windows-1252", { encoding: "windows-1252" }],
    ["encoding: UTF-16LE", { encoding: "UTF-16LE" }],
    ["repeated_columns: number", { repeatedColumns: "number" }],
    ["file: a-*.csv", { files: ["a-*.csv"] }],
    ["file: [a-*.csv, '-']", { files: ["a-*.csv", "-"] }],
    ["complete: true", { complete: true }],
    [
      "constants: {a: 007, b: 1.50, c: true, d: 2026-03-01, e: x}",
      {
        constants: [
          { name: "a", value: "007" },
          { name: "b", value: "1.50" },
          { name: "c", value: "true" },
          { name: "d", value: "2026-03-01" },
          { name: "e", value: "x" },
        ],
      },
    ],
  ])("%s", (written, expected) => {
    expect(sourceOf(`{kind: contacts, key: id, ${written}}`)).toMatchObject(expected);
  });
});

describe("fields", () => {
  const date = (format: unknown, timezone?: string) => ({ kind: "date", column: ["D"], format, timezone });
  test.each([
    ["Poste", { kind: "text", column: ["Poste"] }],
    ["[Poste, Job]", { kind: "text", column: ["Poste", "Job"] }],
    ["{column: Poste}", { kind: "text", column: ["Poste"] }],
    ["{column: N, type: number}", { kind: "number", column: ["N"], decimal: ".", thousands: undefined }],
    [
      '{column: N, type: number, decimal: ",", thousands: "."}',
      { kind: "number", column: ["N"], decimal: ",", thousands: "." },
    ],
    ["{column: D, type: date}", date({ pattern: "dd.MM.yyyy" })],
    ["{column: D, type: date, format: iso}", date(undefined)],
    ["{column: D, type: date, format: epoch_s, timezone: UTC}", date("epoch_s", "UTC")],
    ["{column: T, type: list}", { kind: "list", column: ["T"], separator: "," }],
    ['{column: T, type: list, separator: "|"}', { kind: "list", column: ["T"], separator: "|" }],
    ["{multiply: [a, [b, c]]}", { kind: "product", factors: [["a"], ["b", "c"]] }],
  ])("%s", (written, value) => {
    const source = sourceOf(`{kind: contacts, key: id, date_format: dd.MM.yyyy, fields: {f: ${written}}}`);
    expect(source.fields).toEqual([{ name: "f", value }]);
  });
});

describe("what a row becomes", () => {
  const eventsOf = (written: string) => sourceOf(`{kind: events, contact: {email: Mail}, ${written}}`);
  const constant = (value: string) => ({ kind: "constant", value });
  const at = (column: string, format?: unknown, timezone?: string) => ({
    column: [column],
    format,
    timezone,
  });

  test("one event, of a type from a column", () => {
    expect(eventsOf("type: [event, Art], at: {column: ts, format: epoch_ms}")).toMatchObject({
      events: [
        {
          type: { kind: "column", column: ["event", "Art"] },
          at: at("ts", "epoch_ms"),
          when: [],
          count: undefined,
        },
      ],
    });
  });

  test("one event, of a constant type", () => {
    expect(eventsOf("type: {constant: purchase}, at: date")).toMatchObject({
      events: [{ type: constant("purchase"), at: at("date") }],
    });
  });

  test("several events, with the source's date where they have none", () => {
    const rows =
      "[{type: a}, {type: b, at: {column: B, format: iso, timezone: UTC}, when: {Read: yes}, count: N}]";
    expect(eventsOf(`at: A, date_format: yyyyMMdd, rows: ${rows}`)).toMatchObject({
      events: [
        { type: constant("a"), at: at("A", { pattern: "yyyyMMdd" }), when: [], count: undefined },
        {
          type: constant("b"),
          at: at("B", undefined, "UTC"),
          when: [{ column: ["Read"], test: equals("yes") }],
          count: ["N"],
        },
      ],
    });
  });

  test.each([
    ["id: order", [["order"]]],
    ["id: [order, [line, Ligne]]", [["order"], ["line", "Ligne"]]],
    ["timezone: UTC", []],
  ])("its id: %s", (written, eventId) => {
    expect(eventsOf(`type: t, at: a, ${written}`)).toMatchObject({ eventId });
  });
});

describe("a preset", () => {
  test("is a source, of which exports may lack what their users choose", () => {
    expect(sourceOf("{preset: brevo.contacts}")).toMatchObject({
      kind: "contacts",
      preset: "brevo.contacts",
      delimiter: ";",
      key: { kind: "email", column: ["EMAIL", "E-MAIL"] },
      identities: [{ kind: "brevo_id", mayBeMissing: true }],
      fields: expect.arrayContaining([
        {
          name: "added_time",
          value: {
            kind: "date",
            column: ["ADDED_TIME"],
            format: { pattern: "dd-MM-yyyy" },
            timezone: undefined,
          },
          mayBeMissing: true,
        },
      ]),
    });
  });

  test("gives way to what the author writes, map by map and entry by entry", () => {
    const written =
      '{preset: brevo.contacts, delimiter: ",", date_format: iso, key: CONTACT ID, identities: {email: EMAIL}, fields: {last_name: Nom, city: VILLE}}';
    const source = sourceOf(written);
    expect(source).toMatchObject({
      delimiter: ",",
      key: { kind: "contact_id", column: ["CONTACT ID"] },
      identities: [{ kind: "brevo_id" }, { kind: "email", column: ["EMAIL"] }],
    });
    expect(source.fields.map(({ name, mayBeMissing = false }) => [name, mayBeMissing])).toEqual([
      ["first_name", true],
      ["last_name", false],
      ["added_time", true],
      ["modified_time", true],
      ["city", false],
    ]);
    expect(source.fields[2]?.value).toMatchObject({ kind: "date", format: undefined });
  });

  test("gives way with its rows to a type, and with its type to rows", () => {
    const typed = sourceOf("{preset: mautic.emails_sent, type: {constant: sent}, at: Date sent}");
    expect(typed).toMatchObject({ events: [{ type: { kind: "constant", value: "sent" } }] });
    const rows = sourceOf("{preset: mautic.form_results, rows: [{type: demo}, {type: offer}]}");
    expect(rows).toMatchObject({
      events: [{ type: { kind: "constant", value: "demo" } }, { type: { kind: "constant", value: "offer" } }],
    });
  });

  test("what happens in every row needs its date, what happens in some may lack its columns", () => {
    const source = sourceOf("{preset: mautic.emails_sent}");
    expect(source.kind === "events" && source.events.map(({ mayBeMissing }) => mayBeMissing)).toEqual([
      undefined,
      true,
      true,
    ]);
  });

  test.each([
    ["{it: {preset: mailchimp.activity}}", ["preset-needs", "preset-needs"]],
    ["{it: {preset: mailchimp.activity, constants: {sent_at: 2026-03-01, campaign: a}}}", []],
    ["{it: {preset: mailchimp.activity, at: Sent, id: [Email, Title]}}", []],
    ["{it: {preset: nobody.knows}}", ["unknown-preset"]],
    ["{it: {preset: brevo.contacts, kind: events, type: a}}", ["preset-kind"]],
    ["{it: {preset: brevo.contacts, kind: contacts}}", []],
    ["{it: {preset: [a]}}", ["wrong-value"]],
    ["{it: {presets: brevo.contacts}}", ["unexpected-key"]],
  ])("%s", (written, codes) => {
    expect(codesOf(written)).toEqual(codes);
  });
});

describe("several files", () => {
  const main = {
    name: "shop.yaml",
    text: `${FRAME}include: [a.yaml]\nsources: {b: {kind: contacts, key: id}}\n`,
  };

  test("bring their sources together, the included ones first", () => {
    const included = { name: "a.yaml", text: "sources: {a: {preset: hubspot.contacts}}\n" };
    const result = parseRulebookFiles([main, included]);
    expect(result).toMatchObject({
      kind: "loaded",
      rulebook: { sources: [{ id: "a", location: { file: "a.yaml", line: 1 } }, { id: "b" }] },
    });
  });

  test("may not name two sources alike", () => {
    const included = { name: "a.yaml", text: "sources: {b: {preset: hubspot.contacts}}\n" };
    expect(parseRulebookFiles([main, included])).toMatchObject({
      kind: "invalid",
      diagnostics: [{ code: "duplicate-definition", span: { file: "shop.yaml", line: 5 } }],
    });
  });
});

test("another source is another rulebook", () => {
  const hashOf = (key: string) => load(`${FRAME}sources: {it: {kind: contacts, key: ${key}}}\n`).hash;
  expect(hashOf("id")).not.toBe(hashOf("email"));
});
