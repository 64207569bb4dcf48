// A night that evaluates only whom something may have changed for ends where a full one does.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Rulebook } from "../../src/rulebook/model.ts";
import { ContactRangeError, runRulebook } from "../../src/run/run-rulebook.ts";
import { openStore } from "../../src/store/store.ts";
import { loadRaw } from "../support/comparison.ts";
import { propertyRuns } from "../support/property-runs.ts";
import { type RandomCase, randomCase } from "../support/random/random-case.ts";
import { runRequest } from "../support/run-request.ts";
import { makeTempFolder } from "../support/temp-folder.ts";
import { wholeState } from "../support/whole-state.ts";

const LONG = 3_600_000;

/** When and under which name rows come. */
interface Arrivals {
  /** Nights by which an event comes, over and over for all events. */
  readonly night: readonly number[];
  /** Whether an event names its contact's device. */
  readonly byDevice: readonly boolean[];
  /** The night in which the devices are linked to their contacts. */
  readonly linkNight: number;
  /** Whose fields another contact gets in the last but one night. */
  readonly swap: boolean;
  /** Whether an event comes once more in the last night, in a newer version that names somebody else. */
  readonly changesHands: readonly boolean[];
  /** Outputs list anonymous contacts too. */
  readonly includeAnonymous: boolean;
  /** Nights that are run again with nothing new, and nights whose as-of is that of the one before. */
  readonly again: readonly boolean[];
}

const arrivals: fc.Arbitrary<Arrivals> = fc.record({
  night: fc.array(fc.nat({ max: 5 }), { minLength: 7, maxLength: 7 }),
  byDevice: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
  linkNight: fc.nat({ max: 5 }),
  swap: fc.boolean(),
  changesHands: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  includeAnonymous: fc.boolean(),
  again: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
});

interface NightFiles {
  readonly asOf: number;
  readonly contacts: readonly string[];
  readonly identities: readonly string[];
  readonly events: readonly string[];
}

/** Writes what comes each night; every file of contacts holds all of them. */
function writeNights(folder: string, random: RandomCase, coming: Arrivals): readonly NightFiles[] {
  const nights = [...random.nights].sort((a, b) => a - b);
  return nights.map((asOf, index) => {
    const write = (name: string, rows: readonly Readonly<Record<string, string>>[]) => {
      if (rows.length === 0) return [];
      const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
      const path = join(folder, `${name}-${index}.csv`);
      const cells = rows.map((row) => columns.map((name) => (Object.hasOwn(row, name) ? row[name]! : "")));
      writeFileSync(path, stringify([columns, ...cells]));
      return [path];
    };
    const isLinked = index === coming.linkNight % nights.length;
    return {
      asOf,
      contacts: write("contacts", contactRows(random, coming.swap && index >= nights.length - 2)),
      identities: write(
        "identities",
        isLinked ? random.contacts.map((_, i) => ({ visitor_id: `v${i}`, contact_id: `k${i}` })) : [],
      ),
      events: write("events", eventRows(random, coming, index, nights.length)),
    };
  });
}

function contactRows({ contacts }: RandomCase, isSwapped: boolean) {
  return contacts.map((_, i) => {
    const { fields } = contacts[isSwapped ? contacts.length - 1 - i : i]!;
    return { contact_id: `k${i}`, ...fields };
  });
}

function eventRows({ contacts }: RandomCase, coming: Arrivals, night: number, nights: number) {
  let count = 0;
  return contacts.flatMap(({ events }, i) =>
    events.flatMap(({ id, type, at, fields }) => {
      const arrival = coming.night[count++ % coming.night.length]! % nights;
      const changesHands = coming.changesHands[count % coming.changesHands.length] === true;
      const isLast = night === nights - 1;
      if (arrival !== night && !(isLast && changesHands)) return [];
      const owner = arrival === night ? i : (i + 1) % contacts.length;
      const isByDevice = coming.byDevice[count % coming.byDevice.length] === (arrival === night);
      const who = isByDevice
        ? { contact_id: "", visitor_id: `v${owner}` }
        : { contact_id: `k${owner}`, visitor_id: "" };
      return [{ event_id: `${i}:${id}`, ...who, type, at: new Date(at).toISOString(), ...fields }];
    }),
  );
}

async function runNights(
  path: string,
  rulebook: Rulebook,
  nights: readonly NightFiles[],
  { again, includeAnonymous }: Arrivals,
  full: boolean,
): Promise<string> {
  const store = openStore(path, { mode: "write" });
  try {
    for (const [index, night] of nights.entries()) {
      const maxRejects = { kind: "percent", percent: 100 } as const;
      const request = runRequest({ rulebook, full, includeAnonymous, maxRejects, ...night });
      const outcome = await runRulebook(store, request);
      if (outcome.kind !== "done") return outcome.kind;
      store.markWritten(outcome.runId, "");
      if (again[index % again.length] === true) await runRulebook(store, request);
    }
    return "done";
  } catch (error) {
    if (error instanceof ContactRangeError) return error.message;
    throw error;
  } finally {
    store.close();
  }
}

test(
  "a night is what a full run makes of it, bit for bit",
  async () => {
    await fc.assert(
      fc.asyncProperty(randomCase, arrivals, async (random, coming) => {
        const temp = makeTempFolder();
        try {
          mkdirSync(join(temp.path, "in"));
          const rulebook = loadRaw(random.raw);
          const nights = writeNights(join(temp.path, "in"), random, coming);
          const [some, all] = ["some.db", "all.db"].map((name) => join(temp.path, name));
          const ends = [
            await runNights(some!, rulebook, nights, coming, false),
            await runNights(all!, rulebook, nights, coming, true),
          ];
          expect(ends[0]).toBe(ends[1]);
          const [actual, expected] = [wholeState(some!), wholeState(all!)];
          // Far quicker than `toEqual`, which only has to show the difference.
          if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected);
        } finally {
          temp.remove();
        }
      }),
      propertyRuns(60),
    );
  },
  LONG,
);
