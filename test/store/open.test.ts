import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { StoreError, type StoreErrorCode, toStoreError } from "../../src/store/database/errors.ts";
import { openStore } from "../../src/store/store.ts";
import { readHistories } from "../support/scoring.ts";
import { contactRow, createWorkplace, endRun, scored, startRun, wholeRun } from "./support.ts";

const { folder, open } = createWorkplace();

function codeOf(work: () => unknown): StoreErrorCode | undefined {
  try {
    work();
  } catch (cause) {
    if (cause instanceof StoreError) return cause.code;
    throw cause;
  }
  return undefined;
}

function sqlite(path: string, sql: string): void {
  const database = new Database(path);
  database.exec(sql);
  database.close();
}

const FILES: Readonly<Record<string, (path: string) => void>> = {
  none: () => undefined,
  empty: (path) => writeFileSync(path, ""),
  text: (path) => writeFileSync(path, "contact_id,email\nanna,anna@example.com\n".repeat(100)),
  folder: (path) => mkdirSync(path),
  "of another program": (path) => sqlite(path, "pragma application_id = 1234; create table t (x)"),
  "of no program": (path) => sqlite(path, "create table t (x)"),
  "without tables": (path) => sqlite(path, "pragma user_version = 0; vacuum"),
  newer: (path) => {
    openStore(path, { mode: "write" }).close();
    sqlite(path, "pragma user_version = 6");
  },
  older: (path) => {
    openStore(path, { mode: "write" }).close();
    sqlite(path, "pragma user_version = 1");
  },
  ours: (path) => openStore(path, { mode: "write" }).close(),
};

describe("opening a file", () => {
  it.each<[string, StoreErrorCode | undefined, StoreErrorCode | undefined]>([
    ["none", undefined, "missing"],
    ["empty", undefined, "missing"],
    ["text", "not-a-database", "not-a-database"],
    ["folder", "folder", "folder"],
    ["of another program", "foreign", "foreign"],
    ["of no program", "foreign", "foreign"],
    ["newer", "newer", "newer"],
    ["older", "older", "older"],
    ["ours", undefined, undefined],
  ])("that is %s: to write %s, to read %s", (kind, whenWriting, whenReading) => {
    const make = FILES[kind]!;
    const toRead = join(folder(), "a.db");
    make(toRead);
    expect(codeOf(() => open(toRead, "read"))).toBe(whenReading);
    const toWrite = join(folder(), "a.db");
    make(toWrite);
    expect(codeOf(() => open(toWrite, "write"))).toBe(whenWriting);
  });

  it("takes a database without tables for a new one", () => {
    const path = join(folder(), "a.db");
    FILES["without tables"]!(path);
    expect(open(path).lastRun()).toBeUndefined();
  });

  it.each([
    ["of another program", "1234"],
    ["newer", "format 6, this version of tallybook understands up to 5"],
    ["older", "was made before the first release of tallybook (format 1)"],
  ])("that is %s says which", (kind, words) => {
    const path = join(folder(), "a.db");
    FILES[kind]!(path);
    expect(() => open(path)).toThrow(words);
  });

  it("leaves nothing beside a file that is not ours, and the file as it was", () => {
    const path = join(folder(), "a.csv");
    FILES["text"]!(path);
    const before = readFileSync(path);
    expect(codeOf(() => open(path))).toBe("not-a-database");
    expect(statSync(`${path}.lock`, { throwIfNoEntry: false })).toBeUndefined();
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it("says so when the folder does not exist", () => {
    const path = join(folder(), "no", "a.db");
    expect(codeOf(() => open(path))).toBe("unwritable");
    expect(() => open(path)).toThrow(`database "${path}" cannot be made: its folder does not exist`);
  });

  it("says so when the folder is a file", () => {
    const path = join(folder(), "a.csv");
    writeFileSync(path, "");
    expect(codeOf(() => open(join(path, "a.db")))).toBe("unwritable");
  });
});

describe("the files", () => {
  it("may be read by their owner only", () => {
    const path = join(folder(), "a.db");
    const store = open(path);
    const modesOf = (files: readonly string[]) =>
      files.map((file) => `${file} ${(statSync(path + file).mode & 0o777).toString(8)}`);
    const { runId } = startRun(store, [contactRow("anna")]);
    expect(modesOf(["", "-journal", ".lock"])).toEqual([" 600", "-journal 600", ".lock 600"]);
    endRun(store, runId);
    startRun(store, [contactRow("bob")]);
    expect(modesOf(["", "-wal", "-shm", ".lock"])).toEqual([" 600", "-wal 600", "-shm 600", ".lock 600"]);
  });

  it("carry our mark and version", () => {
    const path = join(folder(), "a.db");
    open(path).close();
    const header = readFileSync(path);
    expect(header.readUInt32BE(68)).toBe(0x54424f4b);
    expect(header.readUInt32BE(60)).toBe(5);
  });

  it("have a write-ahead log from the first run's end on", () => {
    const path = join(folder(), "a.db");
    const store = open(path);
    const hasLog = () => readFileSync(path)[18] === 2;
    const { runId } = startRun(store, [contactRow("anna")]);
    expect(hasLog()).toBe(false);
    endRun(store, runId);
    store.close();
    expect(hasLog()).toBe(true);
  });
});

describe("the lock", () => {
  it("refuses a second writer at once", () => {
    const path = join(folder(), "a.db");
    open(path);
    expect(codeOf(() => open(path))).toBe("locked");
  });

  it("refuses one at once that comes during the first run", () => {
    const path = join(folder(), "a.db");
    startRun(open(path), [contactRow("anna")]);
    expect(() => open(path)).toThrow(`database "${path}" is held by another run`);
  });

  it("is the same through a symbolic link", () => {
    const path = join(folder(), "a.db");
    open(path);
    const link = join(folder(), "link.db");
    symlinkSync(path, link);
    expect(codeOf(() => open(link))).toBe("locked");
  });

  it("is free again after closing", () => {
    const path = join(folder(), "a.db");
    open(path).close();
    expect(codeOf(() => open(path).close())).toBeUndefined();
  });

  it("lets readers in, who see the last commit", () => {
    const path = join(folder(), "a.db");
    const writer = open(path);
    wholeRun(writer, { anna: scored() });
    startRun(writer, [contactRow("bob")]);
    const reader = open(path, "read");
    const contacts = () => readHistories(reader).map((history) => history.contactId);
    expect(contacts()).toEqual(["anna"]);
    writer.commit();
    expect(contacts()).toEqual(["anna", "bob"]);
  });
});

describe("what SQLite and the system say", () => {
  it.each<[string, StoreErrorCode]>([
    ["SQLITE_FULL", "full"],
    ["ENOSPC", "full"],
    ["SQLITE_READONLY_DIRECTORY", "unwritable"],
    ["SQLITE_CANTOPEN", "unwritable"],
    ["SQLITE_IOERR_WRITE", "unwritable"],
    ["EACCES", "unwritable"],
    ["SQLITE_CORRUPT_INDEX", "not-a-database"],
    ["SQLITE_BUSY_SNAPSHOT", "locked"],
  ])("%s becomes %s, in one line that names the file", (code, expected) => {
    const error = toStoreError(Object.assign(new Error("x"), { code }), "shop.db");
    expect(error).toMatchObject({ code: expected, message: expect.stringMatching(/^.*"shop\.db".*$/) });
  });

  it("passes on what is a bug", () => {
    const bug = new TypeError("x is not a function");
    expect(toStoreError(bug, "shop.db")).toBe(bug);
  });
});
