import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { importFiles } from "../../src/intake/import-files.ts";
import { InputError } from "../../src/intake/input-error.ts";
import { createCalendar } from "../../src/values/calendar.ts";
import { createMemorySink, inFolder, takeIn } from "./memory-sink.ts";

interface Case {
  readonly name: string;
  readonly contacts?: string | Buffer;
  readonly events?: string | Buffer;
  readonly problem: string;
  readonly line?: number;
  readonly column?: number;
}

const STATE_WESTERN =
  "is not UTF-8, but most likely windows-1252; state its encoding in the rulebook: sources: {contacts: {kind: contacts, encoding: windows-1252, key: ...}}";

const CASES: readonly Case[] = [
  { name: "no byte", contacts: "", problem: "is empty; expected a header line" },
  { name: "only a BOM", contacts: "\ufeff", problem: "is empty; expected a header line" },
  { name: "only blank lines", contacts: "\r\n  \n", problem: "is empty; expected a header line" },
  {
    name: "no known delimiter",
    events: "contact_id:type:date\n",
    problem: 'no known delimiter in the header line "contact_id:type:date"; expected ",", ";", tab or "|"',
    line: 1,
  },
  {
    name: "one column that is no key",
    contacts: "name\nAda\n",
    problem:
      'no known delimiter in the header line "name"; expected ",", ";", tab or "|", or one column "contact_id", "id" or "email"',
    line: 1,
  },
  {
    name: "a list of rejects without a column",
    events: "source,file,line,column,code,raw\nevents,mon.csv,2,,bad-date,x\n",
    problem:
      'looks like a list of rejects, but has no column "message"; expected "source", "file", "line", "column", "code", "message" and "raw"',
    line: 1,
  },
  {
    name: "a list of rejects with a column twice",
    events: "source,file,line,column,code,message,raw,Raw\n",
    problem:
      'looks like a list of rejects, but has the column "raw" more than once; expected "source", "file", "line", "column", "code", "message" and "raw"',
    line: 1,
  },
  {
    name: "a delimiter that spreadsheets know",
    contacts: "\nsep=:\nid:name\n",
    problem: 'the line "sep=:" says that ":" is the delimiter; expected ",", ";", tab or "|"',
    line: 2,
  },
  { name: "only the delimiter", contacts: "sep=;\n", problem: "is empty; expected a header line" },
  {
    name: "contacts without a key",
    contacts: "First Name;City\n",
    problem: 'no column "contact_id", "id" or "email"; found "First Name", "City"',
    line: 1,
  },
  {
    name: "events without a type",
    events: "contact_id,at\n",
    problem: 'no column "type" or "event"; found "contact_id", "at"',
    line: 1,
  },
  {
    name: "events without a date and a contact",
    events: "id,type\n",
    problem:
      'no column "contact_id", "email" or "visitor_id", and no column "occurred_at", "at", "timestamp" or "date"; found "id", "type"',
    line: 1,
  },
  {
    name: "very many columns",
    contacts: `${Array.from({ length: 20 }, (_, i) => `c${i + 1}`).join(",")}\n`,
    problem: `no column "contact_id", "id" or "email"; found ${Array.from({ length: 12 }, (_, i) => `"c${i + 1}"`).join(", ")} and 8 more`,
    line: 1,
  },
  {
    name: "two columns of one field name",
    contacts: "id,Job Title,email,job-title\n",
    problem: 'column 2 "Job Title" and column 4 "job-title" are both the field "job_title"; rename one',
    line: 1,
    column: 4,
  },
  {
    name: "a column that is named like an unnamed one",
    contacts: "id,,Column 2\n",
    problem: 'column 2 "" and column 3 "Column 2" are both the field "column_2"; rename one',
    line: 1,
    column: 3,
  },
  {
    name: "a broken quote in the header",
    contacts: 'id,"na"me\n',
    problem: "the header line has a broken quote",
    line: 1,
  },
  {
    name: "an open quote in the header",
    contacts: 'id,"name\n1,Ada\n',
    problem: "the header line has a broken quote",
    line: 1,
  },
  {
    name: "NUL bytes in the header",
    contacts: "id,na\0me\n",
    problem: "the header line holds NUL bytes; expected text",
    line: 1,
  },
  {
    name: "windows-1252",
    contacts: Buffer.from("id,name\r\n1,Ada\r\n2,Ren\u00e9e\r\n", "latin1"),
    problem: `line 3 ${STATE_WESTERN}`,
    line: 3,
  },
  {
    name: "a character cut at the end",
    contacts: Buffer.from("id,name\n1,é").subarray(0, -1),
    problem: `line 2 ${STATE_WESTERN}`,
    line: 2,
  },
  {
    name: "a fault far into a large file",
    contacts: Buffer.concat([Buffer.from(`id,name\n${"1,é\n".repeat(400_000)}`), Buffer.from([0xff])]),
    problem: "line 400002 is not UTF-8, though lines before it are; export the file again",
    line: 400_002,
  },
  {
    name: "a header without an end",
    contacts: `id,${"x".repeat(1 << 21)}`,
    problem: "the header line is longer than 1048576 bytes",
    line: 1,
  },
];

describe("unusable files", () => {
  it.each(CASES)("$name", async ({ problem, line, column, ...texts }) => {
    const error = await takeIn(texts).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    const { message, path, ...place } = error as InputError;
    expect(message).toBe(`${path}: ${problem}`);
    expect(place).toMatchObject({ line, column });
  });
});

describe("unusable paths", () => {
  const problemOf = (path: (folder: string) => string) =>
    inFolder(async (folder) => {
      mkdirSync(join(folder, "folder.csv"));
      writeFileSync(join(folder, "file.csv"), "id\n");
      writeFileSync(join(folder, "all.zip"), "");
      symlinkSync(join(folder, "loop.csv"), join(folder, "loop.csv"));
      const request = {
        contacts: [path(folder)],
        events: [],
        identities: [],
        sources: [],
        calendar: createCalendar("UTC"),
      };
      const error = await importFiles(request, createMemorySink()).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(InputError);
      return (error as InputError).message.replace(folder, "");
    });

  it.each([
    ["a missing file", "none.csv", "/none.csv: no such file"],
    ["a name no file can have", "a\0.csv", "/a\0.csv: no such file"],
    ["a folder", "folder.csv", "/folder.csv: is a folder; expected a CSV file"],
    ["a pattern that matches nothing", "*.txt", "/*.txt: no file matches this pattern"],
    ["a pattern that matches only a folder", "fold*", "/fold*: no file matches this pattern"],
    [
      "a file taken for a folder",
      "file.csv/x",
      "/file.csv/x: cannot be read: a part of its path is not a folder",
    ],
    [
      "a file in an archive",
      "all.zip/shop.csv",
      "/all.zip/shop.csv: lies in an archive; give the archive itself, all exports in it are read",
    ],
    ["a loop of links", "loop.csv", "/loop.csv: cannot be read: too many symbolic links"],
  ])("%s", async (_, name, message) => {
    expect(await problemOf((folder) => join(folder, name))).toBe(message);
  });

  it("refuses an empty name", async () => {
    expect(await problemOf(() => "")).toBe('"": no file has an empty name; give a path or a pattern');
  });

  it("refuses what is no regular file", async () => {
    expect(await problemOf(() => "/dev/null")).toBe("/dev/null: is not a regular file; expected a CSV file");
  });
});
