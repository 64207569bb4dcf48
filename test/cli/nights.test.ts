// What one night leaves for the next, where inputs or the rulebook change in between.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { tallybook } from "../support/cli.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";

let temp: TempFolder;
let day: number;

beforeEach(() => {
  temp = makeTempFolder();
  day = 0;
});

afterEach(() => temp.remove());

interface Night {
  readonly rulebook: string;
  readonly contacts?: string;
  readonly events?: string;
}

/** Runs the next night on the same database; answers the run's figures. */
function night({ rulebook, contacts, events }: Night) {
  day++;
  writeFileSync(join(temp.path, "rulebook.yaml"), rulebook);
  const inputs = Object.entries({ contacts, events }).flatMap(([kind, text]) => {
    if (text === undefined) return [];
    writeFileSync(join(temp.path, `${kind}.csv`), text);
    return [`--${kind}`, `${kind}.csv`];
  });
  const asOf = `2026-03-${String(day).padStart(2, "0")}`;
  const args = [
    "run",
    "rulebook.yaml",
    ...inputs,
    "--db",
    "shop.db",
    "--out",
    "out",
    "--as-of",
    asOf,
    "--json",
  ];
  const { code, stdout, stderr } = tallybook(args, { cwd: temp.path });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout);
}

/** A column of an output file, without its header. */
function column(file: string, name: string): string[] {
  const [header = "", ...rows] = readFileSync(join(temp.path, "out", file), "utf8")
    .trimEnd()
    .split("\n");
  const position = header.split(",").indexOf(name);
  return rows.map((row) => row.split(",")[position]!);
}

const PLANS = "{rulebook: t, groups: {g: {}}, rules: {r: {by: plan, points: {free: 1, pro: 5}}}}";

describe("contacts", () => {
  test("a file that comes back after another brings its values back", () => {
    const plans = ["free", "pro", "free", "free"];
    const scores = plans.map((plan) => {
      night({ rulebook: PLANS, contacts: `contact_id,plan\nada,${plan}\n` });
      return column("scores.csv", "score.g");
    });
    expect(scores).toEqual([["1"], ["5"], ["1"], ["1"]]);
  });

  test("an e-mail of two contacts is the first one's by key, whoever came first, and the conflict is told", () => {
    const rulebook = "{rulebook: t, groups: {g: {}}, rules: {r: {event: buy, points: 10}}}";
    night({
      rulebook,
      contacts: "contact_id,email\nzed,a@x.fr\n",
      events: "email,type,at\na@x.fr,buy,2026-02-01\n",
    });
    const { conflicts, warnings } = night({ rulebook, contacts: "contact_id,email\namy,a@x.fr\n" });
    expect(column("scores.csv", "score.g")).toEqual(["10", "0"]);
    expect([conflicts, warnings]).toEqual([
      1,
      ["1 identity linked to several contacts; conflicts.csv lists them"],
    ]);
  });
});

describe("a changed rulebook", () => {
  test("times without an offset follow its time zone", () => {
    const rulebook = (timezone: string) =>
      `{rulebook: t, timezone: ${timezone}, groups: {g: {}}, rules: {r: {event: buy, points: 10, limit: {times: 1, per: day}, within: 1 month}}}`;
    const events =
      "contact_id,type,at\nada,buy,2026-02-10T23:00\nada,buy,2026-02-11T01:00\nada,buy,2026-02-20T12:00Z\n";
    night({ rulebook: rulebook("UTC"), contacts: "contact_id\nada\n", events });
    night({ rulebook: rulebook("Pacific/Auckland") });
    expect(column("scores.csv", "score.g")).toEqual(["30"]);
  });

  test("who had a device first follows its time zone too", () => {
    const rulebook = (timezone: string) =>
      `{rulebook: t, timezone: ${timezone}, groups: {g: {}}, rules: {r: {event: buy, points: 10}}}`;
    const events =
      "contact_id,visitor_id,type,at\nada,tv,see,2026-02-10T12:00\nbob,tv,see,2026-02-10T11:30Z\n,tv,buy,2026-02-11T00:00Z\n";
    night({ rulebook: rulebook("UTC"), contacts: "contact_id\nada\nbob\n", events });
    expect(column("scores.csv", "score.g")).toEqual(["0", "10"]);
    night({ rulebook: rulebook("Europe/Paris") });
    expect(column("scores.csv", "score.g")).toEqual(["10", "0"]);
  });

  const SETS_VIP =
    "{rulebook: t, groups: {g: {}}, rules: {r: {when: {x: 1}, points: 1}}, labels: {vip: {}}, triggers: {t: {when: {score.g: 1}, do: [{add_label: vip}]}}}";

  test("a label that triggers set outlives a night without it", () => {
    night({ rulebook: SETS_VIP, contacts: "contact_id,x\nada,1\n" });
    night({ rulebook: "{rulebook: t, groups: {g: {}}, rules: {r: {when: {x: 1}, points: 1}}}" });
    night({ rulebook: SETS_VIP });
    expect(column("scores.csv", "labels")).toEqual(["vip"]);
  });

  test("a label that loses its condition is what the run before left", () => {
    const computed =
      "{rulebook: t, groups: {g: {}}, rules: {r: {when: {x: 1}, points: 1}}, labels: {vip: {when: {score.g: 1}}}}";
    night({ rulebook: computed, contacts: "contact_id,x\nada,1\nbo,2\n" });
    night({
      rulebook: "{rulebook: t, groups: {g: {}}, rules: {r: {when: {x: 1}, points: 1}}, labels: {vip: {}}}",
    });
    expect(column("scores.csv", "labels")).toEqual(["vip", ""]);
  });
});

test("rejects and changes of a run whose folder was never put in place are listed by the next", () => {
  const rulebook =
    "{rulebook: t, groups: {g: {bands: {hot: {at_least: 10}, cold: {}}}}, rules: {r: {event: buy, points: 10}}}";
  const header = "contact_id,type,at\n";
  night({ rulebook, contacts: "contact_id\nada\nbo\n" });
  const good = Array.from(
    { length: 200 },
    (_, i) => `bo,look,2026-02-${10 + (i % 10)}T00:0${i % 7}:${10 + (i % 40)}\n`,
  );
  night({ rulebook, events: `${header}ada,buy,2026-02-01\nada,buy,never\n${good.join("")}` });
  const database = new Database(join(temp.path, "shop.db"));
  database.exec("update run set written = 0 where run_id = 2");
  database.close();
  night({ rulebook, events: `${header}bo,buy,2026-02-02\n` });
  expect([column("rejects.csv", "line"), column("changes.csv", "contact_id")]).toEqual([
    ["3"],
    ["ada", "bo"],
  ]);
});

test("a stage outlives a night without it, and is shown only where the rulebook has it", () => {
  const rulebook = (stages: string) =>
    `{rulebook: t, groups: {g: {}}, rules: {r: {when: {x: 1}, points: 1}}${stages}}`;
  const stages = ", stages: {lead: {}, mql: {when: {x: 1}}}";
  night({ rulebook: rulebook(stages), contacts: "contact_id,x\nada,1\n" });
  night({ rulebook: rulebook(""), contacts: "contact_id,x\nada,2\n" });
  expect(column("changes.csv", "kind")).toEqual([]);
  night({ rulebook: rulebook(", stages: {other: {when: {x: 9}}}") });
  expect([column("scores.csv", "stage"), column("changes.csv", "kind")]).toEqual([[""], []]);
  night({ rulebook: rulebook(stages) });
  expect(column("scores.csv", "stage")).toEqual(["mql"]);
});

test("actions that a run did not get to write wait for their contact while it is excluded", () => {
  const rulebook = (exclude: string) =>
    `{rulebook: t, ${exclude} groups: {g: {}}, rules: {r: {when: {x: 1}, points: 1}}, triggers: {t: {when: {score.g: 1}, do: [{email: hi}]}}}`;
  night({ rulebook: rulebook(""), contacts: "contact_id,x\nada,1\n" });
  const database = new Database(join(temp.path, "shop.db"));
  database.exec("update run set written = 0");
  database.close();
  night({ rulebook: rulebook("exclude: {x: 1},") });
  expect(column("actions.csv", "action_id")).toEqual([]);
  night({ rulebook: rulebook("") });
  expect(column("actions.csv", "action_id")).toEqual(["t:ada:1:1"]);
});

test("numbers with more than six places are counted", () => {
  const rulebook = "{rulebook: t, groups: {g: {}}, rules: {r: {points: {of: x}}}}";
  const { inputs, warnings } = night({ rulebook, contacts: "contact_id,x\nada,1.12345650\nbo,1.1234565\n" });
  expect(column("scores.csv", "score.g")).toEqual(["1.123457", "1.123457"]);
  expect([inputs[0].rounded_numbers, warnings]).toEqual([
    2,
    ["2 numbers with more than six places; rounded to six"],
  ]);
});
