// Taking in, scoring and writing one after the other ends where runs end that do all at once.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, expect, test } from "vitest";
import { writeOutputs } from "../../src/output/write-outputs.ts";
import { gatherReport } from "../../src/report/gather/gather-report.ts";
import type { Rulebook } from "../../src/rulebook/model.ts";
import { importInputs } from "../../src/run/import-inputs.ts";
import { loadLastRulebook } from "../../src/run/last-rulebook.ts";
import { runRulebook } from "../../src/run/run-rulebook.ts";
import type { RunRecord } from "../../src/store/model.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { rulebookOf } from "../support/evaluate-yaml.ts";
import { runRequest } from "../support/run-request.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

const rulebookIn = (timezone: string) =>
  rulebookOf(`
rulebook: t
timezone: ${timezone}
sources: {crm: {kind: contacts, key: contact_id, identities: {email: email}, complete: true}}
groups: {g: {bands: {hot: {at_least: 2}, cold: {}}}}
rules: {opened: {event: open, within: 10 days, points: 1}}
segments: {hot: {when: {band.g: hot}}}
labels: {seen: {}}
triggers: {t: {when: {band.g: hot}, fires: each_time, do: [{add_label: seen}, {email: hello}]}}
`);
const EVENTS = "event_id,contact_id,visitor_id,type,at";

interface Night {
  readonly day: string;
  readonly contacts?: string;
  readonly events?: string;
  readonly timezone?: string;
}

const NIGHTS: readonly Night[] = [
  {
    day: "2026-02-02",
    contacts: "contact_id,email\nada,ada@x.org\nbo,\ncy,\n",
    // The last two are still to come, and say who v1 is.
    events: `${EVENTS}\n1,,v1,open,2026-02-01\n2,bo,,open,2026-02-01\n3,bo,,open,2026-02-02T01:00\n4,ada,v1,look,2026-02-04\n5,,v2,open,2026-02-05\n`,
  },
  { day: "2026-02-03", events: `${EVENTS}\n6,,v1,open,2026-02-02\nx,,,open,2026-02-02\n` },
  { day: "2026-02-06", contacts: "contact_id,email\nada,\ncy,ada@x.org\n" },
  {
    day: "2026-02-12",
    events: `${EVENTS}\n3,bo,,look,2026-02-02T01:00\n`,
    timezone: "Asia/Tokyo",
  },
  { day: "2026-02-20" },
];

type Runner = (store: Store, night: ReturnType<typeof runRequest>) => Promise<void>;

const atOnce: Runner = async (store, request) => {
  expect(await runRulebook(store, request)).toMatchObject({ kind: "done" });
};

const oneByOne: Runner = async (store, { contacts, events, ...request }) => {
  const nothing = { contacts: [], events: [] };
  expect(await importInputs(store, { ...request, ...nothing, contacts })).toMatchObject({ kind: "imported" });
  expect(await importInputs(store, { ...request, ...nothing, events })).toMatchObject({ kind: "imported" });
  expect(await runRulebook(store, { ...request, ...nothing })).toMatchObject({ kind: "done" });
};

const folders: { remove: () => void }[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

const TABLES: Readonly<Record<string, string>> = {
  contact: "select * from contact order by contact_id",
  identity: "select kind, key, contact_id from identity order by kind, key",
  state:
    "select contact_id, awards, scores, classes, memberships, stage, triggers from state order by contact_id",
  output_row: "select * from output_row order by file, contact_id",
  firing: "select trigger_id, contact_id, number, fired_at from firing order by 1, 2, 3",
};

/** What every night leaves in the database and in its folder. */
async function follow(run: Runner, nights: readonly Night[]): Promise<readonly unknown[]> {
  const temp = makeTempFolder();
  folders.push(temp);
  const path = join(temp.path, "t.db");
  const store = openStore(path, { mode: "write" });
  const left: unknown[] = [];
  for (const [number, { day, contacts, events, timezone = "UTC" }] of nights.entries()) {
    const folder = join(temp.path, String(number));
    mkdirSync(folder);
    const write = (name: string, text: string | undefined) => {
      if (text === undefined) return [];
      writeFileSync(join(folder, name), text);
      return [join(folder, name)];
    };
    const asOf = Date.parse(`${day}T00:00:00Z`);
    const files = { contacts: write("crm.csv", contacts), events: write("events.csv", events) };
    const maxRejects = { kind: "count", count: 9 } as const;
    await run(store, runRequest({ rulebook: rulebookIn(timezone), asOf, maxRejects, ...files }));
    left.push({ tables: tablesOf(path), lists: await writeLists(store, join(folder, "out")) });
  }
  store.close();
  return left;
}

function tablesOf(path: string) {
  const database = new Database(path, { readonly: true });
  const tables = Object.entries(TABLES).map(([name, sql]) => [name, database.prepare(sql).all()] as const);
  database.close();
  return Object.fromEntries(tables);
}

async function writeLists(store: Store, out: string) {
  const { run, rulebook } = await loadLastRulebook(store, "t.db");
  const summary = run.summary as never;
  const details = { summary, timings: {}, exitCode: 0, warnings: [] };
  const { runFile } = await writeOutputs(store, run, rulebook, out, details);
  store.markWritten(run.runId, runFile);
  const { run: _, inputs, ...report } = JSON.parse(readFileSync(join(out, "run.json"), "utf8"));
  const names = readdirSync(out, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".csv"),
  );
  const lists = names.sort().map((name) => [name, readFileSync(join(out, name), "utf8")] as const);
  const read = inputs.map((input: { path: string; accepted: number }) => [
    input.path.slice(-8),
    input.accepted,
  ]);
  return { report, lists: Object.fromEntries(lists), read, page: pageOf(store, run, rulebook) };
}

/** What the report says, but for the numbers of runs: imports have some too. */
function pageOf(store: Store, run: RunRecord, rulebook: Rulebook) {
  const said = gatherReport(store, run, rulebook, { includeContacts: true });
  return JSON.stringify(said, (key, value) =>
    key === "run" || key === "lastRun" ? withoutNumber(value) : value,
  );
}

const withoutNumber = (value: unknown) => (typeof value === "number" ? 0 : value);

test("night after night, with visitors who become known, people who go, and another time zone", async () => {
  const expected = await follow(atOnce, NIGHTS);
  expect(await follow(oneByOne, NIGHTS)).toEqual(expected);
  expect(JSON.stringify(expected)).toContain("t:ada:");
});
