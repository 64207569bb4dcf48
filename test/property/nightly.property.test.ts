// A night that evaluates only whom something may have changed for ends where a full one does.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Rulebook } from "../../src/rulebook/model.ts";
import { ContactRangeError, runRulebook } from "../../src/run/run-rulebook.ts";
import { openStore } from "../../src/store/store.ts";
import { loadRaw } from "../support/comparison.ts";
import { propertyRuns } from "../support/property-runs.ts";
import { randomCase } from "../support/random/random-case.ts";
import { type Arrivals, arrivals, type NightFiles, writeNights } from "../support/random/random-nights.ts";
import { runRequest } from "../support/run-request.ts";
import { makeTempFolder } from "../support/temp-folder.ts";
import { wholeState } from "../support/whole-state.ts";

const LONG = 3_600_000;

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
