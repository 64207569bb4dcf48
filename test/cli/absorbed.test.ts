// One person under two names: what fired for one has fired for the other, and numbers of firings go on.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { tallybook } from "../support/cli.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";

let temp: TempFolder;

beforeEach(() => {
  temp = makeTempFolder();
});

afterEach(() => temp.remove());

const rulebook = (fires: string) => `
rulebook: r
groups: {g: {}}
rules: {open: {group: g, event: open, within: 1 day, points: 10}}
triggers: {hot: {when: {score.g: {at_least: 10}}, fires: ${fires}, do: [{email: hi}]}}
`;

/** Answers the ids of the night's actions. */
function night(
  asOf: string,
  files: Readonly<Record<string, readonly string[]>>,
  flags: readonly string[] = [],
) {
  const inputs = Object.entries(files).flatMap(([kind, names]) => [`--${kind}`, ...names]);
  const places = ["--db", "d.db", "--out", "out", "--as-of", `2026-01-${asOf}`];
  const { code, stderr } = tallybook(["run", "r.yaml", ...inputs, ...places, "--quiet", ...flags], {
    cwd: temp.path,
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const [, ...lines] = readFileSync(join(temp.path, "out", "actions.csv"), "utf8")
    .trimEnd()
    .split("\n");
  return lines.map((line) => line.split(",")[0]);
}

function write(files: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(temp.path, name), text);
}

describe("a contact that turns out to be another", () => {
  test("numbers its firings on from those of both names", () => {
    const header = "event_id,contact_id,email,type,at\n";
    write({
      "r.yaml": rulebook("each_time"),
      "crm.csv": "contact_id,name\nc1,Ada\n",
      "crm2.csv": "contact_id,name,email\nc1,Ada,Ada@x.org\n",
      "news.csv": "email,lang\nada@x.org,fr\n",
      "g1.csv": `${header}1,,ada@x.org,open,2026-01-01T10:00\n2,c1,,open,2026-01-01T10:00\n`,
      "g2.csv": `${header}3,,ada@x.org,open,2026-01-05T10:00\n`,
      "g3.csv": `${header}5,c1,,open,2026-01-10T10:00\n`,
    });
    const contacts = ["crm.csv", "news.csv"];
    expect(night("01", { contacts, events: ["g1.csv"] })).toEqual(["hot:ada@x.org:1:1", "hot:c1:1:1"]);
    expect(night("03", { contacts })).toEqual([]);
    expect(night("05", { contacts, events: ["g2.csv"] })).toEqual(["hot:ada@x.org:2:1"]);
    expect(night("07", { contacts })).toEqual([]);
    expect(night("08", { contacts: ["crm2.csv", "news.csv"] })).toEqual([]);
    expect(night("10", { contacts: ["crm2.csv", "news.csv"], events: ["g3.csv"] })).toEqual(["hot:c1:4:1"]);
  });

  test("and is one of its own again does not fire again what had fired for it", () => {
    const header = "event_id,contact_id,visitor_id,type,at\n";
    write({
      "r.yaml": rulebook("once"),
      "c.csv": "contact_id,email\nada,ada@x.org\n",
      "e1.csv": `${header}1,,v1,open,2026-01-01T10:00\n`,
      "e2.csv": `${header}2,ada,v1,login,2026-01-02T10:00\n`,
      "e3.csv": `${header}2,ada,,login,2026-01-02T10:00\n`,
    });
    const flags = ["--include-anonymous"];
    expect(night("01", { contacts: ["c.csv"], events: ["e1.csv"] }, flags)).toEqual([
      "hot:visitor_id:v1:1:1",
    ]);
    expect(night("02", { events: ["e2.csv"] }, flags)).toEqual([]);
    expect(night("03", { events: ["e3.csv"] }, flags)).toEqual([]);
  });
});

describe("the e-mail of a contact", () => {
  test("is shown though only a link tells it, but not once it was replaced", () => {
    write({
      "r.yaml": rulebook("once"),
      "c.csv": "contact_id,name\nc1,Ada\n",
      "i.csv": "email,contact_id\nada@x.org,c1\n",
      "c2.csv": "contact_id,email\nc2,bob@x.org\n",
      "c3.csv": "contact_id,email\nc2,\n",
    });
    const emails = () => {
      const [, ...lines] = readFileSync(join(temp.path, "out", "scores.csv"), "utf8")
        .trimEnd()
        .split("\n");
      return lines.map((line) => line.split(",")[1]);
    };
    night("01", { contacts: ["c.csv", "c2.csv"], identities: ["i.csv"] });
    expect(emails()).toEqual(["ada@x.org", "bob@x.org"]);
    night("02", { contacts: ["c3.csv"] });
    expect(emails()).toEqual(["ada@x.org", ""]);
  });
});

describe("one text as the key of two kinds", () => {
  test("is one contact", () => {
    write({
      "r.yaml": "{rulebook: r, groups: {g: {}}, rules: {any: {event: '*', points: 1}}}",
      "shop.csv": "contact_id,plan\nada@x.org,pro\n",
      "news.csv": "email,lang\nada@x.org,fr\n",
      "e1.csv":
        "event_id,contact_id,email,type,at\n1,ada@x.org,,open,2026-01-01T10:00\n2,,ada@x.org,open,2026-01-01T10:00\n",
      "e2.csv": "event_id,contact_id,visitor_id,type,at\n3,ada@x.org,v1,open,2026-01-02T10:00\n",
    });
    const run = (asOf: string, events: string) => {
      const inputs = ["--contacts", "shop.csv", "news.csv", "--events", events];
      const places = ["--db", "d.db", "--out", "out", "--as-of", `2026-01-${asOf}`, "--quiet"];
      expect(tallybook(["run", "r.yaml", ...inputs, ...places], { cwd: temp.path }).stderr).toBe("");
      return readFileSync(join(temp.path, "out", "scores.csv"), "utf8")
        .split("\n")
        .slice(1, -1);
    };
    expect(run("01", "e1.csv")).toEqual(["ada@x.org,ada@x.org,2,,"]);
    expect(run("02", "e2.csv")).toEqual(["ada@x.org,ada@x.org,v1,3,,"]);
  });

  test("is counted with the labels that it brings", () => {
    const header = "event_id,contact_id,email,type,at\n";
    write({
      "r.yaml": `${rulebook("once").replace("{email: hi}", "{email: hi}, {add_label: vip}")}labels: {vip: {}}\n`,
      "news.csv": "email\nada@x.org\n",
      "crm.csv": "contact_id,email\nc1,ada@x.org\n",
      "e.csv": `${header}1,,ada@x.org,open,2026-01-01T10:00\n`,
    });
    night("01", { contacts: ["news.csv"], events: ["e.csv"] });
    night("02", { contacts: ["crm.csv"] });
    const { labels } = JSON.parse(readFileSync(join(temp.path, "out", "run.json"), "utf8"));
    expect(labels).toEqual([{ label: "vip", contacts: 1 }]);
  });
});
