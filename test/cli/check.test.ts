// What a rulebook is told of, by itself and by data, as a user has it.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { takeInExports } from "../../src/checking/take-in-exports.ts";
import { openStore } from "../../src/store/store.ts";
import { loadSound } from "../checking/fixtures.ts";
import { PROGRAM, PROJECT, tallybook } from "../support/cli.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";

const DATA = join(PROJECT, "test", "checking", "fixtures", "data");
const EXPORTS = ["--contacts", join(DATA, "contacts.csv"), "--events", join(DATA, "events.csv")];
const AS_OF = ["--as-of", "2026-03-01"];
const RULEBOOK = `rulebook: shop
groups: {loyalty: {}}
rules:
  bought: {event: purchase, points: 5}
  viewed: {event: page_veiw, points: 1}
`;
const SLIP =
  'shop.yaml:5:19: warning: no event has the type "page_veiw" that rule "viewed" names; 3 have "page_view" [unseen-event-type]';

let temp: TempFolder;

beforeEach(() => {
  temp = makeTempFolder();
  write("shop.yaml", RULEBOOK);
});

afterEach(() => temp.remove());

const write = (name: string, text: string) => writeFileSync(join(temp.path, name), text);
const read = (name: string) => readFileSync(join(temp.path, name), "utf8");
const inTemp = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  tallybook(args, { cwd: temp.path, env });
const check = (...args: readonly string[]) => inTemp(["check", "shop.yaml", ...args]);

function makeDatabase(): void {
  const { code } = inTemp(["run", "shop.yaml", ...EXPORTS, "--db", "shop.db", "--out", "out", ...AS_OF]);
  expect(code).toBe(0);
}

describe("with data", () => {
  test("exports say what they lack, and the end says what was looked at", () => {
    const { code, stdout } = check(...EXPORTS, ...AS_OF);
    const lines = stdout.trimEnd().split("\n");
    expect([code, lines[0], lines.at(-1)]).toEqual([
      0,
      SLIP,
      "shop.yaml: 1 warning, 3 contacts and 6 events as of 2026-03-01",
    ]);
  });

  test("a database says the same as of its last run", () => {
    makeDatabase();
    expect(check("--db", "shop.db")).toEqual(check(...EXPORTS, ...AS_OF));
  });

  test("a database says it of any other as-of, too", () => {
    makeDatabase();
    expect(check("--db", "shop.db", "--as-of", "2026-02-26").stdout).toBe(
      check(...EXPORTS, "--as-of", "2026-02-26").stdout,
    );
  });

  test("a database is left as it was", () => {
    makeDatabase();
    const hash = () =>
      createHash("sha256")
        .update(readFileSync(join(temp.path, "shop.db")))
        .digest("hex");
    const before = hash();
    check("--db", "shop.db");
    expect(hash()).toBe(before);
  });

  test("a database that a run holds is read as of its last commit", async () => {
    makeDatabase();
    const free = check("--db", "shop.db");
    const store = openStore(join(temp.path, "shop.db"), { mode: "write" });
    write("more.csv", "event_id,contact_id,type,occurred_at\nx,ada,page_veiw,2026-02-28\n");
    const news = {
      ...{ contacts: [], identities: [], events: [join(temp.path, "more.csv")] },
      stdin: (async function* () {})(),
    };
    await takeInExports(store, loadSound(RULEBOOK).rulebook, news, {
      ...{ asOf: Date.UTC(2026, 2, 1, 23, 59, 59, 999), programVersion: "test", isInterrupted: () => false },
    });
    const held = check("--db", "shop.db");
    store.close();
    expect(held).toEqual(free);
  });

  test("nothing of the exports is left behind", () => {
    mkdirSync(join(temp.path, "passing"));
    inTemp(["check", "shop.yaml", ...EXPORTS, ...AS_OF], { TMPDIR: join(temp.path, "passing") });
    expect(readdirSync(join(temp.path, "passing"))).toEqual([]);
  });

  test("rejected rows are told", () => {
    write("more.csv", "event_id,contact_id,type,occurred_at\nx,ada,page_veiw,yesterday\n");
    expect(check(...EXPORTS, "more.csv", ...AS_OF).stderr).toBe(
      "tallybook: 1 row rejected and not looked at\n",
    );
  });

  test("standard input is an export like others", () => {
    const input = readFileSync(join(DATA, "events.csv"), "utf8");
    const args = ["check", "shop.yaml", EXPORTS[0]!, EXPORTS[1]!, "--events", "-", ...AS_OF];
    expect(tallybook(args, { cwd: temp.path, input }).stdout).toBe(check(...EXPORTS, ...AS_OF).stdout);
  });

  test("a rulebook with errors is not held against data", () => {
    write("shop.yaml", RULEBOOK.replace("points: 5", "pionts: 5"));
    const { code, stdout } = check(...EXPORTS, ...AS_OF);
    expect([code, stdout.trimEnd().split("\n").at(-1)]).toEqual([1, "shop.yaml: 1 error"]);
  });

  test.each([
    ["a database and exports", ["--db", "shop.db", ...EXPORTS], "--db and exports do not go together"],
    ["an as-of without data", AS_OF, "--as-of is for a check with data"],
    [
      "standard input for two rulebooks",
      ["shop.yaml", "--events", "-"],
      "standard input can be read only once",
    ],
    ["no such database", ["--db", "none.db"], 'database "none.db" does not exist'],
  ])("%s is wrong use", (_, args, words) => {
    const { code, stderr } = check(...args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
  });
});

describe("what is printed", () => {
  test("--json holds what the data says", () => {
    const { stdout } = check("--json", ...EXPORTS, ...AS_OF);
    expect(JSON.parse(stdout)).toMatchObject([
      { file: "shop.yaml", line: 5, column: 19, severity: "warning", code: "unseen-event-type" },
    ]);
  });

  test("--quiet prints nothing when all is well", () => {
    write("shop.yaml", RULEBOOK.replace("page_veiw", "page_view"));
    expect(check("--quiet", ...EXPORTS, ...AS_OF)).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("annotations follow where GitHub runs it", () => {
    const { stdout } = inTemp(["check", "shop.yaml", ...EXPORTS, ...AS_OF], { GITHUB_ACTIONS: "true" });
    expect(stdout.trimEnd().split("\n").at(-1)).toMatch(/^::warning file=shop\.yaml,line=5,col=19::no event/);
  });

  test("JSON stays JSON where GitHub runs it", () => {
    const { stdout } = inTemp(["check", "shop.yaml", "--json", ...EXPORTS], { GITHUB_ACTIONS: "true" });
    expect(JSON.parse(stdout)).toHaveLength(1);
  });
});

describe("--sarif", () => {
  test("writes the problems, also over those of before", () => {
    check("--sarif", "out/problems.sarif");
    check("--sarif", "out/problems.sarif", ...EXPORTS, ...AS_OF);
    const { version, runs } = JSON.parse(read("out/problems.sarif"));
    expect([version, runs[0].results.length]).toEqual(["2.1.0", 1]);
  });

  test("leaves a file alone that holds something else", () => {
    write("notes.json", "{}");
    const { code, stderr } = check("--sarif", "notes.json");
    expect([code, stderr, read("notes.json")]).toEqual([
      2,
      'tallybook: --sarif "notes.json" holds something else than problems as SARIF, which would be lost; give a new file\n',
      "{}",
    ]);
  });
});

test("the examples of its help run, and find nothing", () => {
  for (const folder of ["rules", "samples"]) {
    cpSync(join(PROJECT, folder), join(temp.path, folder), { recursive: true });
  }
  mkdirSync(join(temp.path, "bin"));
  symlinkSync(PROGRAM, join(temp.path, "bin", "tallybook"));
  const samples = ["contacts", "events"].flatMap((kind) => [`--${kind}`, `samples/shoe-shop/${kind}.csv`]);
  inTemp([
    "run",
    "rules/shoe-shop.yaml",
    ...samples,
    "--db",
    "shop.db",
    "--out",
    "out",
    "--as-of",
    "2026-11-02",
  ]);
  const [, examples = ""] = inTemp(["check", "--help"]).stdout.split("Examples:\n");
  const path = [join(temp.path, "bin"), process.env["PATH"]].join(delimiter);
  const { status, stdout, stderr } = spawnSync("sh", ["-e", "-c", examples], {
    ...{ cwd: temp.path, encoding: "utf8", timeout: 60_000 },
    env: { ...process.env, PATH: path, GITHUB_ACTIONS: "" },
  });
  expect([status, stderr, stdout.match(/: no problems/g)?.length]).toEqual([0, "", 8]);
});
