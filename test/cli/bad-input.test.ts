// Whatever is wrong with the input: one clear line, the right exit code, nothing changed, no stack.

import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { tallybook } from "../support/cli.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";

const RULEBOOK = `
rulebook: shop
groups: {interest: {bands: {hot: {at_least: 10}, cold: {}}}}
rules: {bought: {event: purchase, points: 10}}
triggers: {hello: {when: {score.interest: {at_least: 10}}, at_most: 1, do: [{email: hello}]}}
`;
const CONTACTS = "contact_id,email\nada,ada@example.org\nbo,bo@example.org\n";
const EVENTS = "contact_id,type,occurred_at\nada,purchase,2026-02-01\n";

let temp: TempFolder;

beforeEach(() => {
  temp = makeTempFolder();
  write("rulebook.yaml", RULEBOOK);
  write("contacts.csv", CONTACTS);
  write("events.csv", EVENTS);
});

afterEach(() => temp.remove());

function write(name: string, content: string | Uint8Array): void {
  writeFileSync(join(temp.path, name), content);
}

function run(...more: string[]) {
  const args =
    "run rulebook.yaml --contacts contacts.csv --events events.csv --db shop.db --out out --as-of 2026-03-01";
  return tallybook([...args.split(" "), ...more], { cwd: temp.path });
}

const repeated = (row: string, times: number) => `${row}\n`.repeat(times);

describe("files that cannot be used", () => {
  test.each<[string, () => void, RegExp]>([
    ["an empty file", () => write("events.csv", ""), /events\.csv: is empty/],
    ["a folder", () => mkdirSync(join(temp.path, "folder.csv")), /folder\.csv: is a folder/],
    [
      "a missing column",
      () => write("events.csv", "contact_id,occurred_at\nada,2026-02-01\n"),
      /events\.csv.*"type"/,
    ],
    [
      "an unknown delimiter",
      () => write("events.csv", "contact_id#type#occurred_at\nada#x#2026-02-01\n"),
      /events\.csv/,
    ],
    [
      "columns of one name",
      () => write("contacts.csv", "contact_id,Job Title,job_title\nada,a,b\n"),
      /"Job Title".*"job_title"/,
    ],
    [
      "not UTF-8",
      () => write("contacts.csv", Buffer.from("contact_id\nzo\xeb\n", "latin1")),
      /contacts\.csv.*UTF-8/,
    ],
  ])("%s is refused with 2", (name, prepare, message) => {
    prepare();
    const { code, stdout, stderr } = name === "a folder" ? run("--events", "folder.csv") : run();
    expect(stderr).toMatch(message);
    expect({ code, stdout, lines: stderr.trimEnd().split("\n").length }).toEqual({
      code: 2,
      stdout: "",
      lines: 1,
    });
    expect(existsSync(join(temp.path, "out"))).toBe(false);
  });

  test("a file that is not there is refused with 2", () => {
    const { code, stderr } = run("--contacts", "nobody.csv");
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^tallybook: nobody\.csv: .+\n$/)]);
  });
});

describe("rows that cannot be read", () => {
  const good = repeated("ada,purchase,2026-02-01", 1);
  test.each<[string, string, string, number]>([
    [
      "an unclosed quote",
      `contact_id,type,occurred_at\n${good}bo,"purchase,2026-02-01\n`,
      "broken-quotes",
      1,
    ],
    ["a ragged row", `contact_id,type,occurred_at\n${good}bo,purchase\n`, "ragged-row", 1],
    ["30 February", `contact_id,type,occurred_at\n${good}bo,purchase,2026-02-30\n`, "bad-date", 1],
    ["no contact", `contact_id,type,occurred_at\n${good},purchase,2026-02-01\n`, "missing-contact", 1],
    ["no type", `contact_id,type,occurred_at\n${good}bo, ,2026-02-01\n`, "missing-type", 1],
  ])("%s: beyond --max-rejects nothing is kept, and the exit code is 1", (_, events, code) => {
    write("events.csv", events);
    const result = run();
    expect([result.code, result.stdout]).toEqual([1, ""]);
    expect(result.stderr).toContain(`[${code}]`);
    expect(result.stderr).toContain(
      "1 row of 4 rejected, more than --max-rejects 1% allows; nothing was changed",
    );
    expect(existsSync(join(temp.path, "out"))).toBe(false);
    const again = tallybook(["top", "interest", "--db", "shop.db"], { cwd: temp.path });
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining("shop.db")]);
  });

  test("within --max-rejects the good rows count, the bad ones are listed with line and reason", () => {
    write("events.csv", `${EVENTS}bo,purchase,31/02/2026\nada,purchase,2026-02-02\n`);
    const { code, stdout } = run("--max-rejects", "1", "--json");
    const { inputs, warnings } = JSON.parse(stdout);
    expect([code, inputs[1]]).toEqual([
      0,
      expect.objectContaining({ rows: 3, accepted: 2, duplicates: 0, rejected: 1 }),
    ]);
    expect(warnings).toEqual(["1 row rejected; rejects.csv says why"]);
    const rejects = readFileSync(join(temp.path, "out", "rejects.csv"), "utf8").split("\n");
    expect(rejects[1]).toMatch(/^events,events\.csv,3,occurred_at,bad-date,.+"bo,purchase,31\/02\/2026"$/);
  });
});

describe("places that cannot be written", () => {
  test("a database of another program is refused with 2 and left alone", () => {
    const other = new Database(join(temp.path, "shop.db"));
    other.exec("pragma application_id = 7; create table precious (x)");
    other.close();
    const before = readFileSync(join(temp.path, "shop.db"));
    const { code, stderr } = run();
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^tallybook: .*"shop\.db".*another program.*\n$/),
    ]);
    expect(readFileSync(join(temp.path, "shop.db")).equals(before)).toBe(true);
  });

  test.each([
    ["", /--db is empty/],
    ["out", /--db "out" lies in the output folder "out"/],
    ["out/shop.db", /--db "out\/shop.db" lies in the output folder "out"/],
    ["contacts.csv", /--db "contacts.csv" is also an input/],
    ["/dev/null", /not a regular file/],
  ])("--db %j is refused with 2 before anything changes", (db, message) => {
    const { code, stderr } = run("--db", db);
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
    expect([
      existsSync(join(temp.path, "out")),
      readFileSync(join(temp.path, "contacts.csv"), "utf8"),
    ]).toEqual([false, CONTACTS]);
  });

  test("a file that is no database is refused with 2", () => {
    write("shop.db", "hello".repeat(1000));
    const { code, stderr } = run();
    expect([code, stderr]).toEqual([2, expect.stringContaining("not a database")]);
  });

  test("an output folder with other people's files is refused with 2 before anything changes", () => {
    mkdirSync(join(temp.path, "out"));
    write("out/thesis.txt", "years of work");
    const { code, stderr } = run();
    expect([code, stderr]).toEqual([2, expect.stringContaining("holds files that no run has written")]);
    expect([
      existsSync(join(temp.path, "shop.db")),
      readFileSync(join(temp.path, "out/thesis.txt"), "utf8"),
    ]).toEqual([false, "years of work"]);
  });

  test("a read-only place for outputs gives 3 before anything changes", ({ skip }) => {
    const locked = join(temp.path, "locked");
    mkdirSync(locked);
    chmodSync(locked, 0o500);
    skip(process.getuid?.() === 0, "root may write everywhere");
    const { code, stderr } = run("--out", "locked/out");
    expect([code, stderr]).toEqual([3, expect.stringMatching(/locked\/out.*permissions/)]);
    expect(existsSync(join(temp.path, "shop.db"))).toBe(false);
  });

  test("a place where nobody can make folders gives 3 and no stack", () => {
    const { code, stderr } = run("--out", "/proc/tallybook/out");
    expect([code, stderr]).toEqual([
      3,
      expect.stringMatching(/^tallybook: output folder "\/proc\/tallybook\/out" .+\n$/),
    ]);
  });
});

describe("wrong use", () => {
  test.each<[string, string[], RegExp]>([
    [
      "an unknown flag",
      ["run", "rulebook.yaml", "--db", "d", "--out", "o", "--colour"],
      /unknown option '--colour'/,
    ],
    ["an unknown command", ["rnu"], /unknown command 'rnu'[\s\S]*run/],
    [
      "a missing rulebook",
      ["run", "nothing.yaml", "--db", "d", "--out", "o"],
      /nothing\.yaml" does not exist/,
    ],
    ["a folder for a rulebook", ["check", "."], /is a folder/],
    [
      "an odd as-of",
      ["run", "rulebook.yaml", "--db", "d", "--out", "o", "--as-of", "30/2"],
      /--as-of "30\/2" is no date/,
    ],
    [
      "an odd --max-rejects",
      ["run", "rulebook.yaml", "--db", "d", "--out", "o", "--max-rejects", "few"],
      /--max-rejects "few"/,
    ],
    ["no database to read", ["top", "interest", "--db", "none.db"], /none\.db/],
  ])("%s gives 2", (_, args, message) => {
    const { code, stdout, stderr } = tallybook(args, { cwd: temp.path });
    expect(stderr).toMatch(message);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test("a rulebook with problems is shown and refused with 2", () => {
    write("rulebook.yaml", `${RULEBOOK}  odd: 1\n`);
    const { code, stderr } = run();
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /rulebook\.yaml:6:\d+: error: .+\n[\s\S]*tallybook: rulebook "rulebook\.yaml" has 1 error; nothing was changed\n$/,
    );
  });
});

test("nothing to take in and nothing kept is refused with 2, and leaves no database", () => {
  const { code, stderr } = tallybook(["run", "rulebook.yaml", "--db", "shop.db", "--out", "out"], {
    cwd: temp.path,
  });
  expect([code, stderr]).toEqual([2, expect.stringContaining('"shop.db" holds nothing to score yet')]);
  expect(existsSync(join(temp.path, "shop.db"))).toBe(false);
});

test("at_most stops a run before it changes anything, with 1", () => {
  write("events.csv", `${EVENTS}bo,purchase,2026-02-01\n`);
  const { code, stderr } = run();
  expect([code, stderr]).toEqual([
    1,
    'tallybook: trigger "hello" would fire 2 times, more than its at_most of 1; nothing was changed: look into it, or raise at_most\n',
  ]);
});

test("points beyond nine billion stop a run before it changes anything, with 1, and name rule and contact", () => {
  write(
    "rulebook.yaml",
    "{rulebook: shop, groups: {g: {}}, rules: {spent: {event: purchase, points: {of: amount}}}}",
  );
  write("events.csv", "contact_id,type,occurred_at,amount\nada,purchase,2026-02-01,9000000001\n");
  const { code, stderr } = run();
  expect([code, stderr]).toEqual([
    1,
    'tallybook: contact "ada": rule "spent" gives more than 9,000,000,000 points either way; nothing was changed: mend the data, or bound the points\n',
  ]);
  expect(existsSync(join(temp.path, "out"))).toBe(false);
});

test("an as-of before the last run's is refused with 2", () => {
  run();
  const { code, stderr } = run("--as-of", "2026-02-28");
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining("--as-of 2026-02-28 is before the last run's 2026-03-01"),
  ]);
});

test("a database that another run holds gives 75 at once", () => {
  run();
  const holder = new Database(join(temp.path, "shop.db.lock"));
  holder.exec("begin exclusive");
  const { code, stderr } = run();
  holder.close();
  expect([code, stderr]).toEqual([75, expect.stringMatching(/^tallybook: .*"shop\.db".+\n$/)]);
});

test("a newer database is refused with 2", () => {
  run();
  const newer = new Database(join(temp.path, "shop.db"));
  newer.pragma("user_version = 99");
  newer.close();
  const { code, stderr } = run();
  expect([code, stderr]).toEqual([2, expect.stringContaining("99")]);
});
