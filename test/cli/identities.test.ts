// Who is who, through the program: the exports of the cases in, scores.csv and conflicts.csv out, night after night.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { tallybook } from "../support/cli.ts";
import {
  CASE_RULEBOOK,
  EVENT_HEADER,
  IDENTITY_CASES,
  type IdentityNight,
} from "../support/identity-cases.ts";
import { scoresInDatabase } from "../support/identity-state.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";

type Row = Readonly<Record<string, string>>;

let temp: TempFolder;
let files: number;

beforeEach(() => {
  temp = makeTempFolder();
  files = 0;
});

afterEach(() => temp.remove());

type Inputs = Omit<IdentityNight, "scores" | "anonymous" | "conflicts">;

function night({ asOf, ...inputs }: Inputs, rulebook = CASE_RULEBOOK, flags: readonly string[] = []): void {
  writeFileSync(join(temp.path, "rulebook.yaml"), rulebook);
  const { contacts = [], identities = [], events } = inputs;
  const given = [
    ...filesGiven("contacts", contacts),
    ...filesGiven("identities", identities),
    ...filesGiven("events", events === undefined ? [] : [[EVENT_HEADER, ...events]]),
  ];
  const { code, stderr } = tallybook(
    ["run", "rulebook.yaml", ...given, "--db", "p.db", "--out", "out", "--as-of", asOf, "--quiet", ...flags],
    { cwd: temp.path },
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
}

function filesGiven(kind: string, contents: readonly (readonly string[])[]): readonly string[] {
  const names = contents.map((lines) => {
    const name = `${kind}-${files++}.csv`;
    writeFileSync(join(temp.path, name), `${lines.join("\n")}\n`);
    return name;
  });
  return names.length === 0 ? [] : [`--${kind}`, ...names];
}

function rowsIn(file: string): readonly Row[] {
  const path = join(temp.path, "out", file);
  return existsSync(path) ? (parse(readFileSync(path), { columns: true }) as Row[]) : [];
}

function scoresWritten(): Row {
  return Object.fromEntries(rowsIn("scores.csv").map((row) => [row["contact_id"]!, row["score.g"]!]));
}

/** Keys in the form in which they are matched. */
function conflictsWritten(): readonly string[] {
  return rowsIn("conflicts.csv")
    .map((row) =>
      ["kind", "value", "contact_id", "other_contact_id"].map((column) => row[column]?.trim()).join(","),
    )
    .map((line) => (line.startsWith("email,") ? line.toLowerCase() : line))
    .sort();
}

/** Kept, but in no output; those without an event yet are nobody's business. */
function scoresOfAnonymous(): Row {
  const known = new Set(Object.keys(scoresWritten()));
  const others = Object.entries(scoresInDatabase(join(temp.path, "p.db"))).filter(
    ([name, { g }]) => !known.has(name) && g !== "0",
  );
  return Object.fromEntries(others.map(([name, { g }]) => [name, g!]));
}

describe("identities", () => {
  test.each(IDENTITY_CASES)("$name", ({ nights }) => {
    const found = nights.map((inputs) => {
      night(inputs);
      return { scores: scoresWritten(), anonymous: scoresOfAnonymous(), conflicts: conflictsWritten() };
    });
    expect(found).toEqual(
      nights.map(({ scores, anonymous = {}, conflicts = [] }) => ({
        scores,
        anonymous,
        conflicts: conflicts.toSorted(),
      })),
    );
  });
});

describe("anonymous contacts", () => {
  const FIRES =
    "{rulebook: t, groups: {g: {}}, rules: {r: {event: see, points: 1}}, segments: {seen: {when: {score.g: {above: 0}}}}, triggers: {t: {when: {score.g: {at_least: 1}}, do: [{email: hi}]}}}";
  const VISIT = { contacts: [["contact_id", "k1"]], events: ["e1,,,tab,see,2026-03-01,"] };
  const LINK = { asOf: "2026-03-02", identities: [["visitor_id,contact_id", "tab,k1"]] };

  test("are in no output and fire no trigger", () => {
    night({ asOf: "2026-03-01", ...VISIT }, FIRES);
    expect([scoresWritten(), rowsIn("segments/seen.csv"), rowsIn("actions.csv")]).toEqual([
      { k1: "0" },
      [],
      [],
    ]);
  });

  test("fire as the contacts that they turn out to be", () => {
    night({ asOf: "2026-03-01", ...VISIT }, FIRES);
    night(LINK, FIRES);
    expect(rowsIn("actions.csv").map((row) => row["action_id"])).toEqual(["t:k1:1:1"]);
  });

  test("are in the outputs on demand, under kind and key", () => {
    night({ asOf: "2026-03-01", ...VISIT }, FIRES, ["--include-anonymous"]);
    expect(scoresWritten()).toEqual({ k1: "0", "visitor_id:tab": "1" });
  });
});

describe("kinds and sources of the rulebook", () => {
  const events = (id: string) =>
    `${id}: {kind: events, file: "${id}.csv", id: event_id, contact: {contact_id: contact_id, card: card, visitor_id: visitor_id}, type: type, at: at}`;
  const cards =
    "cards: {kind: identities, file: cards.csv, identities: {card: card, visitor_id: visitor_id}}";
  const holders =
    "holders: {kind: identities, file: holders.csv, identities: {contact_id: contact_id, card: card}}";
  const RULEBOOK = `{rulebook: t, sources: {${events("late")}, ${events("early")}, ${cards}, ${holders}}, groups: {g: {}}, rules: {r: {event: "*", points: {of: v}}}}`;
  const HEADER = "event_id,contact_id,card,visitor_id,type,at,v";

  function run(
    inputs: Readonly<Record<"identities" | "events", Readonly<Record<string, readonly string[]>>>>,
  ) {
    writeFileSync(join(temp.path, "rulebook.yaml"), RULEBOOK);
    writeFileSync(join(temp.path, "contacts.csv"), "contact_id\nk1\nk2\n");
    const given = Object.entries(inputs).flatMap(([kind, contents]) => {
      const names = Object.keys(contents);
      for (const name of names) writeFileSync(join(temp.path, name), `${contents[name]!.join("\n")}\n`);
      return names.length === 0 ? [] : [`--${kind}`, ...names];
    });
    const places = ["--db", "p.db", "--out", "out", "--as-of", "2026-03-09", "--quiet"];
    const args = ["run", "rulebook.yaml", "--contacts", "contacts.csv", ...given, ...places];
    const { code, stderr } = tallybook(args, { cwd: temp.path });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    return { scores: scoresWritten(), anonymous: scoresOfAnonymous(), conflicts: conflictsWritten() };
  }

  test("links with the same instant and event id are taken by source", () => {
    const found = run({
      identities: {},
      events: {
        "late.csv": [HEADER, "1,k1,,tab,see,2026-03-01,1"],
        "early.csv": [HEADER, "1,k2,,tab,see,2026-03-01,10", "2,,,tab,see,2026-03-02,100"],
      },
    });
    expect(found).toEqual({
      scores: { k1: "1", k2: "110" },
      anonymous: {},
      conflicts: ["visitor_id,tab,k2,k1"],
    });
  });

  test("what is stated of a contact_id comes before what is stated of other kinds", () => {
    const found = run({
      identities: {
        "cards.csv": ["visitor_id,card", "tab,c1"],
        "holders.csv": ["contact_id,card", "k1,c1"],
        "visitors.csv": ["contact_id,visitor_id", "k2,tab"],
      },
      events: { "early.csv": [HEADER, "1,,c1,,see,2026-03-01,1", "2,,,tab,see,2026-03-01,10"] },
    });
    expect(found).toEqual({
      scores: { k1: "1", k2: "10" },
      anonymous: {},
      conflicts: ["visitor_id,tab,k2,k1"],
    });
  });

  test("a kind ranks where the sources first name it, before those that none names", () => {
    const found = run({
      identities: { "mails.csv": ["email,visitor_id", "a@x.org,tab"] },
      events: { "early.csv": [HEADER, "1,,c1,tab,see,2026-03-01,1"] },
    });
    expect(found).toEqual({ scores: { k1: "0", k2: "0" }, anonymous: { "card:c1": "1" }, conflicts: [] });
  });
});
