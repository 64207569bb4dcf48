// What a report says of moves is what a comparison of both nights' lists gives, and adds up.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/report/model.ts";
import { ContactRangeError } from "../../src/run/run-rulebook.ts";
import { loadRaw } from "../support/comparison.ts";
import { rulebookOf } from "../support/evaluate-yaml.ts";
import { propertyRuns } from "../support/property-runs.ts";
import { randomCase } from "../support/random/random-case.ts";
import { arrivals, writeNights } from "../support/random/random-nights.ts";
import { readRunFacts } from "../support/run-facts.ts";
import { makeTempFolder } from "../support/temp-folder.ts";
import { openShop } from "./support.ts";

const LONG = 3_600_000;

const RULEBOOK = rulebookOf(`
rulebook: t
groups: {g: {bands: {hot: {at_least: 4}, warm: {above: 0}, cold: {}}}}
rules: {did: {event: act, points: {of: n, times: 1}, within: 3 days}}
classes: {c: {one: {band.g: hot}, two: {band.g: warm}}}
segments: {keen: {when: {score.g: {above: 1}}}}
labels: {seen: {}}
stages: {lead: {}, mql: {when: {score.g: {above: 2}}}}
triggers: {t: {when: {band.g: hot}, fires: each_time, do: [{add_label: seen}, {email: hello}]}}
`);
const CONTACTS = ["ada", "bo", "cy", "di"];
const DAY = 86_400_000;

interface Act {
  readonly who: number;
  readonly n: number;
}

const nights = fc.array(
  fc.array(fc.record({ who: fc.nat({ max: 3 }), n: fc.integer({ min: -3, max: 5 }) }), { maxLength: 4 }),
  { minLength: 2, maxLength: 6 },
);

/** What both nights say of one kind: "hot>cold" -> how many. */
function compareFacts(
  before: ReadonlyMap<string, ReadonlySet<string>>,
  after: ReadonlyMap<string, ReadonlySet<string>>,
  prefix: string,
): Record<string, number> {
  const valueIn = (facts: typeof before, contact: string) =>
    [...(facts.get(contact) ?? [])].find((fact) => fact.startsWith(prefix))?.slice(prefix.length);
  const moves: Record<string, number> = {};
  for (const contact of new Set([...before.keys(), ...after.keys()])) {
    const [from, to] = [valueIn(before, contact), valueIn(after, contact)];
    const name = `${from}>${to}`;
    if (from !== to) moves[name] = (moves[name] ?? 0) + 1;
  }
  return moves;
}

async function compareAll(acts: readonly (readonly Act[])[], compare: number): Promise<void> {
  const shop = openShop();
  try {
    const contacts = [shop.file("contacts.csv", `contact_id\n${CONTACTS.join("\n")}\n`)];
    const facts: ReadonlyMap<string, ReadonlySet<string>>[] = [];
    for (const [night, rows] of acts.entries()) {
      const asOf = Date.parse("2026-03-01") + night * DAY;
      const lines = rows.map(
        ({ who, n }, at) =>
          `${night}-${at},${CONTACTS[who]},act,${new Date(asOf - 1_000).toISOString()},${n}`,
      );
      const events = [
        shop.file(`events-${night}.csv`, `event_id,contact_id,type,at,n\n${lines.join("\n")}\n`),
      ];
      await shop.run({ rulebook: RULEBOOK, asOf, contacts, events });
      facts.push(readRunFacts(shop.database, RULEBOOK));
    }
    const report = await shop.report(acts.length, { compare });
    const [before, after] = [facts[compare - 1]!, facts.at(-1)!];
    expect(movesIn(report)).toEqual(compareFacts(before, after, "band g "));
    for (const { kind, id, entered, left } of report.collections) {
      const direct = compareFacts(before, after, `${kind} ${id} `);
      expect([entered, left]).toEqual([direct["undefined>member"] ?? 0, direct["member>undefined"] ?? 0]);
    }
  } finally {
    shop.close();
  }
}

function movesIn({ groups }: Report): Record<string, number> {
  return Object.fromEntries(
    groups[0]!.movements.map(({ before, after, contacts }) => [`${before}>${after}`, contacts]),
  );
}

test(
  "a comparison over several runs is that of their lists",
  async () => {
    const chosen = fc
      .tuple(nights, fc.nat())
      .map(([acts, at]) => [acts, 1 + (at % (acts.length - 1))] as const);
    await fc.assert(
      fc.asyncProperty(chosen, ([acts, compare]) => compareAll(acts, compare)),
      propertyRuns(25),
    );
  },
  LONG,
);

function expectToAddUp({ groups, collections, funnel, compared }: Report): void {
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  for (const { contacts, bands, distribution, withoutBand, movements } of groups) {
    const { bins = [], lower = 0, higher = 0 } = distribution ?? {};
    const inBins = lower + higher + sum(bins.map((bin) => bin.contacts));
    expect([inBins, sum(bands.map((band) => band.contacts)) + withoutBand.contacts]).toEqual([
      contacts,
      contacts,
    ]);
    for (const { band, contacts: now, before } of bands) {
      if (before === undefined) continue;
      const came = sum(movements.filter(({ after }) => after === band).map((move) => move.contacts));
      const went = sum(movements.filter((move) => move.before === band).map((move) => move.contacts));
      expect(before + came - went).toBe(now);
      expect(went).toBeLessThanOrEqual(before);
    }
  }
  for (const { contacts, before, entered, left } of collections) {
    if (compared !== undefined && before !== undefined) expect(entered! - left!).toBe(contacts - before);
  }
  for (const [index, { contacts, reached }] of (funnel?.stages ?? []).entries()) {
    expect(reached - contacts).toBe(funnel?.stages[index + 1]?.reached ?? 0);
  }
}

describe("figures add up", () => {
  test(
    "night after night, whoever comes and goes",
    async () => {
      await fc.assert(
        fc.asyncProperty(randomCase, arrivals, async (random, coming) => {
          const temp = makeTempFolder();
          const shop = openShop();
          try {
            mkdirSync(join(temp.path, "in"));
            const rulebook = loadRaw(random.raw);
            const { includeAnonymous } = coming;
            for (const night of writeNights(join(temp.path, "in"), random, coming)) {
              expectToAddUp(await shop.report(await shop.run({ rulebook, includeAnonymous, ...night })));
            }
          } catch (error) {
            if (!(error instanceof ContactRangeError) && !String(error).includes("too_many_")) throw error;
          } finally {
            shop.close();
            temp.remove();
          }
        }),
        propertyRuns(15),
      );
    },
    LONG,
  );
});
