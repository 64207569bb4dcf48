// What one night leaves for the next, where inputs or the rulebook change in between.

import { readFileSync, rmSync, writeFileSync } from "node:fs";
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

/** As if a crash had come between the run's commit and its folder. */
function loseFolder(runs: string): void {
  const database = new Database(join(temp.path, "shop.db"));
  database.exec(`update run set written = 0 where ${runs}`);
  database.close();
  rmSync(join(temp.path, "out"), { recursive: true });
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

describe("inputs that were given before", () => {
  const RULEBOOK =
    "{rulebook: t, groups: {g: {}}, rules: {p: {group: g, by: plan, points: {free: 1, pro: 5, otherwise: 0}}, spent: {event: buy, points: {of: amount, times: 1}}}}";

  /** Runs with files as they are in the folder; answers the scores. */
  function run(files: Readonly<Record<string, readonly string[]>>, rulebook = RULEBOOK, asOf = ++day) {
    writeFileSync(join(temp.path, "rulebook.yaml"), rulebook);
    const inputs = Object.entries(files).flatMap(([kind, names]) => [`--${kind}`, ...names]);
    const places = ["--db", "shop.db", "--out", "out", "--as-of", `2026-03-0${asOf}`, "--json"];
    const result = tallybook(["run", "rulebook.yaml", ...inputs, ...places], { cwd: temp.path });
    expect(result).toMatchObject({ code: 0, stderr: "" });
    return { ...JSON.parse(result.stdout), scores: column("scores.csv", "score.g") };
  }

  const write = (name: string, text: string) => writeFileSync(join(temp.path, name), text);

  test("a file of contacts that is as it was comes behind one that has changed", () => {
    write("crm.csv", "contact_id,plan,x\na,free,1\nb,free,1\n");
    write("billing.csv", "contact_id,plan\na,pro\n");
    const contacts = ["crm.csv", "billing.csv"];
    expect(run({ contacts }).scores).toEqual(["5", "1"]);
    write("crm.csv", "contact_id,plan,x\na,free,1\nb,free,2\n");
    expect(run({ contacts }).scores).toEqual(["5", "1"]);
  });

  test("the same night again does not make a later file look old", () => {
    write("a.csv", "contact_id,plan\na,free\n");
    write("b.csv", "contact_id,plan\na,pro\n");
    run({ contacts: ["a.csv"] });
    run({ contacts: ["a.csv"] }, RULEBOOK, day);
    expect(run({ contacts: ["b.csv"] }).scores).toEqual(["5"]);
    expect(run({ contacts: ["a.csv"] }).scores).toEqual(["1"]);
  });

  test("the same night again tells of the files that it was given", () => {
    write("e.csv", "event_id,contact_id,type,at,amount\n1,a,buy,2026-01-01,2\n2,a,buy,2026-01-02,3\n");
    write("other.csv", "event_id,contact_id,type,at,amount\n2,a,buy,2026-01-02,3\n");
    write("c.csv", "contact_id\na\n");
    run({ contacts: ["c.csv"], events: ["e.csv"] });
    const again = run({ events: ["other.csv"] }, RULEBOOK, day);
    expect(again).toMatchObject({ repeated: true, inputs: [{ path: "other.csv", rows: 1, duplicates: 1 }] });
  });

  test("a row that was cut is forgotten once the file is whole", () => {
    write("c.csv", "contact_id\na\nb\n");
    write("e.csv", "contact_id,type,at,amount\na,buy,2026-01-01,20\nb,buy,2026-01-02,12");
    run({ contacts: ["c.csv"], events: ["e.csv"] });
    write("e.csv", "contact_id,type,at,amount\na,buy,2026-01-01,20\nb,buy,2026-01-02,1200\n");
    expect(run({ events: ["e.csv"] }).scores).toEqual(["20", "1200"]);
  });

  test("two sources may be given files of the same content, night after night", () => {
    write("c.csv", "contact_id\na\n");
    write("spring.csv", "contact_id,type,at,amount\na,buy,2026-01-01,7\n");
    write("autumn.csv", "contact_id,type,at,amount\na,buy,2026-01-01,7\n");
    const source = (id: string) =>
      `${id}: {kind: events, file: ${id}.csv, contact: {contact_id: contact_id}, type: type, at: at, constants: {c: ${id}}}`;
    const rulebook = withSources(`{${source("spring")}, ${source("autumn")}}`);
    const files = { contacts: ["c.csv"], events: ["spring.csv", "autumn.csv"] };
    expect(run(files, rulebook).scores).toEqual(["14"]);
    const second = run(files, rulebook);
    expect(second.scores).toEqual(["14"]);
    expect(second.inputs.map(({ skipped }: { skipped: boolean }) => skipped)).toEqual([true, true, true]);
  });

  test("a file that was read by its column names is read anew once a source reads it", () => {
    write("c.csv", "contact_id\na\n");
    write("e.csv", "contact_id,type,at,amount\na,buy,2026-01-01,7\n");
    const files = { contacts: ["c.csv"], events: ["e.csv"] };
    run(files);
    const source = withSources(
      "{shop: {kind: events, contact: {contact_id: contact_id}, type: type, at: at}}",
    );
    expect(run(files, source)).toMatchObject({ scores: ["7"], totals: { events: 1 } });
  });

  test("a link that a contact's row states outlives that of a file that is read otherwise", () => {
    write("c.csv", "contact_id,email\na,a@x.org\n");
    write("i.csv", "email,contact_id,visitor_id\na@x.org,a,v1\n");
    write("e.csv", "email,type,at,amount\na@x.org,buy,2026-01-01,7\n");
    const source = (kinds: string) => withSources(`{dev: {kind: identities, identities: {${kinds}}}}`);
    const files = { contacts: ["c.csv"], identities: ["i.csv"], events: ["e.csv"] };
    const all = "contact_id: contact_id, email: email, visitor_id: visitor_id";
    expect(run(files, source(all)).scores).toEqual(["7"]);
    expect(run(files, source("contact_id: contact_id, visitor_id: visitor_id")).scores).toEqual(["7"]);
  });

  const withSources = (sources: string) => RULEBOOK.replace("{rulebook", `{sources: ${sources}, rulebook`);

  test("an old file read by a changed source leaves newer versions of its events alone", () => {
    write("c.csv", "contact_id\na\n");
    write("e1.csv", "event_id,contact_id,type,at,amount\n1,a,buy,2026-01-01,1\n");
    write("e2.csv", "event_id,contact_id,type,at,amount\n1,a,buy,2026-01-01,100\n");
    const source = (more: string) =>
      withSources(
        `{s: {kind: events, id: event_id, contact: {contact_id: contact_id}, type: type, at: at${more}}}`,
      );
    run({ contacts: ["c.csv"], events: ["e1.csv"] }, source(""));
    run({ events: ["e2.csv"] }, source(""));
    expect(run({ events: ["e1.csv"] }, source(", constants: {x: 1}")).scores).toEqual(["100"]);
  });

  test("links of a source that was mended hold no more", () => {
    write("c.csv", "contact_id\nbob\nzoe\n");
    write("i.csv", "seller,customer,cookie\nbob,zoe,v1\n");
    write("e.csv", "visitor_id,type,at,amount\nv1,buy,2026-01-01,7\n");
    const source = (column: string) =>
      withSources(`{dev: {kind: identities, identities: {contact_id: ${column}, visitor_id: cookie}}}`);
    const files = { contacts: ["c.csv"], identities: ["i.csv"], events: ["e.csv"] };
    expect(run(files, source("seller")).scores).toEqual(["7", "0"]);
    expect(run(files, source("customer"))).toMatchObject({ scores: ["0", "7"], conflicts: 0 });
  });

  test("fields of a source that was mended are no more", () => {
    write("c.csv", "contact_id,Tarif\na,pro\n");
    const source = (fields: string) =>
      withSources(`{crm: {kind: contacts, key: contact_id, fields: ${fields}}}`);
    expect(run({ contacts: ["c.csv"] }, source("{plan: Tarif}")).scores).toEqual(["5"]);
    expect(run({ contacts: ["c.csv"] }, source("{tarif: Tarif}")).scores).toEqual(["0"]);
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
  loseFolder("run_id = 2");
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
  loseFolder("true");
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
