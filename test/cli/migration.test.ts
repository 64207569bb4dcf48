// A run on a database of an earlier format does what it would have done had this version made the database.

import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CliResult, tallybook } from "../support/cli.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";
import { wholeState } from "../support/whole-state.ts";

const FIXTURE = join(import.meta.dirname, "..", "store", "format-2");
const NIGHTS: readonly (readonly string[])[] = [
  ["--contacts", "crm-1.csv", "letter-1.csv", "--events", "events-1.csv", "--as-of", "2026-03-01"],
  ["--contacts", "crm-2.csv", "--events", "events-2.csv", "--as-of", "2026-03-02", "--max-rejects", "1"],
  ["--events", "events-3.csv", "--as-of", "2026-03-09"],
];
const NEXT = ["--events", "events-4.csv", "--as-of", "2026-03-20"];
const AGAIN = NIGHTS[2]!;
const SEVERAL_RUNS_MS = 120_000;

interface Place {
  readonly run: (flags: readonly string[]) => CliResult;
  readonly other: (args: readonly string[]) => CliResult;
  /** Lists of the output folder, by file. */
  readonly lists: () => Record<string, string>;
  readonly all: (sql: string) => readonly unknown[];
  readonly database: string;
  readonly names: () => readonly string[];
  readonly file: (name: string) => Buffer;
}

const temps: TempFolder[] = [];
afterAll(() => {
  for (const temp of temps) temp.remove();
});

function makePlace(): Place {
  const temp = makeTempFolder();
  temps.push(temp);
  const path = (name: string) => join(temp.path, name);
  cpSync(FIXTURE, temp.path, { recursive: true });
  const other = (args: readonly string[]) => tallybook([...args, "--db", "shop.db"], { cwd: temp.path });
  return {
    run: (flags) => other(["run", "rulebook.yaml", "--out", "out", ...flags]),
    other,
    lists: () =>
      Object.fromEntries(
        readdirSync(path("out"), { recursive: true, encoding: "utf8" })
          .filter((name) => name.endsWith(".csv"))
          .sort()
          .map((name) => [name, readFileSync(path(`out/${name}`), "utf8")]),
      ),
    all: (sql) => {
      const database = new Database(path("shop.db"));
      const rows = database.prepare(sql).all();
      database.close();
      return rows;
    },
    database: path("shop.db"),
    names: () => readdirSync(temp.path).sort(),
    file: (name) => readFileSync(path(name)),
  };
}

function placeWithOld(): Place {
  const place = makePlace();
  const folder = temps.at(-1)!.path;
  const database = new Database(join(folder, "shop.db"));
  database.exec(readFileSync(join(FIXTURE, "shop.sql"), "utf8"));
  database.close();
  return place;
}

function placeOfThisVersion(): Place {
  const place = makePlace();
  for (const night of NIGHTS) expect(place.run(["--quiet", ...night])).toMatchObject({ code: 0, stderr: "" });
  return place;
}

/** With the last run only: earlier ones of an old database tell less. */
function stateOf(place: Place): Readonly<Record<string, readonly unknown[]>> {
  const { run = [], state = [], ...tables } = wholeState(place.database);
  return { ...tables, run: run.slice(-1), state: state.map(inOrder) };
}

/** The lists within a state come from tables by key, or from evaluations by the rulebook: their order means nothing. */
function inOrder(row: unknown): unknown {
  const sorted = ([column, text]: [string, unknown]) =>
    typeof text === "string" && text.startsWith("[[")
      ? [column, (JSON.parse(text) as unknown[]).map((entry) => JSON.stringify(entry)).sort()]
      : [column, text];
  return Object.fromEntries(Object.entries(row as object).map(sorted));
}

describe("the next night", () => {
  let migrated: Place;
  let native: Place;
  let told: CliResult;

  beforeAll(() => {
    [migrated, native] = [placeWithOld(), placeOfThisVersion()];
    told = migrated.run(NEXT);
    native.run(NEXT);
  }, SEVERAL_RUNS_MS);

  test("tells that the database was migrated, and where it is as it was", () => {
    expect(told).toMatchObject({
      code: 0,
      stderr:
        'tallybook: database "shop.db" was migrated from format 2 to 5; as it was, it is kept in "shop.db.format-2"\n',
    });
  });

  test("writes the same output folder", () => {
    expect(migrated.lists()).toEqual(native.lists());
    expect(migrated.lists()["actions.csv"]).toContain("hot-again:É=1:1:1");
  });

  test("leaves the same in the database", () => {
    expect(stateOf(migrated)).toEqual(stateOf(native));
    expect(migrated.all("select * from link")).toEqual(native.all("select * from link"));
  });
});

test(
  "the same night again fires nothing anew, and lists everybody where they were",
  () => {
    const [migrated, native] = [placeWithOld(), placeOfThisVersion()];
    const firings = migrated.all("select * from firing");
    expect(migrated.run(["--quiet", ...AGAIN])).toMatchObject({ code: 0, stdout: "", stderr: "" });
    expect(migrated.all("select * from firing")).toEqual(firings);
    expect(migrated.lists()["actions.csv"]?.split("\n")).toHaveLength(2);
    const lists = ({ lists }: Place) =>
      Object.entries(lists()).filter(([name]) => !/^(actions|changes|rejects)/.test(name));
    expect(lists(migrated)).toEqual(lists(native));
  },
  SEVERAL_RUNS_MS,
);

test("a dry run tells what would be, and leaves the database and its folder as they are", () => {
  const place = placeWithOld();
  const [before, names] = [place.file("shop.db"), place.names()];
  const { code, stdout, stderr } = place.run([...NEXT, "--dry-run"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain("hot-again");
  expect([place.file("shop.db").equals(before), place.names()]).toEqual([true, names]);
});

test.each([
  ["explain", "ada"],
  ["top", "interest"],
  ["forget", "ada"],
])("%s waits for a run", (...args) => {
  const place = placeWithOld();
  expect(place.other(args)).toEqual({
    code: 2,
    stdout: "",
    stderr:
      'tallybook: database "shop.db" was made by an earlier version of tallybook (format 2, now 5); the next tallybook run copies and migrates it\n',
  });
  expect(existsSync(join(temps.at(-1)!.path, "shop.db.format-2"))).toBe(false);
});
