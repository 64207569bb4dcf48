// A rulebook that reads otherwise than the last run's finds the database as its own run would.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { diffRulebooks, hasDifference } from "../../src/diff/diff-rulebooks.ts";
import { onPassingGround, openDatabase } from "../../src/diff/ground.ts";
import { importInputs } from "../../src/run/import-inputs.ts";
import { loadLastRulebook } from "../../src/run/last-rulebook.ts";
import { runRulebook } from "../../src/run/run-rulebook.ts";
import { openStore } from "../../src/store/store.ts";
import { rulebookOf } from "../support/evaluate-yaml.ts";
import { runRequest } from "../support/run-request.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";

let temp: TempFolder;
beforeEach(() => {
  temp = makeTempFolder();
});
afterEach(() => temp.remove());

const CRM = "sources: {crm: {kind: contacts, key: contact_id, complete: true}}";
const BASE = `rulebook: shop
groups: {fun: {}}
rules: {opened: {event: open, until: 2026-02-28, points: 5}}
${CRM}
`;
const AS_OF = Date.parse("2026-03-05T00:00:00Z");

/** Two nights: the second one's contacts lack bo. Cy's visitor is linked to her by an event that comes later. */
async function makeDatabase(): Promise<string> {
  const path = join(temp.path, "shop.db");
  const write = (name: string, text: string) => {
    writeFileSync(join(temp.path, name), text);
    return [join(temp.path, name)];
  };
  const store = openStore(path, { mode: "write" });
  const night = { rulebook: rulebookOf(BASE), identities: [] };
  const events = [
    "contact_id,visitor_id,type,at",
    "ada,,open,2026-02-28T23:30",
    "bo,,open,2026-02-01T12:00",
    ",v1,open,2026-02-02T12:00",
    "cy,v1,login,2026-03-20T12:00",
  ];
  const first = {
    contacts: write("contacts-1.csv", "contact_id\nada\nbo\ncy\n"),
    events: write("events.csv", `${events.join("\n")}\n`),
  };
  const second = { contacts: write("contacts-2.csv", "contact_id\nada\ncy\n"), events: [] };
  await runRulebook(store, runRequest({ ...night, ...first, asOf: AS_OF - 1 }));
  await runRulebook(store, runRequest({ ...night, ...second, asOf: AS_OF }));
  store.close();
  return path;
}

async function diffTo(after: string, asOf = AS_OF, prepare = async (_path: string) => {}) {
  const path = await makeDatabase();
  await prepare(path);
  return onPassingGround(async (passing) => {
    const store = passing.keep(openStore(path, { mode: "read" }));
    const last = await loadLastRulebook(store, path);
    const plans = {
      before: { rulebook: rulebookOf(BASE), asOf: AS_OF },
      after: { rulebook: rulebookOf(after), asOf },
    };
    const ground = openDatabase(store, last, plans, passing, "test");
    const options = { includeAnonymous: false, movers: 9, onScored: () => {}, isInterrupted: () => false };
    const difference = await diffRulebooks(plans, ground, options);
    return { ground, difference };
  });
}

describe("on a database", () => {
  test("rulebooks that read like the last run's share it", async () => {
    const { ground, difference } = await diffTo(BASE);
    expect([ground.before === ground.after, hasDifference(difference)]).toEqual([true, false]);
  });

  test("times without an offset follow the rulebook's zone, so that they stay on their day", async () => {
    const { difference } = await diffTo(BASE.replace("shop\n", "shop\ntimezone: Asia/Tokyo\n"));
    expect(difference.totals).toMatchObject({ contacts: 2, moved: 0 });
  });

  test("whom a source that is complete no more has retired is back", async () => {
    const { difference } = await diffTo(BASE.replace(", complete: true", ""));
    expect(difference.totals).toMatchObject({ contacts: 3, moved: 1, entered: 1, left: 0 });
  });

  test("a later as-of has the links that begin by then", async () => {
    const { difference } = await diffTo(BASE, Date.parse("2026-04-01T00:00:00Z"));
    expect(difference.movers.map(({ contactId, moves }) => [contactId, moves.scores[0]?.after])).toEqual([
      ["cy", 5_000_000n],
    ]);
  });

  test("what an import has taken in since the last run counts as the next run would count it", async () => {
    const { difference } = await diffTo(BASE.replace("points: 5", "points: 6"), AS_OF, async (path) => {
      const file = join(temp.path, "more.csv");
      writeFileSync(file, "contact_id,visitor_id,type,at\ncy,v1,visit,2026-02-01T12:00\n");
      const store = openStore(path, { mode: "write" });
      const rulebook = rulebookOf(BASE.replace("shop\n", "shop\ntimezone: Asia/Tokyo\n"));
      await importInputs(store, runRequest({ rulebook, asOf: 0, events: [file] }));
      store.close();
    });
    expect(difference.movers.map(({ contactId }) => contactId)).toEqual(["ada", "cy"]);
  });
});
