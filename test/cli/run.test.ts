import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { PROJECT, tallybook } from "../support/cli.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";

let temp: TempFolder;

beforeEach(() => {
  temp = makeTempFolder();
});

afterEach(() => temp.remove());

const SAMPLE = join(PROJECT, "samples", "shoe-shop");

function runSample(folder: string, env: Record<string, string> = {}, ...more: string[]) {
  const args = [
    ...["run", "rules/shoe-shop.yaml"],
    ...["--contacts", join(SAMPLE, "contacts.csv"), "--events", join(SAMPLE, "events.csv")],
    ...["--db", join(temp.path, folder, "shop.db"), "--out", join(temp.path, folder, "out")],
    ...["--as-of", "2026-11-02", ...more],
  ];
  return tallybook(args, { env });
}

/** Every file of an output folder but run.json, which holds timings; of that, all but them. */
function readOutputs(folder: string): Record<string, string> {
  const out = join(temp.path, folder, "out");
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const text = readFileSync(path, "utf8");
      const name = path.slice(out.length + 1);
      return [name, name === "run.json" ? JSON.stringify({ ...JSON.parse(text), timings: {} }) : text];
    }),
  );
}

describe("the same inputs, rulebook and as-of give the same bytes", () => {
  test("in every time zone and locale", () => {
    const surroundings = [
      { TZ: "UTC", LANG: "C", LC_ALL: "C" },
      { TZ: "Pacific/Apia", LANG: "fr_FR.UTF-8", LC_ALL: "fr_FR.UTF-8" },
      { TZ: "UTC", LANG: "fr_FR.UTF-8", LC_ALL: "fr_FR.UTF-8" },
      { TZ: "Pacific/Apia", LANG: "C", LC_ALL: "C" },
    ];
    const results = surroundings.map((env, index) => {
      const { code, stdout } = runSample(`run-${index}`, env);
      expect(code).toBe(0);
      return [readOutputs(`run-${index}`), stdout.replaceAll(`run-${index}`, "run")];
    });
    for (const result of results) expect(result).toEqual(results[0]);
  });

  test("a second time with nothing new, and nothing fires again", () => {
    runSample("once");
    const first = readOutputs("once");
    const { code, stdout } = runSample("once");
    expect([code, stdout]).toEqual([0, expect.stringContaining("nothing new since the last run")]);
    expect(readOutputs("once")).toEqual(first);
  });
});

describe("ways to run", () => {
  test("--quiet prints not a byte", () => {
    expect(runSample("quiet", {}, "--quiet")).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("--dry-run shows the figures and leaves nothing behind", () => {
    const { code, stdout } = runSample("dry", {}, "--dry-run");
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining("dry run: nothing was kept, nothing was written"),
    ]);
    expect(readdirSync(temp.path)).toEqual([]);
  });

  test("--dry-run on a database fires nothing for the run after", () => {
    runSample("real");
    const before = readOutputs("real");
    const dry = runSample("real", {}, "--dry-run", "--as-of", "2027-01-01", "--json");
    const figures = JSON.parse(dry.stdout);
    expect([figures.dry_run, figures.repeated]).toEqual([true, false]);
    runSample("real");
    expect(readOutputs("real")).toEqual(before);
  });

  test("--json prints the figures of run.json", () => {
    const { stdout } = runSample("json", {}, "--json");
    const printed = JSON.parse(stdout);
    const { inputs, totals, rules, groups, segments, labels, triggers } = JSON.parse(
      readFileSync(join(temp.path, "json", "out", "run.json"), "utf8"),
    );
    expect(printed).toMatchObject({ inputs, totals, rules, groups, segments, labels, triggers });
  });
});

describe("night after night", () => {
  const RULEBOOK = `
rulebook: shop
timezone: Europe/Paris
groups: {interest: {bands: {hot: {at_least: 100}, cold: {}}}}
rules: {viewed: {event: view, within: 7 days, points: 50}, bought: {event: purchase, points: 20}}
segments: {hot: {when: {band.interest: hot}}, called: {}}
triggers:
  thanks: {when: {score.interest: {at_least: 100}}, do: [{email: thanks}]}
  call: {when: {band.interest: hot}, fires: each_time, rearm: {score.interest: {below: 50}}, do: [{add_segment: called}, {notify: "sales@shop.example"}]}
  cool: {when: {segment.called: true, band.interest: cold}, fires: each_time, do: [{remove_segment: called}]}
`;

  function night(asOf: string, events: readonly string[]) {
    const file = `events-${asOf}.csv`;
    writeFileSync(join(temp.path, file), ["email,type,at", ...events, ""].join("\n"));
    const result = tallybook(
      [
        "run",
        "rulebook.yaml",
        "--contacts",
        "contacts.csv",
        "--events",
        "events-*.csv",
        "--db",
        "shop.db",
        "--out",
        "out",
        "--as-of",
        asOf,
      ],
      { cwd: temp.path },
    );
    expect(result).toMatchObject({ code: 0, stderr: "" });
    const lines = (name: string) =>
      readFileSync(join(temp.path, "out", name), "utf8")
        .trimEnd()
        .split("\n")
        .slice(1);
    return {
      scores: lines("scores.csv").map((line) => line.split(",").slice(2, 4).join(" ")),
      hot: lines("segments/hot.csv").map((line) => line.split(",")[2]),
      called: lines("segments/called.csv").map((line) => line.split(",")[2]),
      actions: lines("actions.csv").map((line) => line.split(",")[0]),
      changes: lines("changes.csv").map((line) => line.split(",").slice(2).join(" ")),
    };
  }

  test("triggers fire once, re-arm, and memberships remember since when", () => {
    writeFileSync(join(temp.path, "rulebook.yaml"), RULEBOOK);
    writeFileSync(join(temp.path, "contacts.csv"), "contact_id,email\nada,Ada@Example.org\n");
    const views = (day: string) => [`ada@example.org,view,${day}T08:00`, `ada@EXAMPLE.org,view,${day}T09:00`];

    expect(night("2026-03-01", views("2026-03-01"))).toEqual({
      scores: ["100 hot"],
      hot: ["2026-03-01T23:59:59.999+01:00"],
      called: ["2026-03-01T23:59:59.999+01:00"],
      actions: ["call:ada:1:1", "call:ada:1:2", "thanks:ada:1:1"],
      changes: [],
    });
    expect(night("2026-03-02", [])).toEqual({
      scores: ["100 hot"],
      hot: ["2026-03-01T23:59:59.999+01:00"],
      called: ["2026-03-01T23:59:59.999+01:00"],
      actions: [],
      changes: [],
    });
    expect(night("2026-03-10", ["ada@example.org,purchase,2026-03-09"])).toEqual({
      scores: ["20 cold"],
      hot: [],
      called: [],
      actions: ["cool:ada:1:1"],
      changes: ["band interest moved hot cold", "segment called left  ", "segment hot left  "],
    });
    expect(night("2026-03-11", views("2026-03-11"))).toEqual({
      scores: ["120 hot"],
      hot: ["2026-03-11T23:59:59.999+01:00"],
      called: ["2026-03-11T23:59:59.999+01:00"],
      actions: ["call:ada:2:1", "call:ada:2:2"],
      changes: ["band interest moved cold hot", "segment called entered  ", "segment hot entered  "],
    });
  });

  test("an event that names nobody known counts from the day its contact appears", () => {
    writeFileSync(join(temp.path, "rulebook.yaml"), RULEBOOK);
    writeFileSync(join(temp.path, "contacts.csv"), "contact_id,email\nada,ada@example.org\n");
    night("2026-03-01", ["bo@example.org,purchase,2026-02-01"]);
    writeFileSync(
      join(temp.path, "contacts.csv"),
      "contact_id,email\nada,ada@example.org\nbo,bo@example.org\n",
    );
    expect(night("2026-03-02", []).scores).toEqual(["0 cold", "20 cold"]);
  });
});
