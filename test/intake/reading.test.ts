// Reading in a thread of its own: the same rows, counts and refusals as without.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { importFiles } from "../../src/intake/import-files.ts";
import { InputError } from "../../src/intake/input-error.ts";
import type { IntakeSink } from "../../src/intake/sink.ts";
import { createCalendar } from "../../src/values/calendar.ts";
import { createMemorySink, inFolder } from "./memory-sink.ts";

const IN_THREAD = 1;
const IN_PLACE = Number.POSITIVE_INFINITY;

const CONTACTS = 'id,email,name\na,A@x.org,Søren\nb,,\n,c@x.org,\nd,d@x.org,"D, ""E"""\n';
const LINKS = "visitor_id,contact_id\nv1,a\nv2,\nv3,b\n";
const EVENT_HEADER = "event_id,contact_id,email,type,at,amount,note";
const EVENTS = [
  EVENT_HEADER,
  "e1,a,,open,2026-01-01T10:00:00Z,1.23456789,",
  'e2,a,A@x.org,buy,2026-01-01 10:00,12,"a ""quote"""',
  ",b,,open,2026-03-29 02:30,,tab\there",
  "e4,,,open,2026-01-01,,",
  "e5,b,,open,30.02.2026,,",
  "e1,a,,open,2026-01-01T10:00:00.000Z,2,é😀",
  "e6,a,too,few",
].join("\n");
const MANY = [
  EVENT_HEADER,
  ...Array.from({ length: 30_000 }, (_, i) => `e${i},c${i % 7},,open,2026-01-01,,`),
];

interface Files {
  readonly contacts?: string;
  readonly identities?: string;
  readonly events?: string;
}

function takeIn(files: Files, threadBytes: number, sink: IntakeSink, onProgress = () => {}) {
  return inFolder(async (folder) => {
    const write = (name: keyof Files) => {
      const path = join(folder, `${name}.csv`);
      if (files[name] !== undefined) writeFileSync(path, files[name]);
      return files[name] === undefined ? [] : [path];
    };
    const request = {
      contacts: write("contacts"),
      identities: write("identities"),
      events: write("events"),
      sources: [],
      calendar: createCalendar("Europe/Amsterdam"),
    };
    const { files: read, totals } = await importFiles({ ...request, threadBytes, onProgress }, sink);
    return { read: read.map(({ path, ...file }) => file), totals };
  });
}

/** All that reached the sink, without the folder. */
async function taken(files: Files, threadBytes: number) {
  const sink = createMemorySink();
  const summary = await takeIn(files, threadBytes, sink);
  const { contacts, events, links, rejects, closed } = sink;
  return { ...summary, contacts, events, links, rejects, closed };
}

describe("reading in a thread", () => {
  it.each([
    ["contacts", { contacts: CONTACTS }],
    ["links", { identities: LINKS }],
    ["events", { events: EVENTS }],
    ["all of them", { contacts: CONTACTS, identities: LINKS, events: EVENTS }],
    ["many blocks", { events: MANY.join("\n") }],
    ["no rows", { events: `${EVENT_HEADER}\n\n` }],
  ])("gives the rows and counts of reading in place: %s", async (_, files) => {
    expect(await taken(files, IN_THREAD)).toEqual(await taken(files, IN_PLACE));
  });

  it("refuses a file as reading in place does", async () => {
    const events = "contact_id,type,at\na,open,01/02/2026\n";
    const refusal = async (threadBytes: number) => {
      const error = await takeIn({ events }, threadBytes, createMemorySink()).catch((thrown) => thrown);
      expect(error).toBeInstanceOf(InputError);
      return (error as InputError).message.replace(/^.*events\.csv/, "");
    };
    expect(await refusal(IN_THREAD)).toBe(await refusal(IN_PLACE));
  });

  it("ends when the sink throws", async () => {
    const sink = createMemorySink();
    const full = () => {
      throw new Error("the disk is full");
    };
    const broken = Object.assign(sink, { putEvent: full });
    await expect(takeIn({ events: MANY.join("\n") }, IN_THREAD, broken)).rejects.toThrow("the disk is full");
  });

  it("ends when it is interrupted", async () => {
    const interrupt = () => {
      throw new Error("interrupted");
    };
    const running = takeIn({ events: MANY.join("\n") }, IN_THREAD, createMemorySink(), interrupt);
    await expect(running).rejects.toThrow("interrupted");
  });
});
