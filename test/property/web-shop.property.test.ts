// The web shop's exports in any order, over any nights: in the end everybody has what they must have.

import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openCase } from "../support/golden-case.ts";
import { propertyRuns } from "../support/property-runs.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

const CASE = join(import.meta.dirname, "..", "golden", "web-shop");
const [HEADER, ...ROWS] = readFileSync(join(CASE, "events.csv"), "utf8").trimEnd().split("\r\n");
const NIGHTS = JSON.parse(readFileSync(join(CASE, "expected.json"), "utf8")) as readonly {
  readonly as_of: string;
  readonly contacts: Readonly<Record<string, Standing>>;
}[];

interface Standing {
  readonly actions: unknown;
}

const arrivals = fc.record({
  rows: fc.shuffledSubarray(ROWS, { minLength: ROWS.length }),
  /** Each row's night. */
  nights: fc.array(fc.nat({ max: NIGHTS.length - 1 }), { minLength: ROWS.length, maxLength: ROWS.length }),
  identitiesFrom: fc.nat({ max: NIGHTS.length - 1 }),
});

test("in any order, over any nights", async () => {
  await fc.assert(
    fc.asyncProperty(arrivals, async ({ rows, nights, identitiesFrom }) => {
      const folder = makeTempFolder();
      const copy = (file: string) => copyFileSync(join(CASE, file), join(folder.path, file));
      for (const file of ["rulebook.yaml", "contacts.csv"]) copy(file);
      const shop = openCase(folder.path);
      try {
        let found: Record<string, unknown> = {};
        for (const [index, night] of NIGHTS.entries()) {
          const come = rows.filter((_, row) => nights[row] === index);
          writeFileSync(join(folder.path, "events.csv"), `${[HEADER, ...come].join("\r\n")}\r\n`);
          if (index === identitiesFrom) copy("identities.csv");
          found = await shop.scoreNight(night.as_of);
        }
        expect(withoutActions(found)).toEqual(withoutActions(NIGHTS.at(-1)!.contacts));
      } finally {
        shop.close();
        folder.remove();
      }
    }),
    propertyRuns(15),
  );
});

/** Triggers fire in the night in which their condition comes to hold; that is another with other arrivals. */
function withoutActions(contacts: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(
    Object.entries(contacts).map(([name, standing]) => {
      const { actions: _, ...others } = standing as Standing;
      return [name, others];
    }),
  );
}
