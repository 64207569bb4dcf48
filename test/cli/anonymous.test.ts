// Visitors whom no contact is known for, from night to night.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { tallybook } from "../support/cli.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";

const RULEBOOK = `
rulebook: shop
groups: {interest: {bands: {hot: {at_least: 5}, cold: {}}}}
rules: {visited: {event: page_view, points: 5}}
segments: {warm: {when: {score.interest: {at_least: 5}}}}
triggers: {welcome: {when: {score.interest: {at_least: 5}}, do: [{email: welcome}]}}
`;

const CONTACTS = "contact_id,email\nanna,anna@example.com\n";
const VISIT = "visitor_id,email,type,at\nphone-1,,page_view,2026-02-28\n";
const SIGN_UP = "visitor_id,email,type,at\nphone-1,Anna@example.com,sign_up,2026-03-01\n";

let temp: TempFolder;
let day: number;

beforeEach(() => {
  temp = makeTempFolder();
  day = 0;
  writeFileSync(join(temp.path, "r.yaml"), RULEBOOK);
});

afterEach(() => temp.remove());

/** The next night, with these files. */
function night(files: Readonly<Record<string, string>>, flags: readonly string[] = []) {
  day++;
  const inputs = Object.entries(files).flatMap(([kind, text]) => {
    writeFileSync(join(temp.path, `${kind}-${day}.csv`), text);
    return [`--${kind}`, `${kind}-${day}.csv`];
  });
  const asOf = ["--as-of", `2026-03-${String(day).padStart(2, "0")}`];
  const places = ["--db", "shop.db", "--out", "out"];
  const { code, stdout, stderr } = tallybook(
    ["run", "r.yaml", ...inputs, ...places, ...asOf, "--json", ...flags],
    { cwd: temp.path },
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout);
}

const output = (file: string) => readFileSync(join(temp.path, "out", file), "utf8");

/** The first column, without its header. */
const ids = (file: string) =>
  output(file)
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",")[0]);

describe("an anonymous contact", () => {
  test("is scored, counted and left out of every output", () => {
    const run = night({ contacts: CONTACTS, events: VISIT });
    expect(run.totals).toMatchObject({ contacts: 1, anonymous: 1, scored: 1, events: 1 });
    expect(run.groups[0].bands).toEqual([
      { band: "hot", contacts: 0 },
      { band: "cold", contacts: 1 },
    ]);
    expect(run.rules[0]).toMatchObject({ contacts: 0, points: "0" });
    expect(run.segments).toEqual([{ segment: "warm", contacts: 0 }]);
    expect(run.triggers).toEqual([{ trigger: "welcome", firings: 0 }]);
    expect([ids("scores.csv"), ids("segments/warm.csv"), ids("actions.csv")]).toEqual([["anna"], [], []]);
  });

  test("is listed and acted upon with --include-anonymous", () => {
    const run = night({ contacts: CONTACTS, events: VISIT }, ["--include-anonymous"]);
    expect(run.totals).toMatchObject({ contacts: 1, anonymous: 1, scored: 2 });
    expect(run.triggers).toEqual([{ trigger: "welcome", firings: 1 }]);
    expect(ids("scores.csv")).toEqual(["anna", "visitor_id:phone-1"]);
    expect(ids("segments/warm.csv")).toEqual(["visitor_id:phone-1"]);
  });

  test("is explained by its name, with triggers that rest", () => {
    night({ contacts: CONTACTS, events: VISIT });
    const { stdout } = tallybook(["explain", "visitor_id:phone-1", "--db", "shop.db"], { cwd: temp.path });
    expect(stdout).toContain("interest   5   hot");
    expect(stdout).toContain("welcome rests: the contact is anonymous");
  });

  test("is not among the hottest", () => {
    night({ contacts: CONTACTS, events: VISIT });
    const { stdout } = tallybook(["top", "interest", "--db", "shop.db", "--json"], { cwd: temp.path });
    expect(JSON.parse(stdout).map(({ contact_id }: { contact_id: string }) => contact_id)).toEqual(["anna"]);
  });

  test("brings its past along once it is known, and the contact is acted upon", () => {
    night({ contacts: CONTACTS, events: VISIT });
    const run = night({ events: SIGN_UP });
    expect(run.totals).toMatchObject({ anonymous: 0, scored: 1, events: 2 });
    expect(output("scores.csv")).toBe(
      "contact_id,email,visitor_id,score.interest,band.interest,segments,labels\nanna,anna@example.com,phone-1,5,hot,warm,\n",
    );
    expect(ids("actions.csv")).toEqual(["welcome:anna:1:1"]);
  });

  test("that was acted upon is not acted upon again once it is known", () => {
    night({ contacts: CONTACTS, events: VISIT }, ["--include-anonymous"]);
    const run = night({ events: SIGN_UP }, ["--include-anonymous"]);
    expect(run.triggers).toEqual([{ trigger: "welcome", firings: 0 }]);
    expect(ids("scores.csv")).toEqual(["anna"]);
  });

  test("of an unknown contact key is warned of, and known once contacts name it", () => {
    const run = night({ contacts: CONTACTS, events: "contact_id,type,at\nbob,page_view,2026-03-01\n" });
    expect(run.totals).toMatchObject({ anonymous: 1, events_without_contact: 1 });
    expect(run.warnings).toEqual([
      "1 event of contacts that no contacts file has named; kept until one does",
    ]);
    night({ contacts: "contact_id,email\nbob,\n" });
    expect(ids("scores.csv")).toEqual(["anna", "bob"]);
  });

  test("needs an event that has happened", () => {
    const run = night({ contacts: CONTACTS, events: "visitor_id,type,at\nv,page_view,2026-03-02\n" });
    expect(run.totals).toMatchObject({ anonymous: 0, events: 1 });
    expect(night({}).totals).toMatchObject({ anonymous: 1 });
  });

  test("has a flag that changes the outputs of the same night", () => {
    night({ contacts: CONTACTS, events: VISIT });
    day--;
    const run = night({}, ["--include-anonymous"]);
    expect(run.repeated).toBe(false);
    expect(ids("scores.csv")).toHaveLength(2);
  });
});

describe("conflicts.csv", () => {
  test("lists a shared device night after night, and only while it is shared", () => {
    const shared =
      "contact_id,visitor_id,type,at,event_id\nanna,tv,login,2026-02-01,e1\nbob,tv,login,2026-02-02,e2\n";
    const contacts = "contact_id\nanna\nbob\n";
    const listed = () =>
      readdirSync(join(temp.path, "out")).includes("conflicts.csv") ? output("conflicts.csv") : "";
    expect(night({ contacts, events: shared }).conflicts).toBe(1);
    expect(listed()).toBe("kind,value,contact_id,other_contact_id\nvisitor_id,tv,anna,bob\n");
    expect(night({}).conflicts).toBe(1);
    expect(listed()).not.toBe("");
    expect(
      night({ events: "contact_id,visitor_id,type,at,event_id\nbob,radio,login,2026-02-02,e2\n" }).conflicts,
    ).toBe(0);
    expect(listed()).toBe("");
  });
});
