import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { tallybook } from "../support/cli.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";

const RULEBOOK = `
rulebook: shop
groups: {interest: {bands: {hot: {at_least: 10}, cold: {}}}}
rules: {opened: {event: email_open, points: 5}, bought: {event: purchase, points: 10}}
triggers: {thanks: {when: {band.interest: hot}, do: [{email: thanks}]}}
`;

const fileOf = (...tests: readonly string[]) =>
  `rulebook: shop.yaml\nas_of: 2026-03-01\ntests:\n${tests.map((each) => `  - ${each}\n`).join("")}`;
const testOf = (name: string, points: number) =>
  `{name: ${name}, contacts: [{contact_id: ada}], events: [{contact: ada, type: email_open, at: -1 day}], expect: {scores: {ada: {interest: ${points}}}}}`;

const PASSING = fileOf(testOf("one open", 5), testOf("the same", 5));
const FAILING = fileOf(testOf("right", 5), testOf("wrong <&> \u0001", 6));

let temp: TempFolder;

beforeEach(() => {
  temp = makeTempFolder();
  write("shop.yaml", RULEBOOK);
});

afterEach(() => temp.remove());

function write(name: string, content: string): void {
  writeFileSync(join(temp.path, name), content);
}

const run = (...args: readonly string[]) => tallybook(["test", ...args], { cwd: temp.path });

describe("outcomes", () => {
  test("all pass: one line, exit 0", () => {
    write("a.test.yaml", PASSING);
    expect(run()).toEqual({ code: 0, stdout: "2 tests passed\n", stderr: "" });
  });

  test("all pass: with --quiet not a byte", () => {
    write("a.test.yaml", PASSING);
    expect(run("--quiet")).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("a failure: where, what, and the awards behind it, exit 1", () => {
    write("a.test.yaml", fileOf(testOf("right", 5), testOf("wrong", 6)));
    const stdout = `FAIL a.test.yaml:5: wrong
  line 5: score of ada in interest: expected 6, got 5
  ada   interest   5   cold
    opened   +5 x 1 = 5   2026-02-28   shop.yaml:4

1 test passed, 1 failed
`;
    expect(run("--quiet")).toEqual({ code: 1, stdout, stderr: "" });
  });

  test("a file that cannot be run: its problems, exit 1; other files are run", () => {
    write("a.test.yaml", PASSING.replace("expect", "expcet"));
    write("b.test.yaml", PASSING);
    const { code, stdout } = run();
    expect([code, stdout]).toEqual([1, expect.stringContaining('unexpected key "expcet"')]);
    expect(stdout).toContain("ERROR a.test.yaml: 1 problem; its tests were not run\n");
    expect(stdout).toMatch(/\n2 tests passed, 1 file with errors\n$/);
  });

  test("errors of a rulebook are shown once, however many files test it", () => {
    write("shop.yaml", RULEBOOK.replace("points: 5", "pionts: 5"));
    for (const name of ["a", "b"]) write(`${name}.test.yaml`, PASSING);
    const { code, stdout } = run();
    expect([code, stdout.match(/pionts"/g)?.length]).toEqual([1, 1]);
    expect(stdout).toContain("ERROR b.test.yaml: its rulebook has errors; its tests were not run\n");
  });

  test("warnings of a rulebook fail nothing", () => {
    write("shop.yaml", RULEBOOK.replace("hot: {at_least: 10}, cold: {}", "cold: {}, hot: {at_least: 10}"));
    write("a.test.yaml", PASSING);
    expect(run().code).toBe(0);
  });

  test.each<[string, readonly string[], RegExp]>([
    ["no test file", [], /no test found below the working folder/],
    ["a missing file", ["nope.test.yaml"], /"nope.test.yaml" does not exist/],
    ["a pattern that matches nothing", ["x/*.yaml"], /no test found in "x\/\*\.yaml"/],
    ["no test of that name", ["shop.test.yml", "--only", "zebra"], /"zebra"/],
    ["--db alone", ["--db", "shop.db"], /--record/],
    ["--record alone", ["--record", "ada"], /--db/],
  ])("%s: one line, exit 2", (_, args, message) => {
    write("shop.test.yml", PASSING);
    const { code, stdout, stderr } = run(...args);
    expect([code, stdout, stderr.trimEnd().split("\n").length]).toEqual([2, "", 1]);
    expect(stderr).toMatch(message);
  });

  test.each([
    ["../shop.yaml", /"\.\.\/shop\.yaml" does not exist \[rulebook-unreadable\]/],
    ['"a\\0b"', /does not exist \[rulebook-unreadable\]/],
  ])("a rulebook that is not there is an error of the file: %s", (path, message) => {
    write("a.test.yaml", PASSING.replace("shop.yaml", path));
    const { code, stdout } = run();
    expect([code, stdout]).toEqual([1, expect.stringMatching(message)]);
  });
});

describe("which tests", () => {
  test("by default all below the working folder but those of packages", () => {
    for (const folder of ["rules", "node_modules"]) {
      mkdirSync(join(temp.path, folder));
      write(`${folder}/a.test.yaml`, PASSING.replace("shop.yaml", "../shop.yaml"));
    }
    expect(run().stdout).toBe("2 tests passed\n");
  });

  test("a folder, a pattern and a file, each file once", () => {
    mkdirSync(join(temp.path, "rules"));
    write("rules/a.test.yaml", PASSING.replace("shop.yaml", "../shop.yaml"));
    expect(run("rules", "rules/*.yaml", "./rules/a.test.yaml").stdout).toBe("2 tests passed\n");
  });

  test("--only by a part of the name", () => {
    write("a.test.yaml", FAILING);
    expect(run("--only", "igh").stdout).toBe("1 test passed\n");
  });
});

describe("reports", () => {
  test("--json holds every test, its differences and the problems", () => {
    write("a.test.yaml", FAILING);
    write("b.test.yaml", "tests: []");
    const { code, stdout } = run("--json");
    const { tests, problems, ...totals } = JSON.parse(stdout);
    expect([code, totals]).toEqual([1, { passed: 1, failed: 1, errors: 1 }]);
    expect(tests[1]).toMatchObject({
      file: "a.test.yaml",
      line: 5,
      status: "failed",
      failures: [{ kind: "score", contact: "ada", name: "interest", expected: "6", got: "5" }],
    });
    expect(problems.map(({ code, line }: { code: string; line: number }) => [line, code])).toEqual([
      [1, "missing-key"],
      [1, "wrong-value"],
    ]);
  });

  test("--junit writes XML that holds any name", () => {
    write("a.test.yaml", FAILING.replace("\u0001", ""));
    write("b.test.yaml", "tests: []");
    run("--junit", "reports/junit.xml");
    const xml = readFileSync(join(temp.path, "reports", "junit.xml"), "utf8");
    expect(xml).toContain('<testsuites name="tallybook" tests="3" failures="1" errors="1">');
    expect(xml).toContain('<testcase name="wrong &lt;&amp;&gt;" classname="a.test.yaml"');
    expect(xml).toContain('<failure message="line 5: score of ada in interest: expected 6, got 5">');
    expect(xml).toContain('<error message="b.test.yaml:1:1: error: ');
  });

  test("failures are marked on the lines of a pull request", () => {
    write("a.test.yaml", FAILING);
    const { stdout } = tallybook(["test"], { cwd: temp.path, env: { GITHUB_ACTIONS: "true" } });
    expect(stdout).toMatch(
      /^::error file=a\.test\.yaml,line=5,col=1::test .* failed: score of ada in interest: expected 6, got 5/m,
    );
  });

  test("--coverage lists what no test reached, and exits with 0", () => {
    write("a.test.yaml", PASSING);
    const stdout = `2 tests passed

coverage of shop.yaml
  rules      1 of 2   50%
  bands      1 of 2   50%
  triggers   0 of 1    0%
  no test reaches rule bought            shop.yaml:4
  no test reaches band hot of interest   shop.yaml:3
  no test reaches trigger thanks         shop.yaml:5
`;
    expect(run("--coverage")).toEqual({ code: 0, stdout, stderr: "" });
  });
});

describe("--record", () => {
  const CONTACTS = `contact_id,email,note,card\nk-4711,Ada@Example.org,"K-4711 is ada@example.org, not k-47112",k-4711\n7,bo@example.org,7,7\n`;
  const EVENTS = `contact_id,visitor_id,type,occurred_at,repeat,email
k-4711,v1,purchase,2026-02-01T10:00,no,old@example.org
k-4711,v2,email_open,2026-02-01T11:00,,
k-4711,v1,email_open,2026-03-05T10:00,,
7,,purchase,2026-02-01,,
`;

  function score(rulebook = RULEBOOK): void {
    write("shop.yaml", rulebook);
    write("contacts.csv", CONTACTS);
    write("events.csv", EVENTS);
    const args =
      "run shop.yaml --contacts contacts.csv --events events.csv --db shop.db --out out --as-of 2026-03-01";
    expect(tallybook(args.split(" "), { cwd: temp.path }).code).toBe(0);
  }

  test("prints a test that passes and names nobody", () => {
    score();
    const { code, stdout, stderr } = run("--record", "ada@example.org", "--db", "shop.db");
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain(
      '{contact_id: contact-1, email: contact-1@example.com, note: "contact-1 is contact-1@example.com, not k-47112", card: contact-1}',
    );
    expect(stdout).toContain(
      "{contact: contact-1, type: purchase, at: 2026-02-01T10:00:00+00:00, visitor_id: visitor-1, email: contact-1@example.com, fields: {repeat: no}}",
    );
    expect(stdout).not.toContain("2026-03-05");
    expect(stdout).toContain("scores: {contact-1: {interest: 15}}");
    write("recorded.test.yaml", stdout);
    expect(run("recorded.test.yaml").stdout).toBe("1 test passed\n");
  });

  test("leaves a short key where it turns up by chance", () => {
    score();
    const { stdout } = run("--record", "7", "--db", "shop.db");
    expect(stdout).toContain('{contact_id: contact-1, email: contact-1@example.com, note: "7", card: "7"}');
  });

  test("says so when what was replaced counts for the rulebook", () => {
    score(RULEBOOK.replace("rules: {", 'rules: {ours: {when: {email: {ends_with: ".org"}}, points: 1}, '));
    const { code, stdout, stderr } = run("--record", "7", "--db", "shop.db");
    expect([code, stdout]).toEqual([0, expect.stringContaining("interest: 11")]);
    expect(stderr).toContain("does not pass as it is");
  });

  test("an unknown contact is refused with 2", () => {
    score();
    expect(run("--record", "zoe", "--db", "shop.db")).toMatchObject({ code: 2, stdout: "" });
  });
});
