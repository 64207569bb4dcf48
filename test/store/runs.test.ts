import { readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { createTallies, tallyRows } from "../../src/store/outcomes/tallies.ts";
import { basisOf, readHistories, saveEvaluations } from "../support/scoring.ts";
import {
  award,
  contactRow,
  createWorkplace,
  DAY,
  endRun,
  eventRow,
  identity,
  MARCH,
  openFile,
  points,
  rulebook,
  scored,
  startRun,
  trigger,
  wholeRun,
} from "./support.ts";

const { folder, fresh, open } = createWorkplace();
const FIRED = scored({
  firings: [{ trigger: "hot", number: 1, actions: [{ kind: "email", target: "vip", with: {} }] }],
});

function dump(path: string): string {
  const database = new Database(path, { readonly: true });
  const tables = database
    .prepare("select name from sqlite_master where type = 'table' order by name")
    .pluck()
    .all();
  const rows = tables.map((name) => [name, database.prepare(`select * from "${name}"`).all()]);
  database.close();
  return JSON.stringify(rows);
}

describe("runs", () => {
  it("are found once they are finished", () => {
    const store = fresh();
    expect(store.lastRun()).toBeUndefined();
    const { runId } = startRun(store);
    expect(store.lastRun()).toBeUndefined();
    const basis = basisOf(store, rulebook());
    store.finishRun(runId, { summary: { contacts: 3 }, triggers: [], basis });
    store.commit();
    expect(store.lastRun()).toEqual({
      runId,
      asOf: MARCH,
      rulebookId: "shop",
      rulebookHash: "hash-1",
      timezone: "UTC",
      programVersion: "0.1.0",
      basis,
      tallies: createTallies(),
      summary: { contacts: 3 },
      written: false,
    });
    expect(store.run(runId)).toEqual(store.lastRun());
    expect(store.run(99)).toBeUndefined();
  });

  it("keep the rulebook they used", () => {
    const store = fresh();
    wholeRun(store, {});
    wholeRun(store, {}, { book: rulebook({ hash: "hash-2", files: [{ name: "b.yaml", text: "x" }] }) });
    expect(store.rulebookFiles("hash-1")).toEqual([{ name: "shop.yaml", text: "rulebook: shop\n" }]);
    expect(store.rulebookFiles("hash-2")).toEqual([{ name: "b.yaml", text: "x" }]);
    expect(store.rulebookFiles("hash-3")).toBeUndefined();
  });

  it("make their triggers known to the next", () => {
    const store = fresh();
    const { runId } = startRun(store, [contactRow("anna")]);
    expect(store.history("anna")?.previous.knownTriggers).toEqual(new Set());
    endRun(store, runId, ["hot", "cold"]);
    expect(store.history("anna")?.previous.knownTriggers).toEqual(new Set(["cold", "hot"]));
  });

  it("take evaluations only of runs begun here", () => {
    expect(() => fresh().saveOutcomes(7, { outcomes: [], tallies: tallyRows(createTallies()) })).toThrow(
      "run 7",
    );
  });
});

describe("a run rolled back", () => {
  it("leaves no trace", () => {
    const path = join(folder(), "a.db");
    const store = open(path);
    wholeRun(store, { anna: scored({ segments: ["skiers"] }) });
    const before = dump(path);
    const { runId, sink } = startRun(store, [contactRow("bob")], MARCH, rulebook({ hash: "hash-2" }));
    openFile(sink, "events");
    sink.putEvent(eventRow("e1", identity("email", "x@example.com")));
    sink.putReject({ line: 2, column: undefined, code: "ragged-row", message: "m", raw: "x" });
    saveEvaluations(store, { runId, rulebook: rulebook(), asOf: MARCH, isFirst: false }, { anna: FIRED });
    store.finishRun(runId, { summary: {}, triggers: ["hot"], basis: basisOf(store, rulebook()) });
    store.rollback();
    expect(dump(path)).toBe(before);
  });

  it("does not disturb the next", () => {
    const store = fresh();
    const first = startRun(store);
    openFile(first.sink, "events");
    first.sink.putEvent(eventRow("e1", identity("contact_id", "anna")));
    store.rollback();
    const { sink } = startRun(store, [contactRow("anna")]);
    openFile(sink, "events");
    sink.putEvent(eventRow("e1", identity("contact_id", "anna")));
    expect(store.history("anna")?.events).toHaveLength(1);
  });

  it("is what closing does to one that was not committed", () => {
    const path = join(folder(), "a.db");
    const store = open(path);
    startRun(store, [contactRow("anna")]);
    store.close();
    expect(readHistories(open(path))).toEqual([]);
  });
});

describe("a run that found nothing new", () => {
  it("gives its files and their rejects to the run before", () => {
    const store = fresh();
    const first = wholeRun(store, { anna: scored() });
    const { runId, sink } = startRun(store, [], MARCH + DAY, rulebook({ hash: "hash-2" }));
    sink.putReject({ line: 2, column: undefined, code: "ragged-row", message: "m", raw: "x" });
    store.discardRun(runId);
    store.commit();
    expect(store.lastRun()?.runId).toBe(first);
    expect(store.rulebookFiles("hash-2")).toBeUndefined();
    expect([...store.rejects(first)]).toHaveLength(1);
  });

  it("cannot be the first", () => {
    const store = fresh();
    const { runId } = startRun(store);
    expect(() => store.discardRun(runId)).toThrow("first run");
  });
});

describe("the tables, read with SQL", () => {
  it("show exact decimals and ISO times", () => {
    const path = join(folder(), "a.db");
    const store = open(path);
    const values = ["0", "12.5", "-0.000001", "8999999999.999999", "-8999999999.1", "-3", "0.1"];
    const scores = values.map((value, i) => ({ group: `g${i}`, points: points(value), band: undefined }));
    const awards = [{ ...award("g0", "a", "-2.25"), firstAt: -1, lastAt: MARCH + 7 }];
    wholeRun(store, { anna: scored({ scores, awards, segments: ["skiers"] }) });
    store.close();
    const database = new Database(path, { readonly: true });
    const pluck = (sql: string) => database.prepare(sql).pluck().all();
    expect(pluck("select points from score_view where contact_id = 'anna' order by group_id")).toEqual(
      values,
    );
    expect(database.prepare("select points, first_at, last_at from award_view").get()).toEqual({
      points: "-2.25",
      first_at: "1969-12-31T23:59:59.999Z",
      last_at: "2026-03-01T00:00:00.007Z",
    });
    expect(pluck("select since from membership_view")).toEqual(["2026-03-01T00:00:00.000Z"]);
    expect(pluck("select as_of from run_view")).toEqual(["2026-03-01T00:00:00.000Z"]);
    database.close();
  });

  it("run every query of docs/database.md", () => {
    const docs = readFileSync(new URL("../../docs/database.md", import.meta.url), "utf8");
    const queries = [...docs.matchAll(/```sql\n(.*?)```/gs)].map((match) => match[1] ?? "");
    const path = join(folder(), "a.db");
    const store = open(path);
    wholeRun(store, { anna: FIRED }, { book: rulebook({ triggers: [trigger("hot", "email")] }) });
    store.close();
    const database = new Database(path, { readonly: true });
    expect(queries.length).toBeGreaterThan(4);
    for (const query of queries) expect(() => database.prepare(query).all(), query).not.toThrow();
    database.close();
  });

  it("are all named in docs/database.md", () => {
    const docs = readFileSync(new URL("../../docs/database.md", import.meta.url), "utf8");
    const schema = ["schema.sql", "views.sql"].map((file) =>
      readFileSync(new URL(`../../src/store/${file}`, import.meta.url), "utf8"),
    );
    const names = [...schema.join("").matchAll(/create (?:table|view) (\w+)/g)].map((match) => match[1]);
    expect(names.filter((name) => !docs.includes(`\`${name}\``))).toEqual([]);
  });
});
