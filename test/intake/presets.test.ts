// The presets, and files in the exact shape of what the products write (with invented people): header, delimiter, byte
// order mark, quotes and dates. `<preset>.<variant>.csv` is the same export in another language or with other settings,
// and the `.txt` beside it is what it becomes, checked by hand.

import { readdirSync, readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { PRESETS } from "../../src/rulebook/presets/all-presets.ts";
import type { ColumnRef, DateColumn, Source } from "../../src/rulebook/source-model.ts";
import { compileDateFormat } from "../../src/values/date-format.ts";
import { parseWrittenTime } from "../../src/values/date-text.ts";
import { fieldName } from "../../src/values/text.ts";
import { load } from "../rulebook/load-text.ts";
import { takenLines } from "../support/taken-lines.ts";
import { takeIn } from "./memory-sink.ts";

const FOLDER = new URL("presets/", import.meta.url);
const FILES = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".csv"))
  .toSorted();
const NEEDS: Readonly<Record<string, string>> = {
  "mailchimp.activity": ", constants: {sent_at: 2026-03-01T09:00, campaign: spring}",
};

const presetOf = (file: string) => file.split(".").slice(0, 2).join(".");

function sourceOf(preset: string, more = NEEDS[preset] ?? ""): Source {
  const { sources } = load(
    `rulebook: shop\ngroups: {score: {}}\nrules: {a: {event: a, points: 1}}\nsources: {it: {preset: ${preset}${more}}}\n`,
  );
  return sources[0]!;
}

/** Cells of the rows, the first being the header; strict, unless the file is one with quotes that are not doubled. */
function rowsOf(file: string, { delimiter }: Source): readonly (readonly string[])[] {
  return parse(readFileSync(new URL(file, FOLDER)), {
    bom: true,
    delimiter: delimiter ?? ",",
    relax_quotes: file.includes("enclosed"),
  });
}

function columnsOf(source: Source): readonly ColumnRef[] {
  const identities =
    source.kind === "contacts"
      ? [source.key, ...source.identities]
      : source.kind === "events"
        ? source.contact
        : [];
  const events = source.kind === "events" ? source.events : [];
  const isField = (column: ColumnRef) => source.fields.some(({ name }) => column.includes(name));
  const tested = events.flatMap(({ when }) => when.map(({ column }) => column));
  return [
    ...identities.map(({ column }) => column),
    ...(source.kind === "events" ? source.eventId : []),
    ...events.flatMap(({ at, count = [] }) => [at.column, count]),
    ...tested.filter((column) => !isField(column)),
    ...source.fields.flatMap(({ value }) => (value.kind === "product" ? value.factors : [value.column])),
  ].filter((column) => column.length > 0);
}

function datesOf(source: Source): readonly DateColumn[] {
  const fields = source.fields.flatMap(({ value }) => (value.kind === "date" ? [value] : []));
  return [...fields, ...(source.kind === "events" ? source.events.map(({ at }) => at) : [])];
}

test("every preset has a file", () => {
  expect(FILES).toEqual(expect.arrayContaining([...PRESETS.keys()].map((name) => `${name}.csv`)));
});

describe.each([...PRESETS.keys()])("%s", (preset) => {
  test("loads, and is of its kind", () => {
    expect(sourceOf(preset)).toMatchObject({ preset, kind: PRESETS.get(preset)!.source.kind });
  });

  test("names columns that its file has, or what the author gives", () => {
    const source = sourceOf(preset);
    const [header = []] = rowsOf(`${preset}.csv`, source);
    const known = new Set([...header.map(fieldName), ...source.constants.map(({ name }) => name)]);
    const missing = columnsOf(source).filter((names) => !names.some((name) => known.has(fieldName(name))));
    // Only people who have left have it, so it is in no file of those who are there.
    expect(missing).toEqual(preset === "mailchimp.audience" ? [["UNSUB_TIME"]] : []);
  });

  test("lets a column be missing only where it comes from the preset", () => {
    const own = sourceOf(preset, `${NEEDS[preset] ?? ""}, fields: {first_name: Rufname}`);
    expect(own.fields.find(({ name }) => name === "first_name")).toEqual({
      name: "first_name",
      value: { kind: "text", column: ["Rufname"] },
    });
  });
});

describe.each(FILES)("%s", (file) => {
  const source = sourceOf(presetOf(file));
  const [header = [], ...rows] = rowsOf(file, source);

  test("has four to eight rows, as wide as its header", () => {
    expect(rows.length).toBeGreaterThanOrEqual(4);
    expect(rows.length).toBeLessThanOrEqual(8);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([header.length]));
  });

  test("has whose row it is, and dates in the preset's format", () => {
    const cellOf = (row: readonly string[], names: ColumnRef) => {
      const index = header.findIndex((name) => names.some((other) => fieldName(other) === fieldName(name)));
      return row[index] ?? "";
    };
    const who = source.kind === "contacts" ? [source.key] : source.kind === "events" ? source.contact : [];
    expect(rows.filter((row) => who.every(({ column }) => cellOf(row, column) === ""))).toEqual([]);
    const unread = datesOf(source).flatMap(({ column, format }) => {
      const read = format === undefined ? parseWrittenTime : compileDateFormat(format);
      return rows.map((row) => cellOf(row, column)).filter((cell) => cell !== "" && read(cell) === undefined);
    });
    expect(unread).toEqual([]);
  });

  test("becomes what it says", async () => {
    const content = readFileSync(new URL(file, FOLDER));
    const { sink, summary } = await takeIn({ [source.kind]: content, sources: [source] });
    const { rows, accepted, duplicates, rejected } = summary.totals[source.kind];
    const counts = `${rows} rows: ${accepted} accepted, ${duplicates} duplicates, ${rejected} rejected`;
    const lines = [...takenLines(sink, { isFull: true }), counts, ""].join("\n");
    expect(lines).toBe(readFileSync(new URL(file.replace(/csv$/, "txt"), FOLDER), "utf8"));
  });
});

test("Mautic's timeline of a contact is refused, with the reason", async () => {
  const events = 'eventName,eventType,eventTimestamp\n"Spring offer","Email sent","Today, 3:05 pm"\n';
  const error = await takeIn({ events, sources: [sourceOf("mautic.emails_sent")] }).catch(String);
  expect(error).toMatch(
    /: is a contact's timeline from Mautic: no column says whose events they are, and times such as "Today, 3:05 pm" depend on when it was made; export /,
  );
});
