// Contacts in columns against the same contacts one by one: the database they leave, and what each counted for.

import { join } from "node:path";
import Database from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createContactColumns } from "../../src/intake/rows/contact-columns.ts";
import type { ContactRow, Identity, IntakeSink, PutResult } from "../../src/intake/sink.ts";
import { contactRow, createWorkplace, eventRow, identity, inputFile, MARCH, rulebook } from "./support.ts";

const { folder, open } = createWorkplace();

/** Mostly the one: whole stretches of a batch are new, and others all but one of them. */
const seldom = <T>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: usual, weight: 60 }, { arbitrary: other, weight: 1 });

const anyNumber = seldom(fc.integer({ min: 100, max: 1_000_000 }), fc.integer({ min: 0, max: 5 }));
const anyName = fc
  .tuple(fc.constantFrom("email", "visitor_id"), anyNumber, fc.boolean())
  .map(([kind, number, isUpper]) => identity(kind, `${isUpper ? "X" : "x"}${number}@y.z`));
const anyPerson = fc.record({
  number: anyNumber,
  others: seldom(
    fc.uniqueArray(anyName, { selector: ({ kind }) => kind, maxLength: 2 }),
    fc.array(anyName, { maxLength: 3 }),
  ),
  fields: fc.constantFrom({}, { name: "Ada" }, { name: 'a "b"', city: "é😀" }),
});
type Person = typeof anyPerson extends fc.Arbitrary<infer Drawn> ? Drawn : never;

const anyBatches = (keyOf: (number: number) => Identity) => {
  const toRow = ({ number, others, fields }: Person): ContactRow => ({
    ...contactRow("", fields),
    contact: keyOf(number),
    identities: others,
    columns: ["name", "city"],
  });
  return fc.array(fc.array(anyPerson.map(toRow), { maxLength: 120, size: "max" }), { maxLength: 3 });
};
const anyContactsFile = fc.record({
  isComplete: fc.boolean(),
  batches: fc.oneof(
    anyBatches((number) => identity("contact_id", `c${number}`)),
    anyBatches((number) => identity("email", `x${number}@y.z`)),
  ),
});
const anyFiles = fc.record({
  /** Who has events before any contact is known. */
  visitors: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 5 }),
  contacts: fc.array(anyContactsFile, { maxLength: 3 }),
});
type Files = typeof anyFiles extends fc.Arbitrary<infer Drawn> ? Drawn : never;

type Put = (sink: IntakeSink, batch: readonly ContactRow[]) => readonly PutResult[];

const oneByOne: Put = (sink, batch) => batch.map(sink.putContact);

const inColumns: Put = (sink, batch) => {
  const [first] = batch;
  const builder = createContactColumns(first?.columns ?? [], first?.contact.kind ?? "contact_id");
  for (const { line, contact, identities, fields } of batch) {
    builder.add(line, contact, identities, JSON.stringify(fields));
  }
  return sink.putContacts!(builder.take());
};

/** What a run of these files leaves, and whom it has to evaluate. */
function keep({ visitors, contacts }: Files, put: Put) {
  const path = join(folder(), "test.db");
  const store = open(path);
  store.begin();
  const runId = store.createRun({ asOf: MARCH, rulebook: rulebook(), programVersion: "0.1.0" });
  const sink = store.sink(runId);
  sink.openFile(inputFile({ kind: "events" }));
  for (const [i, visitor] of visitors.entries()) {
    sink.putEvent(eventRow(`e${i}`, identity("email", `x${visitor}@y.z`)));
  }
  const results = contacts.map(({ isComplete, batches }, i) => {
    sink.openFile(inputFile({ kind: "contacts", sha256: `sha-${i}`, isComplete }));
    return batches.flatMap((batch) => put(sink, batch));
  });
  store.settle(runId);
  const moved = [...store.toEvaluate(runId, "moved").pages].flat().map(({ contactId }) => contactId);
  store.commit();
  store.close();
  return { results, moved, ...readAll(path) };
}

function readAll(path: string) {
  const database = new Database(path, { readonly: true });
  const all = (table: string) => database.prepare(`select * from ${table}`).all();
  const tables = ["contact", "identity", "link", "listing", "conflict", "source_file"].map(all);
  const indexes = database.prepare("select sql from sqlite_master where type = 'index' order by name").all();
  database.close();
  return { tables, indexes };
}

describe("contacts in columns", () => {
  it("are kept like contacts one by one", () => {
    fc.assert(
      fc.property(anyFiles, (files) => {
        expect(keep(files, inColumns)).toEqual(keep(files, oneByOne));
      }),
      { numRuns: 30 },
    );
  });

  it("leave the indexes as the schema has them", () => {
    const before = readAll(emptyDatabase()).indexes;
    const batches = [[contactRow("a", { email: "a@b.example" })]];
    const files = { visitors: [], contacts: [{ isComplete: false, batches }] };
    expect(keep(files, inColumns).indexes).toEqual(before);
  });
});

function emptyDatabase(): string {
  const path = join(folder(), "empty.db");
  open(path).close();
  return path;
}
