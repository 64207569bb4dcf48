import { describe, expect, it } from "vitest";
import type { EventRow, Identity, InputKind } from "../../src/intake/sink.ts";
import type { Store } from "../../src/store/store.ts";
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
  startRun,
} from "./support.ts";

const { fresh } = createWorkplace();
const anna = identity("contact_id", "anna");
const annaMail = identity("email", "Anna@example.com");

function eventIds(store: Store, contactId: string): readonly string[] | undefined {
  return store.history(contactId)?.events.map((event) => event.id);
}

describe("contacts", () => {
  it.each([
    ["the same row", { country: "FR", city: "Lyon" }, "duplicate", { country: "FR", city: "Lyon" }],
    ["another value", { country: "CH" }, "accepted", { country: "CH", city: "Lyon" }],
    ["a new field", { plan: "pro" }, "accepted", { country: "FR", city: "Lyon", plan: "pro" }],
    ["no columns", {}, "duplicate", { country: "FR", city: "Lyon" }],
  ])("%s after the first: %s", (_, fields, result, after) => {
    const store = fresh();
    const { sink } = startRun(store, [contactRow("anna", { country: "FR", city: "Lyon" })]);
    expect(sink.putContact(contactRow("anna", fields as Record<string, string>))).toBe(result);
    expect(store.history("anna")?.fields).toEqual(after);
  });

  it("lose a field that the later row leaves blank", () => {
    const store = fresh();
    const { sink } = startRun(store, [contactRow("anna", { country: "FR", city: "Lyon" })]);
    const row = { ...contactRow("anna", { city: "Lyon" }), columns: ["country", "city"] };
    expect(sink.putContact(row)).toBe("accepted");
    expect(store.history("anna")?.fields).toEqual({ city: "Lyon" });
  });

  it("may have fields named like what every object has", () => {
    const store = fresh();
    const { sink } = startRun(store, [contactRow("anna", { constructor: "x" })]);
    expect(sink.putContact(contactRow("anna", { tostring: "y" }))).toBe("accepted");
    expect(store.history("anna")?.fields).toEqual({ constructor: "x", tostring: "y" });
  });
});

describe("an event id that is known", () => {
  const first = eventRow("e1", anna, { fields: { page: "/", shop: "a" } });
  it.each<[string, Partial<EventRow>, string]>([
    ["with the same content", {}, "duplicate"],
    ["with its fields in another order", { fields: { shop: "a", page: "/" } }, "duplicate"],
    ["with another field value", { fields: { page: "/x", shop: "a" } }, "replaced"],
    ["with another type", { type: "click" }, "replaced"],
    ["with another time", { at: MARCH + 1 }, "replaced"],
    ["with another identity", { identities: [annaMail] }, "replaced"],
    ["that is a fingerprint", { isFingerprint: true }, "duplicate"],
  ])("%s is a %s in a newer file", (_, other, result) => {
    const store = fresh();
    const { sink } = startRun(store);
    openFile(sink, "events");
    expect(sink.putEvent(first)).toBe("accepted");
    openFile(sink, "events");
    expect(sink.putEvent({ ...first, ...other })).toBe(result);
  });

  it("keeps its first version within one file", () => {
    const store = fresh();
    const { sink } = startRun(store, [contactRow("anna")]);
    openFile(sink, "events");
    sink.putEvent(first);
    expect(sink.putEvent({ ...first, type: "click" })).toBe("duplicate");
    expect(store.history("anna")?.events[0]?.type).toBe("page_view");
  });

  it("shows the newer version afterwards", () => {
    const store = fresh();
    const { sink } = startRun(store, [contactRow("anna")]);
    openFile(sink, "events");
    sink.putEvent(first);
    openFile(sink, "events");
    sink.putEvent({ ...first, at: MARCH + 1, type: "click", fields: { page: "/x" } });
    expect(store.history("anna")?.events).toEqual([
      { id: "e1", type: "click", at: MARCH + 1, fields: { page: "/x" } },
    ]);
  });
});

describe("events before their contact", () => {
  it.each<[string, Identity]>([
    ["contact key", anna],
    ["e-mail", annaMail],
  ])("named by %s are the contact's once it appears, in a later run too", (_, who) => {
    const store = fresh();
    const { runId, sink } = startRun(store);
    openFile(sink, "events");
    sink.putEvent(eventRow("e1", who));
    endRun(store, runId);
    expect(readHistories(store).map(({ contactId }) => contactId)).toEqual([`${who.kind}:${who.key}`]);
    expect(store.totals()).toMatchObject({ contacts: 0, anonymous: 1, listed: 1, events: 1 });

    const second = startRun(store, [contactRow("anna", { email: "anna@example.com" })]);
    endRun(store, second.runId);
    expect(eventIds(store, "anna")).toEqual(["e1"]);
    expect(store.totals()).toMatchObject({ contacts: 1, anonymous: 0, eventsWithoutContact: 0 });
  });

  it("hang on the highest-ranking identity, even one nobody has", () => {
    const store = fresh();
    const { sink } = startRun(store, [contactRow("anna", { email: "anna@example.com" })]);
    openFile(sink, "events");
    sink.putEvent({
      ...eventRow("e1", identity("contact_id", "bob")),
      identities: [identity("contact_id", "bob"), annaMail],
    });
    expect(eventIds(store, "anna")).toEqual([]);
  });

  it("come together from all of a contact's identities, in event order", () => {
    const store = fresh();
    const { sink } = startRun(store, [contactRow("anna", { email: "anna@example.com" })]);
    openFile(sink, "events");
    sink.putEvent(eventRow("b", annaMail));
    sink.putEvent(eventRow("\u{1F600}", anna));
    sink.putEvent(eventRow("\uFF5E", anna));
    sink.putEvent(eventRow("a", anna));
    sink.putEvent(eventRow("z", annaMail, { at: MARCH - 1 }));
    expect(eventIds(store, "anna")).toEqual(["z", "a", "b", "\uFF5E", "\u{1F600}"]);
  });
});

describe("an e-mail that several contacts claim", () => {
  const ids = ["carl", "anna", "bob"];
  const orders = ids
    .flatMap((a) => ids.flatMap((b) => ids.map((c) => [a, b, c])))
    .filter((x) => new Set(x).size === 3);

  it.each(orders)("belongs to the first by key when %s, %s, %s come in this order", (...order) => {
    const store = fresh();
    const { runId, sink } = startRun(
      store,
      order.map((id) => contactRow(id, { email: "all@example.com" })),
    );
    openFile(sink, "events");
    sink.putEvent(eventRow("e1", identity("email", "all@example.com")));
    endRun(store, runId);
    expect(ids.map((id) => eventIds(store, id)?.length)).toEqual([0, 1, 0]);
    expect([...store.conflicts()].map(({ written, otherWritten }) => [written, otherWritten])).toEqual([
      ["anna", "bob"],
      ["anna", "carl"],
    ]);
  });

  it("is listed once, however often the export comes", () => {
    const store = fresh();
    const rows = [
      contactRow("anna", { email: "all@example.com" }),
      contactRow("bob", { email: "all@example.com" }),
    ];
    const first = startRun(store, rows).runId;
    endRun(store, first);
    store.markWritten(first, "");
    const { runId, sink } = startRun(store);
    expect(rows.map((row) => sink.putContact(row))).toEqual(["duplicate", "duplicate"]);
    endRun(store, runId);
    expect([...store.conflicts()].map(({ otherWritten }) => otherWritten)).toEqual(["bob"]);
  });

  it.each([[["anna", "zoe@example.com"]], [["zoe@example.com", "anna"]]])(
    "and is the key of a row of its own makes that row part of the contact, in the order %s",
    (order) => {
      const store = fresh();
      const zoe = identity("email", "zoe@example.com");
      const { runId, sink } = startRun(store);
      for (const id of order) {
        const row = contactRow(id, {
          email: "zoe@example.com",
          city: id,
          ...(id === "anna" ? {} : { tag: "x" }),
        });
        sink.putContact(id === "anna" ? row : { ...row, contact: zoe });
      }
      openFile(sink, "events");
      sink.putEvent(eventRow("e1", zoe));
      endRun(store, runId);
      expect(readHistories(store)).toMatchObject([
        { contactId: "anna", fields: { city: "anna", tag: "x" }, events: [{ id: "e1" }] },
      ]);
      expect([...store.conflicts()]).toEqual([]);
    },
  );
});

describe("files", () => {
  it("with the same content are taken in once for each kind", () => {
    const { sink } = startRun(fresh());
    const open = (kind: InputKind, path: string) => sink.openFile(inputFile({ kind, path, sha256: "same" }));
    expect(open("identities", "a.csv")).toEqual({ kind: "new" });
    sink.closeFile(NO_COUNTS, CLEAN_END);
    expect(open("identities", "b.csv")).toEqual({ kind: "known" });
    expect(open("events", "a.csv")).toEqual({ kind: "new" });
  });

  it("must be open for rows", () => {
    const store = fresh();
    const { sink } = startRun(store);
    sink.closeFile(NO_COUNTS, CLEAN_END);
    expect(() => sink.putContact(contactRow("anna"))).toThrow("no file is open");
  });

  it("keep what was refused of them", () => {
    const store = fresh();
    const { runId, sink } = startRun(store);
    openFile(sink, "events");
    sink.putReject({ line: 7, column: "at", code: "bad-date", message: "m", raw: "x,y" });
    sink.putReject({ line: 9, column: undefined, code: "ragged-row", message: "n", raw: "x" });
    endRun(store, runId);
    expect([...store.rejects(runId)]).toMatchObject([
      { source: "events", line: 7, column: "at", code: "bad-date", message: "m", raw: "x,y" },
      { line: 9, column: undefined },
    ]);
  });
});

describe("finding a contact", () => {
  it.each([
    ["anna", ["anna"]],
    [" anna ", ["anna"]],
    ["Anna@Example.com", ["anna"]],
    ["nobody", []],
    ["waiting@example.com", []],
  ])("by %s", (text, expected) => {
    const store = fresh();
    const { sink } = startRun(store, [contactRow("anna", { email: "anna@example.com" }), contactRow("Anna")]);
    openFile(sink, "events");
    sink.putEvent(eventRow("e1", identity("email", "waiting@example.com")));
    expect(store.findContact(text)).toEqual(expected);
  });
});
