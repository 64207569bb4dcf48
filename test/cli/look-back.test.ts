// Explanations of past days: who was who by then, what runs had left, and what cannot be told.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tallybook } from "../support/cli.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";

const rulebook = (points: number) => `
rulebook: shop
groups: {interest: {bands: {hot: {at_least: 10}, cold: {}}}}
rules: {visited: {event: page_view, points: ${points}, within: 1 week, limit: {times: 1, per: day}}}
segments: {warm: {when: {score.interest: {at_least: 5}}}, picked: {}}
stages: {lead: {}, buyer: {when: {did: {event: purchase}}}}
triggers:
  welcome: {when: {score.interest: {at_least: 5}}, do: [{add_segment: picked}]}
  nudge: {when: {score.interest: {below: 5}}, fires: each_time, do: [{email: come-back}]}
`;

const NIGHTS = [
  {
    asOf: "2026-03-01",
    contacts: "contact_id,email\nada,ada@example.com\n",
    events: "event_id,contact_id,visitor_id,type,at\n1,,phone,page_view,2026-02-27\n",
  },
  {
    asOf: "2026-03-03",
    events: "event_id,contact_id,visitor_id,type,at\n2,ada,phone,page_view,2026-03-02\n",
  },
  { asOf: "2026-03-05", events: "event_id,contact_id,visitor_id,type,at\n3,ada,,purchase,2026-03-04\n" },
  { asOf: "2026-03-20" },
] as const;

let temp: TempFolder;

beforeAll(() => {
  temp = makeTempFolder();
  for (const [index, { asOf, ...files }] of NIGHTS.entries()) {
    writeFileSync(join(temp.path, "r.yaml"), rulebook(index === 0 ? 4 : 5));
    const inputs = Object.entries(files).flatMap(([kind, text]) => {
      writeFileSync(join(temp.path, `${kind}-${index}.csv`), text);
      return [`--${kind}`, `${kind}-${index}.csv`];
    });
    const places = ["--db", "shop.db", "--out", "out", "--as-of", asOf];
    const { code, stderr } = tallybook(["run", "r.yaml", ...inputs, ...places], { cwd: temp.path });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  }
});

afterAll(() => temp.remove());

const explain = (...args: readonly string[]) =>
  tallybook(["explain", "ada", "--db", "shop.db", ...args], { cwd: temp.path }).stdout;

const explainAt = (asOf: string) => JSON.parse(explain("--as-of", asOf, "--json"));

const PHONE = { kind: "visitor_id", value: "phone", evidence: "event", event_id: "2" };

describe("identities", () => {
  test.each<[string, number, number, string]>([
    ["2026-02-28", 0, 1, "0"],
    ["2026-03-01", 0, 1, "0"],
    ["2026-03-02", 1, 0, "10"],
    ["2026-03-20", 1, 0, "0"],
  ])("as of %s %i linked, %i not yet", (asOf, linked, later, score) => {
    const { identities, later_identities, groups } = explainAt(asOf);
    const phones = (list: readonly { kind: string }[]) => list.filter(({ kind }) => kind === "visitor_id");
    expect([phones(identities).length, phones(later_identities).length, groups[0].score]).toEqual([
      linked,
      later,
      score,
    ]);
    expect([...phones(identities), ...phones(later_identities)]).toEqual([
      { ...PHONE, since: "2026-03-02T00:00:00.000+00:00", with: { kind: "contact_id", value: "ada" } },
    ]);
  });

  test("are shown with since when and by what", () => {
    expect(explain()).toContain("identities   visitor_id phone since 2026-03-02 (with contact_id ada)\n");
    expect(explain("--as-of", "2026-03-01")).toMatch(/^not yet +visitor_id phone since 2026-03-02 /m);
  });
});

describe("what runs had left", () => {
  const day = (text: string) => `${text}T23:59:59.999+00:00`;
  test.each([
    ["2026-03-02", "lead", "2026-03-01"],
    ["2026-03-03", "lead", "2026-03-01"],
    ["2026-03-05", "buyer", "2026-03-05"],
    ["2026-03-19", "buyer", "2026-03-05"],
    ["2026-03-20", "buyer", "2026-03-05"],
  ])("as of %s the stage is %s since %s", (asOf, stage, since) => {
    expect(explainAt(asOf).stage).toEqual({ stage, since: day(since) });
  });

  test.each<[string, Record<string, string | null>]>([
    ["2026-03-01", {}],
    ["2026-03-02", { warm: null }],
    ["2026-03-03", { warm: day("2026-03-03"), picked: day("2026-03-03") }],
    ["2026-03-19", { picked: day("2026-03-03") }],
    ["2026-03-20", { picked: day("2026-03-03") }],
  ])("as of %s the segments are %j", (asOf, expected) => {
    const entries = explainAt(asOf).segments.map((each: { segment: string; since: string | null }) => [
      each.segment,
      each.since,
    ]);
    expect(Object.fromEntries(entries)).toEqual(expected);
  });

  test.each<[string, readonly unknown[], readonly unknown[]]>([
    ["2026-02-28", ["not_met", 0], ["fires", 0]],
    ["2026-03-01", ["not_met", 0], ["disarmed", 1]],
    ["2026-03-03", ["disarmed", 1], ["not_met", 1]],
    ["2026-03-19", ["disarmed", 1], ["unknown", 1]],
    ["2026-03-20", ["disarmed", 1], ["disarmed", 2]],
  ])("as of %s triggers stand at %j and %j", (asOf, ...expected) => {
    const triggers = explainAt(asOf).triggers.map((each: { verdict: string; firings: number }) => [
      each.verdict,
      each.firings,
    ]);
    expect(triggers).toEqual(expected);
  });
});

describe("what cannot be told", () => {
  const fields = "fields are those of the last import: what they were then is not kept";
  test.each<[string, readonly string[]]>([
    [
      "2026-02-28",
      [fields, "no run had been made by then: stages and triggers are as a first run would find them"],
    ],
    ["2026-03-02", [fields, "the rulebook is that of the last run: the run of 2026-03-01 had another"]],
    ["2026-03-04", [fields]],
    ["2026-03-20", []],
    ["2026-03-21", []],
  ])("as of %s: %j", (asOf, expected) => {
    expect(explainAt(asOf).not_known).toEqual(expected);
    expect(explain("--as-of", asOf).includes("not known")).toBe(expected.length > 0);
  });
});

test("every event is listed with what became of it", () => {
  const { stdout } = tallybook(
    ["explain", "ada", "--db", "shop.db", "--as-of", "2026-03-02", "--events", "--json"],
    { cwd: temp.path },
  );
  const [line] = JSON.parse(stdout).groups[0].lines;
  expect([line.events.length, line.refused, line.refused_events, line.events_without_points]).toEqual([
    2,
    [],
    [],
    [],
  ]);
});
