// Data that would act on a terminal: nothing of it may get there, by whatever command shows it.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type CliResult, tallybook } from "../support/cli.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

/** Sets the window's title; colours by a C1 control; turns the direction of writing; ends a line; a null. */
const UNSAFE = "\u001b]0;title\u0007 \u009b31m \u202e \u2066 \u200f \u2028 \u0085 \u007f";
const ACTED_ON = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const NAME = `ada${UNSAFE}`;
const EVENTS_FILE = `events ${UNSAFE}.csv`;
const RULEBOOK_FILE = `shop ${UNSAFE}.yaml`;
const YAML = JSON.stringify(UNSAFE);

const RULEBOOK = `
rulebook: shop
groups: {g: {title: ${YAML}, bands: {hot: {at_least: 1}, cold: {}}}}
rules:
  r: {event: "buy*", points: 1, note: ${YAML}}
  c: {group: g, when: {country: {contains: ${YAML}}}, points: 1}
segments: {s: {title: ${YAML}, when: {country: {contains: ${YAML}}}}}
triggers: {t: {when: {country: ${YAML}}, do: [{email: x}]}}
`;
const TESTS = `
rulebook: ${JSON.stringify(RULEBOOK_FILE)}
as_of: 2026-03-01
tests:
  - name: ${YAML}
    contacts: [{contact_id: ${YAML}, country: ${YAML}}]
    expect: {scores: {${YAML}: {g: 5}}, segments: {s: []}, actions: []}
`;
const BROKEN_TESTS = `${TESTS}  - {name: x, contacts_file: "none \\u009b.csv", expect: {segments: {s: []}}}\n`;
const BROKEN_RULEBOOK = `rulebook: ${YAML}\n${YAML}: 1\ngroups: {${YAML}: {}}\nrules: {r: {event: x, points: ${YAML}}}\n`;

const temp = makeTempFolder();

beforeAll(() => {
  write(RULEBOOK_FILE, RULEBOOK);
  write("broken.yaml", BROKEN_RULEBOOK);
  write("shop.test.yaml", TESTS);
  write("broken.test.yaml", BROKEN_TESTS);
  write("contacts.csv", `contact_id,email,country\n"${NAME}",a@x.org${UNSAFE},"${UNSAFE}"\n`);
  write(EVENTS_FILE, `contact_id,type,at,${UNSAFE}\n"${NAME}","buy${UNSAFE}",2026-01-01,"${UNSAFE}"\n`);
  write("bad.csv", `contact_id,type,at,${UNSAFE}\nada,buy,"${UNSAFE}",1\nada,"${UNSAFE}"\n`);
  expect(run("--events", EVENTS_FILE).code).toBe(0);
}, 60_000);

afterAll(() => temp.remove());

function write(name: string, text: string): void {
  writeFileSync(join(temp.path, name), text);
}

function show(...args: string[]): CliResult {
  return tallybook(args, { cwd: temp.path });
}

function run(...more: string[]): CliResult {
  const options = "--contacts contacts.csv --db shop.db --as-of 2026-03-01".split(" ");
  return show("run", RULEBOOK_FILE, "--out", `out ${UNSAFE}`, ...options, ...more);
}

describe("what a terminal would act on is not shown", () => {
  test.each<[string, () => CliResult]>([
    ["a run", () => run("--events", EVENTS_FILE)],
    ["a run, as JSON", () => run("--events", EVENTS_FILE, "--json")],
    ["too many rejects", () => run("--events", "bad.csv")],
    ["an input that is not there", () => run("--events", `none ${UNSAFE}.csv`)],
    ["explain", () => show("explain", NAME, "--db", "shop.db", "--events")],
    ["explain, as JSON", () => show("explain", NAME, "--db", "shop.db", "--events", "--json")],
    ["an unknown contact", () => show("explain", UNSAFE, "--db", "shop.db")],
    ["top", () => show("top", "g", "--db", "shop.db")],
    ["top, as JSON", () => show("top", "g", "--db", "shop.db", "--json")],
    ["an unknown group", () => show("top", UNSAFE, "--db", "shop.db")],
    ["an unknown database", () => show("top", "g", "--db", UNSAFE)],
    ["a preview", () => show("import", "--preview", EVENTS_FILE)],
    ["a preview, as JSON", () => show("import", "--preview", EVENTS_FILE, "--json")],
    ["a preview of bad rows", () => show("import", "--preview", "bad.csv", "--kind", "events")],
    ["check", () => show("check", RULEBOOK_FILE)],
    ["problems of a rulebook", () => show("check", "broken.yaml")],
    ["problems of a rulebook, as JSON", () => show("check", "broken.yaml", "--json")],
    ["failed tests", () => show("test", "shop.test.yaml", "--coverage")],
    ["failed tests, as JSON", () => show("test", "shop.test.yaml", "--json")],
    ["broken tests", () => show("test", "broken.test.yaml")],
    ["a recorded test", () => show("test", "--record", NAME, "--db", "shop.db")],
    ["an unknown command", () => show(UNSAFE)],
    ["an unknown option", () => show("run", `--${UNSAFE}`)],
  ])("%s", (_, command) => {
    const { stdout, stderr } = command();
    expect(stdout + stderr).not.toBe("");
    expect(stdout + stderr).not.toMatch(ACTED_ON);
  });
});

test("JSON says the same as without escapes", () => {
  const [first] = JSON.parse(show("top", "g", "--db", "shop.db", "--json").stdout);
  expect(first.contact_id).toBe(NAME.trim());
});

test("a recorded test says the same as without escapes", () => {
  const { tests } = parse(show("test", "--record", NAME, "--db", "shop.db").stdout);
  expect(tests[0].contacts[0].country).toBe(UNSAFE);
});
