// Events in columns against the same events one by one: the database they leave, and what each counted for.

import { join } from "node:path";
import Database from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createColumnsBuilder } from "../../src/intake/rows/event-columns.ts";
import type { EventRow, IntakeSink, PutResult } from "../../src/intake/sink.ts";
import { createWorkplace, eventRow, identity, inputFile, MARCH, rulebook } from "./support.ts";

const { folder, open } = createWorkplace();

const anyRow = fc
  .record({
    id: fc.integer({ min: 0, max: 12 }),
    isFingerprint: fc.boolean(),
    at: fc.integer({ min: 0, max: 3 }),
    who: fc.uniqueArray(fc.constantFrom("contact_id:a", "contact_id:b", "email:X@y.z", "email:x@Y.z"), {
      minLength: 1,
      maxLength: 2,
    }),
    localTime: fc.constantFrom(undefined, "2026-03-01"),
  })
  .map(({ id, isFingerprint, at, who, localTime }) => {
    const [first, ...more] = who.sort().map((name) => identity(...(name.split(":") as [string, string])));
    const parts = { identities: [first!, ...more], at: MARCH + at, localTime, isFingerprint };
    return eventRow(`${isFingerprint ? "row:" : "e"}${id}`, first!, { ...parts, fields: { n: String(at) } });
  });
/** Files, each of some batches. */
const anyFiles = fc.array(
  fc.record({
    /** As told: for a large one the index of ids is dropped once more. */
    bytes: fc.constantFrom(10, 1e9),
    batches: fc.array(fc.array(anyRow, { maxLength: 50, size: "max" }), { maxLength: 3 }),
  }),
  { maxLength: 3 },
);

type Files = readonly { readonly bytes: number; readonly batches: readonly (readonly EventRow[])[] }[];

/** Puts the batches of a file; answers what became of each batch's events. */
type Put = (sink: IntakeSink, batches: readonly (readonly EventRow[])[]) => readonly (readonly PutResult[])[];

const oneByOne: Put = (sink, batches) => batches.map((batch) => batch.map(sink.putEvent));

const inColumns: Put = (sink, batches) => {
  const builder = createColumnsBuilder(3);
  const told: (readonly PutResult[])[] = [];
  for (const [i, batch] of batches.entries()) {
    for (const row of batch) builder.add(row);
    sink.putEvents!(builder.take(), (results) => {
      told[i] = results;
    });
  }
  sink.finishEvents!();
  return told;
};

/** What a run of these files leaves. */
function keep(files: Files, put: Put) {
  const path = join(folder(), "test.db");
  const store = open(path);
  store.begin();
  const run = { asOf: MARCH, rulebook: rulebook(), programVersion: "0.1.0", includeAnonymous: false };
  const runId = store.createRun(run);
  const sink = store.sink(runId);
  const results = files.map(({ bytes, batches }, i) => {
    sink.openFile(inputFile({ kind: "events", sha256: `sha-${i}`, bytes }));
    return put(sink, batches);
  });
  store.settle(runId);
  store.commit();
  store.close();
  const database = new Database(path, { readonly: true });
  const all = (table: string) => database.prepare(`select * from ${table}`).all();
  const tables = ["event", "identity", "link", "contact"].map(all);
  const indexes = database.prepare("select sql from sqlite_master where type = 'index' order by name").all();
  database.close();
  return { results, tables, indexes };
}

describe("events in columns", () => {
  it("are kept like events one by one", () => {
    fc.assert(
      fc.property(anyFiles, (files) => {
        expect(keep(files, inColumns)).toEqual(keep(files, oneByOne));
      }),
      { numRuns: 60 },
    );
  });

  it("may repeat ids more often than is put off", () => {
    const rows = Array.from({ length: 10_050 }, () => eventRow("e1", identity("contact_id", "a")));
    const last = eventRow("e2", identity("contact_id", "b"));
    const files = [{ bytes: 1e9, batches: [rows, [last]] }];
    expect(keep(files, inColumns)).toEqual(keep(files, oneByOne));
  });

  it("leave the index of events as the schema has it", () => {
    const before = keep([], oneByOne).indexes;
    const file = { bytes: 10, batches: [[eventRow("e1", identity("contact_id", "a"))]] };
    expect(keep([file], inColumns).indexes).toEqual(before);
  });
});
