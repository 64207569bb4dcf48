// The report of the sport shop after three nights, in whole; and what it says with names, and of earlier runs.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadRulebook } from "../../src/rulebook/load.ts";
import type { Rulebook } from "../../src/rulebook/model.ts";
import { parseAsOf } from "../../src/values/as-of.ts";
import { createCalendar } from "../../src/values/calendar.ts";
import { PROJECT } from "../support/cli.ts";
import { openShop, type Shop } from "./support.ts";

const SAMPLE = join(PROJECT, "samples", "sport-shop");
const NIGHTS = ["2026-10-15", "2026-11-02", "2026-12-01"];
let shop: Shop;

function loadShopRules(): Rulebook {
  const result = loadRulebook(join(PROJECT, "rules", "sport-shop.yaml"));
  if (result.kind === "loaded") return result.rulebook;
  throw new Error("the sport shop's rulebook has errors");
}

beforeAll(async () => {
  shop = openShop();
  const rulebook = loadShopRules();
  for (const night of NIGHTS) {
    await shop.run({
      rulebook,
      asOf: parseAsOf(night, createCalendar(rulebook.timezone))!,
      contacts: [join(SAMPLE, "contacts.csv")],
      events: [join(SAMPLE, "events.csv")],
    });
  }
});

afterAll(() => shop.close());

const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

test("says all of the last night", async () => {
  const expected = JSON.parse(readFileSync(join(import.meta.dirname, "sport-shop.json"), "utf8"));
  expect(plain(await shop.report(3))).toEqual(expected);
});

test("compares the first night with none", async () => {
  const { compared, changes, totals, groups } = await shop.report(1);
  expect([compared, changes, totals.scoredBefore]).toEqual([undefined, undefined, undefined]);
  expect(groups.map(({ movements }) => movements)).toEqual(groups.map(() => []));
});

test("of an earlier night knows how scores lay, but not whose they were", async () => {
  const [ski] = (await shop.report(2)).groups;
  expect(ski?.hottest).toBeUndefined();
  expect(ski?.distribution?.bins.reduce((sum, { contacts }) => sum + contacts, 0)).toBe(ski?.contacts);
});

describe("contacts", () => {
  test("have no names or addresses", async () => {
    const text = JSON.stringify({ ...(await shop.report(3)), actions: [] });
    expect(text).not.toMatch(/@|Garnier|Lambert/);
  });

  test("have them where they are asked for", async () => {
    const { groups } = await shop.report(3, { includeContacts: true });
    expect(groups[0]?.hottest?.[0]).toMatchObject({
      contact: "s102",
      name: "Benoît Garnier",
      email: "benoit.garnier@example.net",
    });
  });
});

test.each([
  [{ compare: 3 }, "run 3 does not come before run 3, which it is to be compared with; give an earlier one"],
  [{ compare: 4 }, "run 4 does not come before run 3, which it is to be compared with; give an earlier one"],
])("refuses %j", async (options, message) => {
  await expect(shop.report(3, options)).rejects.toThrow(message);
});
