import { describe, expect, it } from "vitest";
import type { FileStanding, InputFile } from "../../src/intake/sink.ts";
import type { Store } from "../../src/store/store.ts";
import { contactSource } from "../intake/sources.ts";
import { readHistories } from "../support/scoring.ts";
import {
  CLEAN_END,
  contactRow,
  createWorkplace,
  endRun,
  eventRow,
  identity,
  inputFile,
  MARCH,
  NO_COUNTS,
  openFile,
  rulebook,
  startRun,
} from "./support.ts";

const { fresh } = createWorkplace();
const anna = identity("contact_id", "anna");

/** A run that is given no file yet. */
function startBareRun(store: Store, book = rulebook()) {
  store.begin();
  const run = { asOf: MARCH, rulebook: book, programVersion: "0.1.0", includeAnonymous: false };
  const runId = store.createRun(run);
  return { runId, sink: store.sink(runId) };
}

/** A run that is given one file; answers how the file stood. */
function runWith(store: Store, file: InputFile, { isClean = true, events = [] as readonly string[] } = {}) {
  const { runId, sink } = startBareRun(store);
  const standing = sink.openFile(file);
  if (standing.kind !== "known") {
    for (const id of events) sink.putEvent(eventRow(id, anna));
    sink.closeFile(NO_COUNTS, { lines: 7, isClean });
  }
  endRun(store, runId);
  return standing;
}

describe("a file", () => {
  const file = inputFile({ sha256: "first", bytes: 100 });
  const longer = inputFile({ sha256: "second", bytes: 150, beginnings: new Map([[100, "first"]]) });
  const grown: FileStanding = { kind: "grown", bytes: 100, lines: 7 };

  it.each<[string, InputFile, { isClean?: boolean }, FileStanding]>([
    ["with the same content is known", { ...file, path: "elsewhere.csv" }, {}, { kind: "known" }],
    ["with other content is new", { ...file, sha256: "other" }, {}, { kind: "new" }],
    ["of another kind is new", { ...file, kind: "identities" }, {}, { kind: "new" }],
    ["read by another source is new", { ...file, source: "shop" }, {}, { kind: "new" }],
    ["read by another layout is new", { ...file, layout: "other" }, {}, { kind: "new" }],
    ["that goes on where one ended has grown", longer, {}, grown],
    ["that goes on with an unfinished row is new", longer, { isClean: false }, { kind: "new" }],
    ["that goes on otherwise is new", { ...longer, beginnings: new Map([[100, "x"]]) }, {}, { kind: "new" }],
    ["that has grown, but is read otherwise, is new", { ...longer, layout: "other" }, {}, { kind: "new" }],
    ["of a complete source never grows", { ...longer, isComplete: true }, {}, { kind: "new" }],
  ])("%s", (_, second, first, standing) => {
    const store = fresh();
    runWith(store, file, first);
    expect(runWith(store, second)).toEqual(standing);
  });

  it("has grown from the longest beginning", () => {
    const store = fresh();
    runWith(store, file);
    runWith(store, longer);
    const beginnings = new Map([
      [100, "first"],
      [150, "second"],
    ]);
    const third = inputFile({ sha256: "third", bytes: 200, beginnings });
    expect(runWith(store, third)).toEqual({ kind: "grown", bytes: 150, lines: 7 });
  });

  it("of contacts is known only to the run after", () => {
    const store = fresh();
    const contacts = inputFile({ kind: "contacts", sha256: "c1" });
    runWith(store, contacts);
    expect(runWith(store, contacts)).toEqual({ kind: "known" });
    runWith(store, inputFile({ kind: "contacts", sha256: "c2" }));
    expect(runWith(store, contacts)).toEqual({ kind: "new" });
  });

  it("tells the sizes of those before it", () => {
    const store = fresh();
    runWith(store, file);
    runWith(store, longer);
    const { sink } = startRun(store);
    expect([...sink.knownSizes("events")].sort()).toEqual([100, 150]);
    expect(sink.knownSizes("identities")).toEqual([]);
  });

  it.each([
    ["the same file", { ...file, layout: "other" }],
    ["the file grown", { ...longer, layout: "other" }],
  ])("drops its events when another layout reads %s", (_, again) => {
    const store = fresh();
    startRun(store, [contactRow("anna")]);
    store.commit();
    runWith(store, file, { events: ["old", "both"] });
    runWith(store, again, { events: ["both", "new"] });
    expect(store.history("anna")?.events.map(({ id }) => id)).toEqual(["both", "new"]);
    expect(runWith(store, file)).toEqual({ kind: "new" });
  });
});

describe("a row that is fed again", () => {
  const bad = { column: undefined, code: "bad-date", raw: "x" } as const;
  const origin = { source: "events", file: "a.csv", line: 3, message: "m" };

  /** Two files of one name, each with a reject in line 3. */
  function twoFiles(headers: readonly string[], message = "m") {
    const store = fresh();
    const { sink } = startRun(store);
    sink.openFile(inputFile({ sha256: "1", path: "in/a.csv", headers: ["old"], delimiter: ";" }));
    sink.putReject({ line: 3, message: "m", ...bad });
    sink.openFile(inputFile({ sha256: "2", path: "other/a.csv", headers, delimiter: ";" }));
    sink.putReject({ line: 3, message, ...bad });
    return sink;
  }

  it.each<[string, readonly string[], string, unknown]>([
    ["the file that had this reject", ["new"], "other", { headers: ["old"] }],
    ["any, where all have the same header", ["old"], "m", { headers: ["old"] }],
    ["no one file, where headers differ", ["new"], "m", "ambiguous"],
  ])("is read like %s", (_, headers, message, found) => {
    const known = { kind: "events", source: "events", delimiter: ";" };
    const expected = typeof found === "string" ? found : { ...known, ...(found as object) };
    expect(twoFiles(headers, message).findFile(origin)).toEqual(expected);
  });

  it.each([{ file: "b.csv" }, { source: "shop" }, { line: 4 }])(
    "is of no file without such a reject: %o",
    (other) => {
      expect(twoFiles(["old"]).findFile({ ...origin, ...other })).toBeUndefined();
    },
  );

  it("is read like the file it came from first, also when it was mended in vain", () => {
    const sink = twoFiles(["new"], "other");
    sink.openFile(inputFile({ sha256: "3", path: "rejects.csv", source: "rejects", headers: ["list"] }));
    sink.putReject({ origin, line: 2, message: "still", ...bad });
    expect(sink.findFile({ ...origin, message: "still" })).toMatchObject({ headers: ["old"] });
  });
});

describe("a reject that was mended", () => {
  it("is listed as of the file it came from", () => {
    const store = fresh();
    const { runId, sink } = startRun(store);
    sink.openFile(inputFile({ source: "rejects", path: "out/rejects.csv" }));
    const origin = { source: "shop", file: "orders.csv", line: 12, message: "m" };
    sink.putReject({ origin, line: 2, column: "at", code: "bad-date", message: "m", raw: "x" });
    sink.closeFile(NO_COUNTS, CLEAN_END);
    endRun(store, runId);
    expect([...store.rejects(runId)]).toMatchObject([{ ...origin, code: "bad-date" }]);
  });
});

describe("files of contacts", () => {
  const ofContacts = (sha256: string) => inputFile({ kind: "contacts", sha256 });

  /** A run that is given these files; answers how they stood. */
  function runWithFiles(store: Store, hashes: readonly string[]) {
    const { runId, sink } = startBareRun(store);
    const standings = hashes.map((sha256) => {
      const { kind } = sink.openFile(ofContacts(sha256));
      if (kind !== "known") sink.closeFile(NO_COUNTS, CLEAN_END);
      return kind;
    });
    endRun(store, runId);
    return standings.join(" ");
  }

  it.each<[string, string[], string[], string]>([
    ["the same", ["a", "b"], ["a", "b"], "known known"],
    ["behind one that has changed", ["a", "b"], ["a2", "b"], "new new"],
    ["before one that has changed", ["a", "b"], ["a", "b2"], "known new"],
    ["in another order", ["a", "b"], ["b", "a"], "known new"],
    ["fewer", ["a", "b"], ["b"], "known"],
  ])("are known as long as what the last one says stays so: %s", (_, first, second, standings) => {
    const store = fresh();
    runWithFiles(store, first);
    expect(runWithFiles(store, second)).toBe(standings);
  });

  it("are known to the run after one that came to nothing", () => {
    const store = fresh();
    runWithFiles(store, ["a"]);
    const { runId, sink } = startBareRun(store);
    sink.openFile(ofContacts("a"));
    store.settle(runId);
    store.discardRun(runId);
    store.commit();
    runWithFiles(store, ["b"]);
    expect(runWithFiles(store, ["a"])).toBe("new");
  });
});

describe("a source that is complete", () => {
  const complete = (...ids: string[]) =>
    rulebook({ sources: ids.map((id) => contactSource({ id, complete: true })) });
  const COMPLETE = complete("crm", "erp");

  /** A run that is given one file of the source with these contacts, and rows that were rejected. */
  function listed(
    store: Store,
    ids: readonly string[],
    { source = "crm", rejected = 0, book = COMPLETE, isComplete = true } = {},
  ) {
    const { runId, sink } = startBareRun(store, book);
    const sha256 = `${source} ${ids} ${rejected} ${isComplete}`;
    const layout = String(isComplete);
    const file = inputFile({ kind: "contacts", source, isComplete, sha256, layout });
    if (sink.openFile(file).kind !== "known") {
      for (const id of ids) sink.putContact(contactRow(id));
      sink.closeFile({ ...NO_COUNTS, rows: ids.length + rejected, rejected }, CLEAN_END);
    }
    const settlement = store.settle(runId);
    const left = readHistories(store).map(({ contactId }) => contactId);
    endRun(store, runId);
    return { ...settlement, left };
  }

  it("retires whom it lacks until they return", () => {
    const store = fresh();
    listed(store, ["anna", "bob"]);
    const nobody = { retired: 0, returned: 0, incomplete: [] };
    expect(listed(store, ["bob"])).toMatchObject({ ...nobody, retired: 1, left: ["bob"] });
    expect(store.totals()).toMatchObject({ contacts: 2, retired: 1, listed: 1 });
    expect(listed(store, ["bob"])).toEqual({ ...nobody, hasNews: false, left: ["bob"] });
    expect(listed(store, ["anna", "bob"])).toMatchObject({
      ...nobody,
      returned: 1,
      hasNews: true,
      left: ["anna", "bob"],
    });
  });

  it.each([
    ["rejected rows", ["bob"], 1],
    ["no rows", [], 0],
  ])("retires nobody for a file with %s", (_, ids, rejected) => {
    const store = fresh();
    listed(store, ["anna", "bob"]);
    const expected = { retired: 0, incomplete: ["crm"], left: ["anna", "bob"] };
    expect(listed(store, ids, { rejected })).toMatchObject(expected);
    expect(listed(store, ["bob"])).toMatchObject({ retired: 1, incomplete: [], left: ["bob"] });
  });

  it("says nothing of the contacts of others", () => {
    const store = fresh();
    const { runId } = startRun(store, [contactRow("carl")]);
    endRun(store, runId);
    expect(listed(store, ["anna"]).left).toEqual(["anna", "carl"]);
    expect(listed(store, ["bob"]).left).toEqual(["bob", "carl"]);
  });

  it("does not retire whom another complete source lists", () => {
    const store = fresh();
    listed(store, ["anna"], { source: "crm" });
    listed(store, ["anna", "bob"], { source: "erp" });
    expect(listed(store, ["carl"], { source: "crm" }).left).toEqual(["anna", "bob", "carl"]);
    expect(listed(store, ["bob"], { source: "erp" }).left).toEqual(["bob", "carl"]);
  });

  it("brings back whom it retired when it is not said to be complete any more", () => {
    const store = fresh();
    listed(store, ["anna", "bob"]);
    listed(store, ["bob"]);
    const later = listed(store, ["bob"], { book: complete("erp"), isComplete: false });
    expect(later).toMatchObject({ returned: 1, left: ["anna", "bob"] });
  });

  it("gives up the e-mail of whom it retires to the contact that has it now", () => {
    const store = fresh();
    const mail = { email: "ada@example.com" };
    const { runId, sink } = startBareRun(store, COMPLETE);
    sink.openFile(inputFile({ kind: "contacts", source: "crm", isComplete: true, sha256: "1" }));
    sink.putContact(contactRow("ada-1", mail));
    sink.closeFile({ ...NO_COUNTS, rows: 1 }, CLEAN_END);
    openFile(sink, "events");
    sink.putEvent(eventRow("e1", identity("email", "ada@example.com")));
    sink.closeFile(NO_COUNTS, CLEAN_END);
    endRun(store, runId);
    const second = startBareRun(store, COMPLETE);
    second.sink.openFile(inputFile({ kind: "contacts", source: "crm", isComplete: true, sha256: "2" }));
    second.sink.putContact(contactRow("ada-2", mail));
    second.sink.closeFile({ ...NO_COUNTS, rows: 1 }, CLEAN_END);
    endRun(store, second.runId);
    expect(store.history("ada-2")?.events.map(({ id }) => id)).toEqual(["e1"]);
    expect([...store.conflicts()]).toEqual([]);
  });
});
