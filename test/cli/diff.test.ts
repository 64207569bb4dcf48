// tallybook diff: what it prints, how it exits, and that it leaves everything as it was.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codeSpan } from "../../src/cli/formats/rulebook-diff-markdown.ts";
import { tallybook } from "../support/cli.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

const temp = makeTempFolder();
const inTemp = (args: readonly string[], input = "") => tallybook(args, { cwd: temp.path, input });

const OLD = `rulebook: shop
groups: {fun: {bands: {hot: {above: 9}, cold: {}}}}
rules: {opened: {event: open, points: 5}}
triggers:
  hi: {when: {score.fun: {above: 0}}, at_most: 2, do: [{email: hi}]}
`;
const NEW = OLD.replace("points: 5", "points: 10");
const CONTACTS = "contact_id,email\nada,ada@example.com\nbo,\n";
const EVENTS = "contact_id,type,at\nada,open,2026-02-01\n";
const EXPORTS = ["--contacts", "contacts.csv", "--events", "events.csv", "--as-of", "2026-03-01"];

beforeAll(() => {
  const files = { "old.yaml": OLD, "new.yaml": NEW, "contacts.csv": CONTACTS, "events.csv": EVENTS };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(temp.path, name), text);
  const run = ["run", "old.yaml", ...EXPORTS, "--db", "shop.db", "--out", "out", "--quiet"];
  expect(inTemp(run).code).toBe(0);
});

afterAll(() => temp.remove());

const ON_EXPORTS = `old.yaml → new.yaml   as of 2026-03-01

rulebook
  changed   rule "opened"   points: 5 → 10   new.yaml:3

1 of 2 contacts moves (50.0%)

scores   fun          1 up   0 down
                    before    after   enter   leave
bands    fun hot         0        1       1       0
         fun cold        2        1       0       1

biggest movers
  ada <ada@example.com>
    fun 5 → 10 (+5)
      opened +5 (5 → 10)
    band of fun cold → hot
`;

describe("tallybook diff", () => {
  test("says what differs, who moves and by which rules", () => {
    const { code, stdout, stderr } = inTemp(["diff", "old.yaml", "new.yaml", ...EXPORTS]);
    expect([code, stdout, stderr]).toEqual([0, ON_EXPORTS, ""]);
  });

  test("starts from a database's last run, as of that", () => {
    const { stdout } = inTemp(["diff", "old.yaml", "new.yaml", "--db", "shop.db"]);
    expect(stdout).toBe(ON_EXPORTS);
  });

  test("changes nothing in a database, and leaves nothing behind", () => {
    const passing = makeTempFolder();
    const before = readFileSync(join(temp.path, "shop.db"));
    const zoned = join(temp.path, "zoned.yaml");
    writeFileSync(zoned, NEW.replace("shop\n", "shop\ntimezone: Asia/Tokyo\n"));
    const args = ["diff", "old.yaml", zoned, "--db", "shop.db"];
    const { code } = tallybook(args, { cwd: temp.path, env: { TMPDIR: passing.path } });
    const left = readdirSync(passing.path);
    passing.remove();
    expect([code, left, readFileSync(join(temp.path, "shop.db")).equals(before)]).toEqual([0, [], true]);
  });

  test("prints the same facts as JSON, also where nobody moves", () => {
    const { stdout } = inTemp(["diff", "old.yaml", "new.yaml", ...EXPORTS, "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      ...{
        differs: true,
        contacts: 2,
        moved: 1,
        entered: 0,
        left: 0,
        groups: [{ group: "fun", up: 1, down: 0 }],
      },
      rulebook: [
        { kind: "rule", id: "opened", change: "changed", before: "old.yaml:3", after: "new.yaml:3" },
      ],
      actions: [{ trigger: "hi", kind: "email", target: "hi", before: 1, after: 1, added: 0, altered: 0 }],
      movers: [
        {
          ...{ contact_id: "ada", email: "ada@example.com", listing: "kept" },
          scores: [{ group: "fun", before: "5", after: "10", rest: "0" }],
          places: [{ kind: "band", name: "fun", before: "cold", after: "hot" }],
        },
      ],
    });
  });

  test("warns of a trigger that would stop a run", () => {
    writeFileSync(
      join(temp.path, "fewer.yaml"),
      NEW.replace("{score.fun: {above: 0}}, at_most: 2", "{score.fun: {at_least: 0}}, at_most: 1"),
    );
    const { stdout } = inTemp(["diff", "old.yaml", "fewer.yaml", ...EXPORTS]);
    expect(stdout).toContain(
      'warning: under "fewer.yaml" trigger "hi" would fire 2 times, more than its at_most of 1: a run would stop\n',
    );
  });

  test("reads exports for each rulebook where their sources differ", () => {
    const sources =
      "sources: {shop: {kind: events, contact: {contact_id: contact_id}, type: {constant: none}, at: at}}\n";
    writeFileSync(join(temp.path, "sources.yaml"), OLD + sources);
    const { stdout } = inTemp(["diff", "old.yaml", "sources.yaml", ...EXPORTS, "--movers", "1"]);
    expect(stdout).toContain("opened -5 (5 → 0)");
  });

  test("tells of rows that were rejected", () => {
    writeFileSync(join(temp.path, "bad.csv"), `${EVENTS}ada,open,never\n`);
    const exports = ["--contacts", "contacts.csv", "--events", "bad.csv", "--as-of", "2026-03-01"];
    const many = inTemp(["diff", "old.yaml", "new.yaml", ...exports]);
    const few = inTemp(["diff", "old.yaml", "new.yaml", ...exports, "--max-rejects", "50%"]);
    expect([many.code, many.stdout]).toEqual([1, ""]);
    expect(many.stderr).toContain("more than --max-rejects 1% allows");
    expect([few.code, few.stderr]).toEqual([0, "tallybook: 1 row rejected and not looked at\n"]);
  });
});

describe("exit codes", () => {
  test.each([
    ["0 where nothing differs", ["old.yaml", "--exit-code"], 0],
    ["1 where anything differs", ["new.yaml", "--exit-code"], 1],
    ["0 where no more move than may", ["new.yaml", "--max-moved", "50%"], 0],
    ["0 where no more move than that count", ["new.yaml", "--max-moved", "1"], 0],
    ["1 where more move", ["new.yaml", "--max-moved", "49.9%"], 1],
    ["1 where any move and none may", ["new.yaml", "--max-moved", "0"], 1],
  ])("%s", (_, args, expected) => {
    expect(inTemp(["diff", "old.yaml", ...args, "--db", "shop.db"]).code).toBe(expected);
  });

  test("more than may move is said on standard error", () => {
    const { stderr } = inTemp(["diff", "old.yaml", "new.yaml", "--db", "shop.db", "--max-moved", "5%"]);
    expect(stderr).toBe(
      "tallybook: 1 of 2 contacts moves (50.0%), more than --max-moved 5% allows; look into it, or allow more\n",
    );
  });

  test.each([
    ["not a byte on success", [], ""],
    ["all where it fails", ["--exit-code"], ON_EXPORTS],
  ])("with --quiet %s", (_, more, expected) => {
    const { stdout } = inTemp(["diff", "old.yaml", "new.yaml", "--db", "shop.db", "--quiet", ...more]);
    expect(stdout).toBe(expected);
  });
});

describe("wrong use", () => {
  test.each([
    [["--json"], "nothing to compare the rulebooks on; give --db, or --contacts and --events"],
    [
      ["--db", "shop.db", ...EXPORTS],
      "--db and exports do not go together: the database has taken in its own",
    ],
    [["--db", "shop.db", "--json", "--markdown"], "--json and --markdown are given; choose one"],
    [["--db", "none.db"], 'database "none.db" does not exist; make it with a run first'],
    [
      ["--db", "shop.db", "--movers", "ten"],
      '--movers "ten" is no count; expected a whole number from 0 to 10000',
    ],
    [
      ["--db", "shop.db", "--max-moved", "5 %"],
      '--max-moved "5 %" is neither a count such as 20 nor a percentage such as 1%',
    ],
    [
      ["--db", "shop.db", "--as-of", "soon"],
      '--as-of "soon" is no date or time; write a day such as 2026-11-02 or an instant such as 2026-11-02T06:00:00Z',
    ],
  ])("%j", (more, message) => {
    const { code, stdout, stderr } = inTemp(["diff", "old.yaml", "new.yaml", ...more]);
    expect([code, stdout, stderr]).toEqual([2, "", `tallybook: ${message}\n`]);
  });

  test("standard input cannot be read for two rulebooks that read in their own ways", () => {
    writeFileSync(join(temp.path, "tokyo.yaml"), OLD.replace("shop\n", "shop\ntimezone: Asia/Tokyo\n"));
    const args = ["diff", "old.yaml", "tokyo.yaml", "--contacts", "contacts.csv", "--events", "-"];
    const { code, stderr } = inTemp(args, EVENTS);
    expect([code, stderr]).toEqual([
      2,
      "tallybook: the rulebooks read exports each in its own way, standard input only once; give a file\n",
    ]);
  });

  test("standard input serves two that read alike", () => {
    const args = ["diff", "old.yaml", "new.yaml", "--contacts", "contacts.csv", "--events", "-"];
    expect(inTemp([...args, "--as-of", "2026-03-01"], EVENTS).stdout).toBe(ON_EXPORTS);
  });

  test("points out of range name the contact, the rule and its rulebook", () => {
    writeFileSync(
      join(temp.path, "huge.yaml"),
      OLD.replace("points: 5", "points: 9000000000").replace("event: open", "event: open, limit: {times: 3}"),
    );
    writeFileSync(join(temp.path, "twice.csv"), `${EVENTS}ada,open,2026-02-02\n`);
    const args = ["diff", "old.yaml", "huge.yaml", "--contacts", "contacts.csv", "--events", "twice.csv"];
    const { code, stderr } = inTemp(args);
    expect(code).toBe(1);
    expect(stderr).toContain(
      'contact "ada": rule "opened" of "huge.yaml" gives more than 9,000,000,000 points',
    );
  });
});

describe("Markdown", () => {
  test.each([
    ["ada", "`ada`"],
    ["<b>@ada</b> [x](y)", "`<b>@ada</b> [x](y)`"],
    ["a`b", "``a`b``"],
    ["`a``", "``` `a`` ```"],
    [" a ", "`  a  `"],
    ["a\n# b", "`a?# b`"],
    ["a\u001b[31mb", "`a?[31mb`"],
    ["", "` `"],
  ])("%j stands as it is in a code span", (name, expected) => {
    expect(codeSpan(name)).toBe(expected);
  });

  test("names a contact that would be markup as what it is", () => {
    writeFileSync(join(temp.path, "odd.csv"), 'contact_id\n"</details>@all"\n');
    writeFileSync(
      join(temp.path, "odd-events.csv"),
      'contact_id,type,at\n"</details>@all",open,2026-02-01\n',
    );
    const exports = ["--contacts", "odd.csv", "--events", "odd-events.csv", "--as-of", "2026-03-01"];
    const { stdout } = inTemp(["diff", "old.yaml", "new.yaml", ...exports, "--markdown"]);
    expect(stdout).toContain("\n- `</details>@all`\n");
  });
});

describe("with settings in tallybook.yaml", () => {
  const inFolder = (args: readonly string[]) => tallybook(args, { cwd: join(temp.path, "set") });
  beforeAll(() => {
    mkdirSync(join(temp.path, "set"));
    writeFileSync(join(temp.path, "set", "tallybook.yaml"), "db: ../shop.db\n");
  });

  test("the database is the one named there", () => {
    const { stdout } = inFolder(["diff", "../old.yaml", "../new.yaml"]);
    expect(stdout.replaceAll("../", "")).toBe(ON_EXPORTS);
  });

  test("exports of the command line win over it", () => {
    writeFileSync(join(temp.path, "more.csv"), `${EVENTS}bo,open,2026-02-01\n`);
    const exports = ["--contacts", "../contacts.csv", "--events", "../more.csv"];
    const { stdout } = inFolder(["diff", "../old.yaml", "../new.yaml", ...exports]);
    expect(stdout).toContain("2 of 2 contacts move (100.0%)");
  });
});
