// A working folder as a crash finds or leaves it: database, output folder, and what may lie beside them.

import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { parse } from "csv-parse/sync";

/** Everything that a run leaves: what has to be the same whether or not it was killed on the way. */
export interface ShopState {
  /** Each table with its rows as JSON, sorted. */
  readonly tables: Readonly<Record<string, readonly string[]>>;
  /** Path -> content; run.json without its timings. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Names of all that lies in the working folder, hidden ones too. */
  readonly names: readonly string[];
}

export function readState(folder: string): ShopState {
  return { tables: readTables(folder), outputs: readOutputs(folder), names: readdirSync(folder).sort() };
}

/** Reads a copy: opening a database repairs what a crash left, which is for the program to do. */
function onCopy<Result>(folder: string, read: (database: Database.Database) => Result): Result {
  const copy = mkdtempSync(join(tmpdir(), "tallybook-crash-copy-"));
  try {
    for (const name of ["shop.db", "shop.db-wal", "shop.db-journal"]) {
      if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(copy, name));
    }
    const database = new Database(join(copy, "shop.db"));
    try {
      return read(database);
    } finally {
      database.close();
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function readTables(folder: string): ShopState["tables"] {
  return onCopy(folder, (database) => {
    const names = database
      .prepare("select name from sqlite_master where type = 'table' order by name")
      .pluck()
      .all() as string[];
    const rowsOf = (name: string) => database.prepare(`select * from "${name}"`).all();
    return Object.fromEntries(names.map((name) => [name, rowsOf(name).map(showRow).sort()]));
  });
}

/**
 * Keys of forgotten people differ from database to database: bytes are compared by their length. So does the hash of
 * run.json, for its timings.
 */
function showRow(row: unknown): string {
  return JSON.stringify(row, (name, value) => {
    if (Buffer.isBuffer(value)) return `${value.length} bytes`;
    return name === "run_file" ? typeof value : value;
  });
}

function readOutputs(folder: string): ShopState["outputs"] {
  return Object.fromEntries(
    listFiles(join(folder, "out")).map((file) => {
      const text = readFileSync(join(folder, "out", file), "utf8");
      return [file, file === "run.json" ? withoutTimings(text) : text];
    }),
  );
}

function withoutTimings(text: string): string {
  const { timings: _, ...report } = JSON.parse(text);
  return JSON.stringify(report, undefined, 2);
}

function listFiles(folder: string, inside = ""): readonly string[] {
  return readdirSync(join(folder, inside), { withFileTypes: true })
    .flatMap((entry) => {
      const path = inside === "" ? entry.name : `${inside}/${entry.name}`;
      return entry.isDirectory() ? listFiles(folder, path) : [path];
    })
    .sort();
}

export interface LastRun {
  readonly runId: number;
  readonly written: boolean;
}

/** The last run that is kept, whatever became of its folder; `undefined` without a database that holds one. */
export function readLastRun(folder: string): LastRun | undefined {
  if (!existsSync(join(folder, "shop.db")) || statSync(join(folder, "shop.db")).size === 0) return undefined;
  return onCopy(folder, (database) => {
    const hasRuns = database.prepare("select 1 from sqlite_master where name = 'run'").get() !== undefined;
    const sql = "select run_id, written from run where summary is not null order by run_id desc limit 1";
    const row = hasRuns
      ? (database.prepare(sql).get() as { run_id: number; written: number } | undefined)
      : undefined;
    return row === undefined ? undefined : { runId: row.run_id, written: row.written === 1 };
  });
}

/** Of all actions that the runs after `runId` have fired. */
export function firedActions(folder: string, runId: number): readonly string[] {
  return onCopy(
    folder,
    (database) =>
      database
        .prepare("select action_id from action where run_id > ? order by action_id")
        .pluck()
        .all(runId) as string[],
  );
}

/** Ids in actions.csv, and those in the files by kind together; none without an output folder. */
export function listedActions(folder: string): {
  readonly all: readonly string[];
  readonly byKind: readonly string[];
} {
  const out = join(folder, "out");
  if (!existsSync(out)) return { all: [], byKind: [] };
  const kinds = readdirSync(join(out, "actions")).map((file) => `actions/${file}`);
  return {
    all: idsIn(join(out, "actions.csv")),
    byKind: kinds.flatMap((file) => idsIn(join(out, file))).sort(),
  };
}

function idsIn(file: string): readonly string[] {
  const rows = parse(readFileSync(file), { columns: true }) as readonly { readonly action_id: string }[];
  return rows.map((row) => row.action_id).sort();
}
