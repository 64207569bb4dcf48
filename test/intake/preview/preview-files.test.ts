// What a preview tells of a file: who reads it, what its columns become, what looks odd.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { FilePreview, PreviewRequest, ReadPreview } from "../../../src/intake/preview/preview.ts";
import { previewFiles } from "../../../src/intake/preview/preview-files.ts";
import { findPresetSource } from "../../../src/rulebook/presets/preset-source.ts";
import type { Source } from "../../../src/rulebook/source-model.ts";
import { createCalendar } from "../../../src/values/calendar.ts";
import { inFolder } from "../memory-sink.ts";
import { contactSource, EMAIL, eventSource, numberField, rowEvent } from "../sources.ts";

interface Previewed extends Partial<Pick<PreviewRequest, "kind" | "asked" | "rows">> {
  readonly sources?: readonly Source[];
  readonly name?: string;
}

function previewOf(text: string, { name = "file.csv", sources = [], ...more }: Previewed = {}) {
  return inFolder(async (folder): Promise<FilePreview> => {
    const file = join(folder, name);
    writeFileSync(file, text);
    const request = { kind: undefined, asked: undefined, rows: 5, ...more };
    const [preview] = await previewFiles({ file, sources, calendar: createCalendar("UTC"), ...request });
    return preview!;
  });
}

async function readOf(text: string, previewed: Previewed = {}): Promise<ReadPreview> {
  const preview = await previewOf(text, previewed);
  if (preview.kind === "refused") throw new Error(JSON.stringify(preview));
  return preview;
}

const crm = contactSource();
const shop = eventSource();

describe("what a file holds and who reads it", () => {
  test.each<[string, string, readonly Source[], [string, string, string]]>([
    ["events by their columns", "contact_id,type,date\n", [], ["events", "events", "default"]],
    ["contacts by their key", "id,name\n", [], ["contacts", "contacts", "default"]],
    ["a contact's own identities", "contact_id,email\n", [], ["contacts", "contacts", "default"]],
    ["links of other kinds", "visitor_id,contact_id\n", [], ["identities", "identities", "default"]],
    ["a source by its columns", "Email,ts\n", [crm, shop], ["events", "shop", "columns"]],
    [
      "a source by its file",
      "Record ID,x\n",
      [shop, { ...crm, files: ["fi*"] }],
      ["contacts", "crm", "file"],
    ],
    ["rejects", "source,file,line,column,code,message,raw\n", [crm], ["events", "rejects", "rejects"]],
  ])("%s", async (_, header, sources, expected) => {
    const { holds, chosen } = await readOf(header, { sources });
    expect([holds, chosen.source, chosen.reason]).toEqual(expected);
  });

  test.each<[string, string, readonly Source[], readonly string[]]>([
    ["nothing tells", "a,b\n", [], []],
    [
      "two sources name it",
      "Email,ts\n",
      [crm, shop].map((one) => ({ ...one, files: ["*"] })),
      ["events", "contacts"],
    ],
    ["sources of two kinds have its columns", "Record ID,Email,ts\n", [crm, shop], ["events", "contacts"]],
  ])("unclear where %s", async (_, header, sources, kinds) => {
    expect(await previewOf(header, { sources })).toMatchObject({
      kind: "refused",
      problem: { kind: "unclear", kinds },
      raw: { header: header.trim().split(",") },
    });
  });

  test("the kind asked for decides", async () => {
    const { chosen } = await readOf("Record ID,Email,ts\n", { sources: [crm, shop], kind: "contacts" });
    expect(chosen).toEqual({ source: "crm", preset: undefined, reason: "columns" });
  });

  test("a source asked for reads a file that its pattern does not fit", async () => {
    const asked = { ...crm, files: ["other.csv"] };
    const { chosen } = await readOf("Record ID\n", { sources: [asked], asked });
    expect(chosen.reason).toBe("asked");
  });
});

test("columns say what they become, constants and computed fields among them", async () => {
  const source = eventSource({
    eventId: [["Order"]],
    events: [rowEvent("sent", "ts"), rowEvent("clicked", "ts", { count: ["Clicks"] })],
    fields: [
      numberField("price", "Price", ","),
      { name: "amount", value: { kind: "product", factors: [["price"], ["Pieces"]] } },
    ],
    constants: [{ name: "campaign", value: "spring" }],
  });
  const { columns } = await readOf(
    'Order,Email,ts,Clicks,Price,Pieces\n7,A@b.org,2026-01-02,3,"2,5",2\n8,a@b.org,soon,1,,1\n',
    { sources: [source] },
  );
  expect(
    columns.map(({ name, uses, values }) => [name, uses.map(({ kind }) => kind), values[0]?.read]),
  ).toEqual([
    ["Order", ["id"], { kind: "text", text: "7" }],
    ["Email", ["identity", "field"], { kind: "text", text: "a@b.org" }],
    ["ts", ["time"], { kind: "instant", at: Date.UTC(2026, 0, 2) }],
    ["Clicks", ["count"], { kind: "text", text: "3" }],
    ["Price", ["field"], { kind: "text", text: "2.5" }],
    ["Pieces", ["field"], { kind: "text", text: "2" }],
    ["campaign", ["field"], { kind: "text", text: "spring" }],
    ["amount", ["product"], { kind: "text", text: "5" }],
  ]);
  expect(columns[2]?.values[1]).toEqual({ written: "soon", read: { kind: "refused", code: "bad-date" } });
});

test("equal events of a row are counted, a row may be none", async () => {
  const source = eventSource({ events: [rowEvent("clicked", "ts", { count: ["n"] })] });
  const { rows } = await readOf("Email,ts,n\na@b.org,2026-01-02,3\na@b.org,2026-01-02,0\n", {
    sources: [source],
  });
  const at = Date.UTC(2026, 0, 2);
  expect(rows).toMatchObject([
    { events: [{ type: "clicked", at, times: 3, id: undefined }] },
    { events: [] },
  ]);
});

test("as many rows as asked for, rejects with their reason", async () => {
  const { rows } = await readOf("contact_id,x\n1,a\n2\n3,c\n", { rows: 2 });
  expect(rows).toMatchObject([
    { kind: "contact", line: 2 },
    { kind: "reject", line: 3, code: "ragged-row" },
  ]);
});

test("columns that a preset names and the file lacks", async () => {
  const asked = findPresetSource("hubspot.contacts")!.source;
  const { lacking } = await readOf("Record ID,Email,First Name\n1,a@b.org,A\n", { asked });
  expect(lacking.map(({ becomes }) => becomes)).toContain("field job_title");
  expect(lacking.map(({ becomes }) => becomes)).not.toContain("field first_name");
});

describe("notices", () => {
  const sources = [contactSource()];
  test.each([
    [
      "a decimal comma",
      'Remise\n"12,50"\n3',
      'fields: {remise: {column: Remise, type: number, decimal: ","}}',
    ],
    ["thousands", 'Prix\n"1 234,50"', 'decimal: ",", thousands: " "}}'],
    ["dates", "Seen\n03/04/2026", 'format: "dd/MM/yyyy"}} (or "MM/dd/yyyy")'],
    ["dates that are certain", "Seen\n23/04/2026", 'format: "dd/MM/yyyy"}}'],
    ["e-mail addresses", "Mail\na@b.org", "identities: {email: Mail}"],
    ["garbled text", "Name\nZoÃ©", '"ZoÃ©" looks garbled'],
  ])("%s", async (_, lines, advice) => {
    const [header, ...cells] = lines.split("\n");
    const text = `Record ID,${header}\n${cells.map((cell, index) => `${index},${cell}\n`).join("")}`;
    const { notices } = await readOf(text, { sources });
    expect(notices).toEqual([expect.stringContaining(advice)]);
  });

  test.each([
    ["numbers as they should be", "Size\n1234.50"],
    ["English thousands", 'Size\n"1,234"'],
    ["a sentence with a comma", 'Note\n"one, 2,5"'],
    ["ISO dates", "Seen\n2026-04-03"],
    ["one e-mail among names", "Owner\na@b.org\nBo"],
    ["accents", "Name\nÃngela Âme"],
    ["nothing", "Note\n"],
  ])("none for %s", async (_, lines) => {
    const [header, ...cells] = lines.split("\n");
    const text = `Record ID,${header}\n${cells.map((cell, index) => `${index},${cell}\n`).join("")}`;
    expect((await readOf(text, { sources })).notices).toEqual([]);
  });

  test("none for a second column of e-mail addresses", async () => {
    const source = contactSource({ identities: [EMAIL] });
    const { notices } = await readOf("Record ID,Email,Owner\n1,a@b.org,c@b.org\n", { sources: [source] });
    expect(notices).toEqual([]);
  });
});

test.each([
  ["hubspot.contacts", "Record ID,Email,First Name,Last Name,Create Date\n"],
  ["mautic.emails_sent", "Contact ID,Email address,Subject,Date sent,Date read,Read,Clicked\n"],
  ["mailchimp.activity", "Email Address,First Name,Last Name,Opens,Clicks,MEMBER_RATING\n"],
  [undefined, "contact_id,email,first_name,last_name,country\n"],
])("an export that looks like the preset %s", async (preset, header) => {
  expect((await previewOf(header, { kind: "contacts" })).likelyPreset).toBe(preset);
});

test("a broken row of a file that is refused is one text", async () => {
  const preview = await previewOf('a;b\n1;2\n"3;4\n', { kind: "events" });
  expect(preview).toMatchObject({
    raw: { delimiter: ";", header: ["a", "b"], rows: [["1", "2"], ['"3;4']] },
  });
});
