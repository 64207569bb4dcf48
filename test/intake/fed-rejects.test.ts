import { stringify } from "csv-stringify/sync";
import { describe, expect, it } from "vitest";
import { InputError } from "../../src/intake/input-error.ts";
import type { InputFile } from "../../src/intake/sink.ts";
import { type Texts, takeIn } from "./memory-sink.ts";
import { contactSource, EMAIL, eventSource } from "./sources.ts";

const HEADER = ["source", "file", "line", "column", "code", "message", "raw"];

function known(parts: Partial<InputFile>): InputFile {
  const counted = { sha256: "", bytes: 0, layout: "default", isComplete: false, beginnings: new Map() };
  const headers = ["contact_id", "type", "at"];
  return {
    ...counted,
    kind: "events",
    path: "in/mon.csv",
    source: "events",
    delimiter: ";",
    headers,
    ...parts,
  };
}

const EVENTS = known({});
const CONTACTS = known({
  kind: "contacts",
  source: "crm",
  path: "crm.csv",
  headers: ["Record ID", "Email"],
  delimiter: ",",
});
const LINKS = known({
  kind: "identities",
  source: "identities",
  path: "ids.csv",
  headers: ["a", "b"],
  delimiter: "|",
});
const SOURCES = [contactSource({ identities: [EMAIL] })];

const listOf = (rows: readonly (readonly string[])[], delimiter = ",") =>
  stringify(
    [HEADER, ...rows].map((row) => [...row]),
    { delimiter },
  );
const reject = (source: string, file: string, line: number, raw: string) => [
  source,
  file,
  String(line),
  "",
  "c",
  "m",
  raw,
];

const feed = (events: string, more: Partial<Texts> = {}) =>
  takeIn({
    events,
    names: { events: "rejects.csv" },
    sources: SOURCES,
    known: [EVENTS, CONTACTS, LINKS],
    ...more,
  });

describe("rejects that are mended and fed again", () => {
  it("may have columns that were added to the list", async () => {
    const row = reject("events", "mon.csv", 7, "ada;open;2026-03-01");
    const list = stringify([
      ["Done", ...HEADER, ""],
      ["yes", ...row, "by Bo"],
    ]);
    const { sink } = await feed(list);
    expect(sink.rejects).toEqual([]);
    expect(sink.events).toMatchObject([{ type: "open" }]);
  });

  it("become what they are, of whatever file and kind", async () => {
    const { sink, summary } = await feed(
      listOf([
        reject("events", "mon.csv", 7, 'ada;"o;p";2026-03-01'),
        reject("crm", "crm.csv", 3, "007,Ada@X.example"),
        reject("identities", "ids.csv", 2, "1|2"),
      ]),
    );
    expect(sink.events).toMatchObject([{ line: 2, type: "o;p", at: Date.UTC(2026, 2, 1) }]);
    expect(sink.contacts).toMatchObject([
      { line: 3, contact: { key: "007" }, identities: [{ key: "ada@x.example" }] },
    ]);
    expect(sink.links).toMatchObject([{ line: 4, identities: [{ kind: "a" }, { kind: "b" }] }]);
    expect(summary.totals.events).toMatchObject({ rows: 3, accepted: 3, rejected: 0 });
    expect(sink.opened).toMatchObject([{ kind: "events", source: "rejects", layout: "rejects" }]);
  });

  it.each([",", ";", "\t", "|"])("may be saved with %j", async (delimiter) => {
    const { sink } = await feed(listOf([reject("events", "mon.csv", 7, "ada;open;2026-03-01")], delimiter));
    expect(sink.events).toHaveLength(1);
  });

  it("are given under any kind", async () => {
    const list = listOf([reject("events", "mon.csv", 7, "ada;open;2026-03-01")]);
    const { sink, summary } = await takeIn({ contacts: list, known: [EVENTS] });
    expect(sink.events).toHaveLength(1);
    expect(summary.totals.contacts).toMatchObject({ rows: 1, accepted: 1 });
  });

  it("are the same events that the file itself would give", async () => {
    const fed = await feed(listOf([reject("events", "mon.csv", 7, "ada;open;2026-03-01")]));
    const given = await takeIn({ events: "contact_id;type;at\nada;open;2026-03-01\n" });
    expect({ ...fed.sink.events[0] }).toEqual({ ...given.sink.events[0], source: "events" });
  });

  it("keep the form of their source", async () => {
    const shop = known({ source: "shop", path: "shop.csv", headers: ["Email", "ts"], delimiter: "," });
    const { sink } = await takeIn({
      events: listOf([reject("shop", "shop.csv", 2, "a@x.example,2026-03-01")]),
      known: [shop],
      sources: [eventSource({ delimiter: "," })],
    });
    expect(sink.events).toMatchObject([{ type: "purchase" }]);
  });

  const still: readonly [string, string, object][] = [
    ["a fault of content", "ada;open;soon", { column: "at", code: "bad-date" }],
    ["too few cells", "ada;open", { code: "ragged-row", message: "2 cells; expected 3 as in the header" }],
    ["no cell", "", { code: "ragged-row" }],
    [
      "two rows",
      "ada;open;2026-03-01\nbo;open;2026-03-01",
      { code: "ragged-row", message: "2 rows; expected one" },
    ],
    ["a broken quote", 'ada;"open;2026-03-01', { code: "broken-quotes" }],
    ["a NUL byte", "ada;o\0pen;2026-03-01", { code: "nul-byte" }],
  ];

  it.each(still)("are rejects again with %s", async (_, raw, expected) => {
    const list = listOf([
      reject("events", "mon.csv", 7, raw),
      reject("events", "mon.csv", 8, "ada;open;2026-03-01"),
    ]);
    const { sink, summary } = await feed(list);
    const { rows, accepted, rejected } = summary.totals.events;
    // A NUL makes the list's own row a reject, which is then one of the list.
    const origin = raw.includes("\0")
      ? undefined
      : { source: "events", file: "mon.csv", line: 7, message: "m" };
    expect(sink.rejects).toMatchObject([{ line: 2, ...expected }]);
    expect(sink.rejects[0]?.origin).toEqual(origin);
    if (origin !== undefined) expect(sink.rejects[0]?.raw).toBe(raw);
    expect({ rows, accepted, rejected }).toEqual({ rows: 2, accepted: 1, rejected: 1 });
  });

  it("are rejects of the list where the line number is none", async () => {
    const { sink } = await feed(listOf([["events", "mon.csv", "x", "", "", "", "ada;open;2026-03-01"]]));
    expect(sink.rejects).toMatchObject([
      {
        line: 2,
        column: "line",
        code: "bad-number",
        message: '"x" is no line number; expected that of the row in its file',
        raw: "events,mon.csv,x,,,,ada;open;2026-03-01",
      },
    ]);
  });

  it("name the file that they came from first, also out of a list of a list", async () => {
    const list = known({ source: "rejects", path: "rejects.csv", headers: HEADER, delimiter: "," });
    const inner = stringify([reject("events", "mon.csv", 7, "ada;open;soon")]).trimEnd();
    const { sink } = await feed(listOf([reject("rejects", "rejects.csv", 2, inner)]), {
      known: [EVENTS, list],
    });
    expect(sink.rejects).toMatchObject([
      { line: 2, raw: "ada;open;soon", origin: { source: "events", file: "mon.csv", line: 7 } },
    ]);
  });

  it.each([
    [
      "of a file that was never taken in",
      reject("events", "tue.csv", 7, "x"),
      'line 2: no file "tue.csv" of source "events" was ever taken in; use the database that the rejects came from, or give the file itself',
    ],
    [
      "of a source that is gone",
      reject("old", "old.csv", 7, "x"),
      'line 2: file "old.csv" of source "old" cannot be read as it was: the rulebook no longer has that source',
    ],
    [
      "of a source with other columns now",
      reject("crm", "crm-old.csv", 7, "x"),
      'line 2: file "crm-old.csv" of source "crm" cannot be read as it was: no column "Email" for source "crm"; found "Record ID", "Name"',
    ],
  ])("are refused as a file: rows %s", async (_, row, problem) => {
    const old = known({ source: "old", path: "old.csv" });
    const changed = known({ ...CONTACTS, path: "crm-old.csv", headers: ["Record ID", "Name"] });
    const error = await feed(listOf([row]), { known: [old, changed] }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message.slice((error as InputError).path.length + 2)).toBe(problem);
    expect((error as InputError).line).toBe(2);
  });

  it("are not decoded as a source's files are", async () => {
    const sources = [eventSource({ encoding: "windows-1252" })];
    const list = listOf([reject("events", "mon.csv", 7, "ada;open;2026-03-01")]);
    const error = await takeIn({ events: list, sources, known: [EVENTS] }).catch((thrown: unknown) => thrown);
    expect((error as InputError).message).toMatch(
      /is a list of rejects, which is UTF-8, but source "shop" reads it as windows-1252; call the file "rejects.csv"$/,
    );
  });
});
