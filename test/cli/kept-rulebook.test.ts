// What a run keeps of a rulebook spares reading it again, and nothing else: every command says and writes the same
// without it.

import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tallybook } from "../support/cli.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";

const FILES: Readonly<Record<string, string>> = {
  "shop.yaml": `rulebook: shop
timezone: Europe/Paris
include: [parts/rules.yaml]
groups: {g: {bands: {all: {}, hot: {at_least: 2}}}}
segments: {warm: {when: {score.g: {at_least: 1}}}}
`,
  "parts/rules.yaml": "rules: {bought: {event: buy, points: 1.5}}\n",
  "contacts.csv": "contact_id,email\nada,ada@example.org\nbo,\n",
  "events.csv": "event_id,contact_id,type,at\n1,ada,buy,2026-02-01\n",
  "later.csv": "event_id,contact_id,type,at\n2,bo,buy,2026-03-01T10:00\n",
};
const WARNING = 'warning: no score of group "g" reaches the band "hot"';
const FIRST = ["run", "shop.yaml", "--contacts", "contacts.csv", "--events", "events.csv", "--out", "out"];
const NEXT = ["run", "shop.yaml", "--events", "later.csv", "--out", "out", "--as-of", "2026-03-02"];
const SEVERAL_RUNS_MS = 60_000;

const temps: TempFolder[] = [];
let origin = "";

type Place = ReturnType<typeof makePlace>;

function makePlace() {
  const temp = makeTempFolder();
  temps.push(temp);
  const path = (name: string) => join(temp.path, name);
  const write = (name: string, text: string) => writeFileSync(path(name), text);
  const say = (args: readonly string[]) => tallybook([...args, "--db", "shop.db"], { cwd: temp.path });
  const change = (sql: string) => {
    const database = new Database(path("shop.db"));
    database.exec(sql);
    database.close();
  };
  return { path, write, say, change };
}

/** A run has kept the rulebook. */
function placeWithKept(): Place {
  const place = makePlace();
  cpSync(origin, place.path("."), { recursive: true });
  return place;
}

/** The same, as a migration leaves it. */
function placeWithout(): Place {
  const place = placeWithKept();
  place.change("update rulebook set resolved = null, resolved_by = null");
  return place;
}

function listsOf(place: Place): readonly (readonly string[])[] {
  const names = readdirSync(place.path("out"), { recursive: true, encoding: "utf8" });
  const lists = names.filter((name) => name.endsWith(".csv")).sort();
  return lists.map((name) => [name, readFileSync(place.path(join("out", name)), "utf8")]);
}

beforeAll(() => {
  const place = makePlace();
  mkdirSync(place.path("parts"));
  for (const [name, text] of Object.entries(FILES)) place.write(name, text);
  const { code, stderr } = place.say([...FIRST, "--as-of", "2026-03-01"]);
  expect([code, stderr]).toEqual([0, expect.stringContaining(WARNING)]);
  origin = place.path(".");
}, SEVERAL_RUNS_MS);

afterAll(() => {
  for (const temp of temps) temp.remove();
});

test.each([
  ["explain", "ada"],
  ["explain", "ada", "--events", "--json"],
  ["top", "g"],
  ["top", "no-such-group"],
  ["history", "ada"],
  ["export", "--out", "again"],
  ["export", "--out", "again", "--run", "1"],
  ["forget", "bo"],
  ["diff", "shop.yaml", "shop.yaml"],
  ["check", "shop.yaml"],
  ["test", "--record", "ada"],
])("%s %s %s says the same", (...args) => {
  expect(placeWithKept().say(args)).toEqual(placeWithout().say(args));
});

test.each<[string, readonly string[]]>([
  ["a night", NEXT],
  ["a night without news", [...FIRST, "--as-of", "2026-03-01"]],
  ["a dry run", [...NEXT, "--dry-run"]],
  ["a run with figures", [...NEXT, "--json"]],
  ["a score", ["score", "shop.yaml", "--as-of", "2026-03-02"]],
  ["an import", ["import", "shop.yaml", "--events", "later.csv"]],
])("%s says and writes the same, with the rulebook's warnings", (_, args) => {
  const [kept, without] = [placeWithKept(), placeWithout()];
  const said = kept.say(args);
  expect(said).toEqual(without.say(args));
  expect(said).toMatchObject({ code: 0, stderr: expect.stringContaining(WARNING) });
  expect(listsOf(kept)).toEqual(listsOf(without));
});

/** In the same order, also where several things are wrong. */
describe.each<[string, (place: Place) => void, readonly string[], number]>([
  ["a bad as-of", () => {}, [...NEXT, "--as-of", "soon"], 2],
  ["an earlier as-of", () => {}, [...NEXT, "--as-of", "2026-02-01"], 2],
  ["no rulebook", ({ path }) => rmSync(path("shop.yaml")), NEXT, 2],
  ["an included file that is gone", ({ path }) => rmSync(path("parts"), { recursive: true }), NEXT, 2],
  ["a mistake in an included file", ({ write }) => write("parts/rules.yaml", "rules: {a: 1}\n"), NEXT, 2],
  [
    "no rulebook and no database",
    ({ path }) => {
      rmSync(path("shop.yaml"));
      rmSync(path("shop.db"));
      mkdirSync(path("shop.db"));
    },
    NEXT,
    2,
  ],
  [
    "a database that is none and a bad as-of",
    ({ write }) => write("shop.db", "no database".repeat(99)),
    [...NEXT, "--as-of", "soon"],
    2,
  ],
  ["a newer database", ({ change }) => change("pragma user_version = 99"), NEXT, 2],
  [
    "a file where the outputs go",
    ({ path, write }) => {
      rmSync(path("out"), { recursive: true });
      write("out", "");
    },
    NEXT,
    2,
  ],
])("with %s", (_, harm, args, code) => {
  test("a run says the same", () => {
    const [kept, without] = [placeWithKept(), placeWithout()];
    for (const place of [kept, without]) harm(place);
    const said = kept.say(args);
    expect(said).toEqual(without.say(args));
    expect(said.code).toBe(code);
  });
});

test.each([
  ["the main file", "shop.yaml", "timezone: Europe/Paris", "timezone: Asia/Tokyo"],
  ["an included file", "parts/rules.yaml", "points: 1.5", "points: 3"],
])("a change in %s counts at once", (_, name, from, to) => {
  const [kept, without] = [placeWithKept(), placeWithout()];
  for (const place of [kept, without]) {
    place.write(name, FILES[name]!.replace(from, to));
    expect(place.say(NEXT).code).toBe(0);
  }
  expect(listsOf(kept)).toEqual(listsOf(without));
  expect(kept.say(["explain", "ada"])).toEqual(without.say(["explain", "ada"]));
  expect(kept.say(["explain", "ada"]).stdout).toContain(name === "shop.yaml" ? "1.5" : "3");
});

/** What is kept is not there to be read: now it is no rulebook any more, on the disk and in the database. */
function ruinTexts(place: Place): void {
  const text = FILES["parts/rules.yaml"]!.replace("points", ": points");
  place.write("parts/rules.yaml", text);
  place.change("update rulebook set files = replace(files, 'points', ': points')");
}

test.each([
  ["explain", ["explain", "ada"]],
  ["run", NEXT],
])("%s does not read what is kept", (_, args) => {
  const codes = [placeWithKept(), placeWithout()].map((place) => {
    ruinTexts(place);
    return place.say(args).code;
  });
  expect(codes).toEqual([0, 2]);
});
