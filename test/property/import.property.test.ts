// What comes in may come in any order, over any files and any number of times: the result is the same.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { runRulebook } from "../../src/run/run-rulebook.ts";
import { openStore } from "../../src/store/store.ts";
import { rulebookOf } from "../support/evaluate-yaml.ts";
import { runRequest } from "../support/run-request.ts";
import { readScored } from "../support/scoring.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

const RULEBOOK = rulebookOf(`
rulebook: t
timezone: Europe/Paris
traits: {first: {earliest: {event: "*", of: v}}, often: {most_common: {event: "*", of: v}}}
groups: {g: {}}
rules:
  a: {event: a, points: {of: v}, limit: [{times: 2, per: 3 days}, {times: 1, per_each: v}]}
  b: {event: b, points: 5, followed_by: {event: a, within: 2 days, same: v}}
  c: {by: often, points: {1: 10, 2: 20}}
segments: {early: {when: {first: [1, x]}}}
triggers: {t: {when: {score.g: {above: 0}}, do: [{email: "e", with: {v: "{first}"}}]}}
`);

const CONTACTS = ["contact_id,email", "k1,One@x.org", "k2,two@x.org", "k3,three@x.org"];
const eventRow = fc
  .tuple(
    fc.constantFrom("k1,", "k2,", "k3,", ",one@x.org", ",TWO@x.org", "k9,"),
    fc.constantFrom("a", "b", "A", " b "),
    fc.constantFrom(
      "2026-02-01",
      "2026-02-01T00:00",
      "2026-02-02T10:00:00Z",
      "2026-02-04",
      "2026-02-05T23:59:59.999",
    ),
    fc.constantFrom("1", "2", "x", "", "1.50"),
  )
  .map((cells) => cells.join(","));

/** What every contact has after a run over files given in this order. */
async function score(contacts: readonly string[], files: readonly (readonly string[])[], runs = 1) {
  const temp = makeTempFolder();
  try {
    writeFileSync(join(temp.path, "contacts.csv"), `${contacts.join("\n")}\n`);
    const events = files.map((rows, index) => {
      const path = join(temp.path, `events-${index}.csv`);
      writeFileSync(path, ["contact_id,email,type,at,v", ...rows, ""].join("\n"));
      return path;
    });
    const store = openStore(join(temp.path, "t.db"), { mode: "write" });
    for (let run = 0; run < runs; run++) await runOnce(store, [join(temp.path, "contacts.csv")], events);
    const outcome = readScored(store).map((row) => ({ ...row, actions: [...store.actions(1)].length }));
    store.close();
    return outcome;
  } finally {
    temp.remove();
  }
}

function runOnce(
  store: ReturnType<typeof openStore>,
  contacts: readonly string[],
  events: readonly string[],
) {
  const asOf = Date.parse("2026-03-01T00:00:00Z");
  return runRulebook(store, runRequest({ rulebook: RULEBOOK, contacts, events, asOf }));
}

const cases = fc.record({
  rows: fc.array(eventRow, { maxLength: 12 }),
  order: fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
  cut: fc.nat({ max: 12 }),
});

function shuffle(rows: readonly string[], order: readonly number[]): string[] {
  return rows
    .map((row, index) => ({ row, key: order[index]! }))
    .sort((a, b) => a.key - b.key)
    .map(({ row }) => row);
}

test("in any order, over several files, given twice", async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ rows, order, cut }) => {
      const expected = await score(CONTACTS, [rows]);
      const shuffled = shuffle(rows, order);
      const turned = [CONTACTS[0]!, ...CONTACTS.slice(1).reverse()];
      expect(await score(turned, [shuffled.slice(cut), shuffled.slice(0, cut)])).toEqual(expected);
      expect(await score(CONTACTS, [rows, shuffled], 2)).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});
