import { describe, expect, it } from "vitest";
import type { FileStanding, InputFile } from "../../src/intake/sink.ts";
import type { Store } from "../../src/store/store.ts";
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
  startRun,
} from "./support.ts";

const { fresh } = createWorkplace();
const anna = identity("contact_id", "anna");

/** A run that is given one file; answers how the file stood. */
function runWith(store: Store, file: InputFile, { isClean = true, events = [] as readonly string[] } = {}) {
  const { runId, sink } = startRun(store);
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
    ["of a complete source is always read", { ...file, isComplete: true }, {}, { kind: "new" }],
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

  it("is found again by its source and name", () => {
    const store = fresh();
    runWith(store, inputFile({ sha256: "1", path: "in/a.csv", headers: ["old"] }));
    runWith(store, inputFile({ sha256: "2", path: "other/a.csv", headers: ["id", "at"], delimiter: ";" }));
    const { sink } = startRun(store);
    const found = { kind: "events", source: "events", delimiter: ";", headers: ["id", "at"] };
    expect(sink.findFile({ source: "events", file: "a.csv", line: 3 })).toEqual(found);
    expect(sink.findFile({ source: "events", file: "b.csv", line: 3 })).toBeUndefined();
    expect(sink.findFile({ source: "shop", file: "a.csv", line: 3 })).toBeUndefined();
  });

  it("is found for a reject that an older file of that name had, also when the row was mended in vain", () => {
    const store = fresh();
    const { sink } = startRun(store);
    const bad = { column: undefined, code: "bad-date", message: "m", raw: "x" } as const;
    sink.openFile(inputFile({ sha256: "1", path: "a.csv", headers: ["old"] }));
    sink.putReject({ line: 3, ...bad });
    sink.openFile(inputFile({ sha256: "2", path: "a.csv", headers: ["new"] }));
    sink.openFile(inputFile({ sha256: "3", path: "rejects.csv", source: "rejects", headers: ["list"] }));
    const origin = { source: "events", file: "a.csv", line: 3 };
    sink.putReject({ origin, line: 2, ...bad });
    expect(sink.findFile(origin)?.headers).toEqual(["old"]);
    expect(sink.findFile({ ...origin, line: 4 })?.headers).toEqual(["new"]);
  });
});

describe("a reject that was mended", () => {
  it("is listed as of the file it came from", () => {
    const store = fresh();
    const { runId, sink } = startRun(store);
    sink.openFile(inputFile({ source: "rejects", path: "out/rejects.csv" }));
    const origin = { source: "shop", file: "orders.csv", line: 12 };
    sink.putReject({ origin, line: 2, column: "at", code: "bad-date", message: "m", raw: "x" });
    sink.closeFile(NO_COUNTS, CLEAN_END);
    endRun(store, runId);
    expect([...store.rejects(runId)]).toMatchObject([{ ...origin, code: "bad-date" }]);
  });
});

describe("a source that is complete", () => {
  /** A run that is given one file of the source with these contacts. */
  function listed(store: Store, ids: readonly string[], source = "crm") {
    const { runId, sink } = startRun(store, [], MARCH);
    sink.openFile(inputFile({ kind: "contacts", source, isComplete: true, sha256: `${source} ${ids}` }));
    for (const id of ids) sink.putContact(contactRow(id));
    sink.closeFile(NO_COUNTS, CLEAN_END);
    const settlement = store.settle(runId);
    const left = [...store.histories(false)].map(({ contactId }) => contactId);
    endRun(store, runId);
    return { ...settlement, left };
  }

  it("retires whom it lacks until they return", () => {
    const store = fresh();
    listed(store, ["anna", "bob"]);
    expect(listed(store, ["bob"])).toEqual({ retired: 1, returned: 0, left: ["bob"] });
    expect(store.totals()).toMatchObject({ contacts: 2, retired: 1, listed: 1 });
    expect(listed(store, ["bob"])).toEqual({ retired: 0, returned: 0, left: ["bob"] });
    expect(listed(store, ["anna", "bob"])).toEqual({ retired: 0, returned: 1, left: ["anna", "bob"] });
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
    listed(store, ["anna"], "crm");
    listed(store, ["anna", "bob"], "erp");
    expect(listed(store, ["carl"], "crm").left).toEqual(["anna", "bob", "carl"]);
    expect(listed(store, ["bob"], "erp").left).toEqual(["bob", "carl"]);
  });
});
