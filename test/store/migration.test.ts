// A database of format 2, made by three nights of the version that had it, becomes one of this version.

import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { openStore } from "../../src/store/store.ts";
import { createWorkplace } from "./support.ts";

const { folder, open } = createWorkplace();
const DUMP = readFileSync(new URL("format-2/shop.sql", import.meta.url), "utf8");
const TABLES = ["award", "score", "class", "membership", "stage", "trigger_state", "firing", "action"];

function makeOld(sql = DUMP): string {
  const path = join(folder(), "shop.db");
  sqlite(path, (database) => database.exec(sql));
  return path;
}

function sqlite<Result>(path: string, use: (database: Database.Database) => Result): Result {
  const database = new Database(path);
  try {
    return use(database);
  } finally {
    database.close();
  }
}

/** Of old tables, or of the views that have their names now. */
function contentsOf(path: string): Record<string, readonly unknown[]> {
  return sqlite(path, (database) =>
    Object.fromEntries(
      TABLES.map((name) => [name, database.prepare(`select * from ${name} order by 1, 2, 3`).all()]),
    ),
  );
}

const userVersion = (path: string) =>
  sqlite(path, (database) => database.pragma("user_version", { simple: true }));

/** All that makes a schema, in SQLite's words but for comments and blanks, which the dump is without. */
function schemaOf(path: string): readonly unknown[] {
  const sql = "select type, name, tbl_name, sql from sqlite_master order by type, name";
  const rows = sqlite(path, (database) => database.prepare(sql).all()) as { sql: string | null }[];
  return rows.map((row) => ({
    ...row,
    sql: row.sql
      ?.replace(/--.*$/gm, "")
      .replace(/\s*([(),])\s*/g, "$1")
      .replace(/\s+/g, " "),
  }));
}

describe("a database of format 2", () => {
  it("has the schema of a new one once it is migrated", () => {
    const [old, fresh] = [makeOld(), join(folder(), "new.db")];
    for (const path of [old, fresh]) openStore(path, { mode: "write" }).close();
    expect(schemaOf(old)).toEqual(schemaOf(fresh));
    expect(userVersion(old)).toBe(userVersion(fresh));
  });

  it("keeps where every contact stands, what has fired and what is to be done", () => {
    const path = makeOld();
    const before = contentsOf(path);
    open(path);
    expect(Object.values(before).every((rows) => rows.length > 0)).toBe(true);
    expect(contentsOf(path)).toEqual(before);
  });

  it("gives everybody whom runs have evaluated or left out a state", () => {
    const path = makeOld();
    open(path);
    const sql = "select contact_id from contact where contact_id not in (select contact_id from state)";
    expect(sqlite(path, (database) => database.prepare(sql).all())).toEqual([]);
    const empty = "select awards, scores, stage from state where contact_id = 'eve'";
    expect(sqlite(path, (database) => database.prepare(empty).get())).toEqual({
      awards: "[]",
      scores: "[]",
      stage: null,
    });
  });

  it("lets the next run evaluate all", () => {
    const last = open(makeOld()).lastRun();
    expect(last).toMatchObject({ runId: 3, written: true, basis: { includeAnonymous: false, kinds: [] } });
    expect(last?.tallies).toBeUndefined();
  });

  it("is copied whole beside it, for its owner only, before it is migrated", () => {
    const path = makeOld();
    const before = contentsOf(path);
    const { migration } = open(path);
    const copy = `${path}.format-2`;
    expect(migration).toEqual({ from: 2, to: 5, copy });
    expect([userVersion(copy), statSync(copy).mode & 0o777, contentsOf(copy)]).toEqual([2, 0o600, before]);
    expect(readdirSync(join(path, "..")).filter((name) => name.includes("unfinished"))).toEqual([]);
  });

  it("leaves earlier copies alone", () => {
    const path = makeOld();
    for (const name of ["", ".2"]) writeFileSync(`${path}.format-2${name}`, "mine");
    expect(open(path).migration?.copy).toBe(`${path}.format-2.3`);
    expect(readFileSync(`${path}.format-2`, "utf8")).toBe("mine");
  });

  it("is not copied where it is thrown away after use", () => {
    const path = makeOld();
    const store = openStore(path, { mode: "write", isPassing: true });
    store.close();
    expect(store.migration).toEqual({ from: 2, to: 5, copy: undefined });
    expect(existsSync(`${path}.format-2`)).toBe(false);
  });

  it("is migrated once", () => {
    const path = makeOld();
    openStore(path, { mode: "write" }).close();
    expect(open(path).migration).toBeUndefined();
  });

  it("stays as it is when migrating fails, with its copy, and is migrated the next time", () => {
    const path = makeOld(`${DUMP} create table output_row (x);`);
    const before = contentsOf(path);
    expect(() => openStore(path, { mode: "write" })).toThrow("output_row");
    expect([userVersion(path), contentsOf(path)]).toEqual([2, before]);
    expect(userVersion(`${path}.format-2`)).toBe(2);
    sqlite(path, (database) => database.exec("drop table output_row"));
    expect(open(path).migration?.copy).toBe(`${path}.format-2.2`);
  });

  it("is copied anew where a crash left a copy unfinished", () => {
    const path = makeOld();
    writeFileSync(`${path}.format-2-unfinished`, "half");
    open(path);
    expect([existsSync(`${path}.format-2-unfinished`), userVersion(`${path}.format-2`)]).toEqual([false, 2]);
  });

  it("is not for readers, who are told what to do", () => {
    const path = makeOld();
    expect(() => open(path, "read")).toThrow(
      `database "${path}" was made by an earlier version of tallybook (format 2, now 5); the next tallybook run copies and migrates it`,
    );
    expect(userVersion(path)).toBe(2);
  });
});
