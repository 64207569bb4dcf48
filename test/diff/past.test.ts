// As of a day before the last run both rulebooks start from what the last run by then had left.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareContacts } from "../../src/diff/compare-contacts.ts";
import { runRulebook } from "../../src/run/run-rulebook.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { rulebookOf } from "../support/evaluate-yaml.ts";
import { runRequest } from "../support/run-request.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

const BEFORE = `rulebook: shop
groups: {fun: {}}
rules: {opened: {event: open, points: 5}}
segments:
  club: {}
triggers:
  joins: {when: {did: {event: open, within: 20 days}}, do: [{add_segment: club}, {email: hi}]}
  leaves: {when: {did: {event: bye}}, do: [{remove_segment: club}, {email: bye}]}
`;
const AFTER = BEFORE.replace("  club: {}", "  club: {}\n  insiders: {when: {segment.club: true}}");
const [FIRST, THEN, LAST] = ["2026-02-02", "2026-02-10", "2026-03-15"].map((day) => Date.parse(day));

const temp = makeTempFolder();
let store: Store;

/** Ada joins in the first run, and leaves in the second. */
beforeAll(async () => {
  const write = (name: string, text: string) => {
    writeFileSync(join(temp.path, name), text);
    return [join(temp.path, name)];
  };
  const contacts = write("contacts.csv", "contact_id\nada\n");
  const events = write(
    "events.csv",
    "contact_id,type,at\nada,open,2026-02-01T12:00Z\nada,bye,2026-03-01T12:00Z\n",
  );
  store = openStore(join(temp.path, "shop.db"), { mode: "write" });
  const rulebook = rulebookOf(BEFORE);
  await runRulebook(store, runRequest({ rulebook, contacts, events, asOf: FIRST! }));
  await runRulebook(store, runRequest({ rulebook, asOf: LAST! }));
});

afterAll(() => {
  store.close();
  temp.remove();
});

async function compareAt(asOf: number) {
  const side = (text: string) => ({ rulebook: rulebookOf(text), asOf, store });
  const options = { includeAnonymous: false, movers: 9, onScored: () => {}, isInterrupted: () => false };
  const { totals } = await compareContacts(side(BEFORE), side(AFTER), options);
  const insiders = totals.places.find(({ name }) => name === "insiders")?.after;
  return { insiders, actions: totals.actions.map(({ trigger, kind }) => `${trigger} ${kind}`) };
}

describe("as of a day", () => {
  test.each([
    ["before the first run nothing had been set, and nothing had fired", FIRST! - 1, 0, ["joins"]],
    ["between two runs, members are there who have left since", THEN!, 1, []],
    ["of the last run, all is as that left it", LAST!, 0, []],
  ])("%s", async (_, asOf, insiders, triggers) => {
    const found = await compareAt(asOf);
    expect(found.insiders).toBe(insiders);
    expect([...new Set(found.actions.map((action) => action.split(" ")[0]))]).toEqual(triggers);
  });
});
