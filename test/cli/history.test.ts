// What runs have done, all together and to one contact.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tallybook } from "../support/cli.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";

const rulebook = (points: number) => `rulebook: shop
groups: {g: {bands: {hot: {at_least: 10}, cold: {}}}}
rules: {buy: {event: buy, within: 30 days, points: ${points}}}
exclude: {staff: yes}
segments: {buyers: {when: {did: {event: buy, within: 30 days}}}}
triggers: {hello: {when: {band.g: hot}, fires: each_time, do: [{email: hello}]}}
`;
const HEADER = "event_id,contact_id,type,at\n";

let temp: TempFolder;

const say = (...args: readonly string[]) => tallybook([...args, "--db", "shop.db"], { cwd: temp.path });

function night(asOf: string, points: number, events: string): void {
  writeFileSync(join(temp.path, "r.yaml"), rulebook(points));
  writeFileSync(join(temp.path, `${asOf}.csv`), `${HEADER}${events}`);
  const inputs = ["--contacts", "contacts.csv", "--events", `${asOf}.csv`];
  expect(say("run", "r.yaml", ...inputs, "--out", "out", "--as-of", asOf, "--quiet").stderr).toBe("");
}

beforeAll(() => {
  temp = makeTempFolder();
  writeFileSync(join(temp.path, "contacts.csv"), "contact_id,email,staff\nada,ada@x.org,\nbo,,yes\n");
  night("2026-01-01", 10, "1,ada,buy,2025-12-20\n");
  night("2026-02-01", 10, "2,bo,buy,2025-12-20\n");
  night("2026-02-02", 5, "3,ada,buy,2026-02-02\n4,ada,buy,2026-02-01\n5,ada,buy,2025-12-21\n");
}, 60_000);

afterAll(() => temp.remove());

describe("runs", () => {
  test("are listed with the newest first", () => {
    const hash = expect.stringMatching(/^[0-9a-f]{7}$/);
    const rows = say("runs")
      .stdout.trimEnd()
      .split("\n")
      .map((line) => line.trim().split(/\s+/));
    expect(rows).toEqual([
      ["run", "as", "of", "rulebook", "contacts", "moved", "fired"],
      ["3", "2026-02-02", "shop", hash, "1", "1", "1", "hello", "1"],
      ["2", "2026-02-01", "shop", hash, "1", "1", "0"],
      ["1", "2026-01-01", "shop", hash, "1", "0", "1", "hello", "1"],
    ]);
  });

  test("-n cuts the list, --json tells all", () => {
    expect(JSON.parse(say("runs", "-n", "1", "--json").stdout)).toEqual([
      {
        run: 3,
        as_of: "2026-02-02T23:59:59.999+00:00",
        rulebook: { id: "shop", hash: expect.any(String), timezone: "UTC" },
        tool_version: expect.any(String),
        contacts: 1,
        events: 5,
        moved: 1,
        triggers: [{ trigger: "hello", firings: 1 }],
        written: true,
      },
    ]);
  });
});

describe("history", () => {
  test("shows scores by the rulebook of each run, from what is known now, and what was recorded", () => {
    expect(say("history", "ada@x.org").stdout).toBe(`ada <ada@x.org>

run   as of        g        what happened
3     2026-02-02   10 hot   band g: cold → hot · entered segment buyers · fired hello for the 2nd time
2     2026-02-01   10 hot   band g: hot → cold · left segment buyers
1     2026-01-01   20 hot   fired hello
`);
  });

  test("of somebody excluded has no scores", () => {
    expect(say("history", "bo", "-n", "1").stdout).toBe(
      "bo\n\nrun   as of        score      what happened\n3     2026-02-02   excluded\n",
    );
  });

  test("has the same facts as JSON", () => {
    const { runs } = JSON.parse(say("history", "ada", "--json", "-n", "2").stdout);
    expect(runs).toEqual([
      expect.objectContaining({
        run: 3,
        status: "scored",
        scores: [{ group: "g", score: "10", band: "hot" }],
        moves: [
          { kind: "band", name: "g", before: "cold", after: "hot" },
          { kind: "segment", name: "buyers", before: null, after: "member" },
        ],
        firings: [{ trigger: "hello", firing: 2 }],
      }),
      expect.objectContaining({ run: 2, scores: [{ group: "g", score: "10", band: "hot" }], firings: [] }),
    ]);
  });
});

describe("wrong use", () => {
  test.each([
    [["history", "cy"], 'no contact has the key or identity "cy"'],
    [["history", "ada", "-n", "0"], '-n "0" is no count; expected a whole number from 1 to 10000'],
    [["runs", "-n", "x"], '-n "x" is no count; expected a whole number from 1 to 10000'],
  ])("%j", (args, message) => {
    expect(say(...args)).toEqual({ code: 2, stdout: "", stderr: `tallybook: ${message}\n` });
  });
});
