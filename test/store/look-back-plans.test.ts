// Looking at one contact must not take longer the more contacts and events there are.

import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { runRulebook } from "../../src/run/run-rulebook.ts";
import { openStore } from "../../src/store/store.ts";
import { PROJECT } from "../support/cli.ts";
import { rulebookOf } from "../support/evaluate-yaml.ts";
import { runRequest } from "../support/run-request.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";

const DAYS = ["2026-11-01", "2026-11-02"].map((day) => Date.parse(day));
/** Tables with a row for each contact, event or move of one. */
const LARGE = /^SCAN (contact|identity|link|event|state|change|firing|output_row|action)\b/;

let temp: TempFolder;
let path: string;

beforeAll(async () => {
  temp = makeTempFolder();
  path = join(temp.path, "shop.db");
  const rulebook = rulebookOf("{rulebook: t, groups: {g: {}}, rules: {r: {event: '*', points: 1}}}");
  const store = openStore(path, { mode: "write" });
  const sample = (name: string) => [join(PROJECT, "samples", "shoe-shop", `${name}.csv`)];
  for (const asOf of DAYS) {
    const files = { contacts: sample("contacts"), events: sample("events") };
    const outcome = await runRulebook(store, runRequest({ rulebook, asOf, ...files }));
    expect(outcome.kind).toBe("done");
  }
  store.close();
});

afterAll(() => temp.remove());

test.each(DAYS)("nothing that an explanation asks for at %i goes through a large table", (asOf) => {
  const asked = new Set<string>();
  const prepare = Database.prototype.prepare;
  const spy = vi.spyOn(Database.prototype, "prepare").mockImplementation(function (
    this: Database.Database,
    sql: string,
  ) {
    asked.add(sql);
    return prepare.call(this, sql);
  });
  const store = openStore(path, { mode: "read" });
  store.lastRun();
  const [contactId] = store.findContact("anna@example.de");
  expect(store.contactAt(contactId!, asOf)?.facts.events.length).toBeGreaterThan(0);
  store.standing(contactId!);
  store.close();
  spy.mockRestore();

  const database = new Database(path, { readonly: true });
  const scans = [...asked].flatMap((sql) => {
    const values = Array.from(sql.matchAll(/\?/g), () => "[]");
    const plan = database.prepare(`explain query plan ${sql}`).all(...values) as { detail: string }[];
    return plan.filter(({ detail }) => LARGE.test(detail)).map(({ detail }) => `${detail}: ${sql}`);
  });
  database.close();
  expect(asked.size).toBeGreaterThan(8);
  expect(scans).toEqual([]);
});
