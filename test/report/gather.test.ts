// Parts of a report that the sport shop has not: stages, rejects, sources, people who come and go, another rulebook.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Rulebook } from "../../src/rulebook/model.ts";
import { rulebookOf } from "../support/evaluate-yaml.ts";
import { openShop, type Shop } from "./support.ts";

const rulesWith = (rest: string) =>
  rulebookOf(`
rulebook: t
timezone: Europe/Paris
exclude: {staff: yes}
groups: {g: {bands: {hot: {at_least: 2}, cold: {}}}}
rules: {opened: {event: open, points: 1}}
${rest}
`);
const RULEBOOK = rulesWith(`
stages: {lead: {}, mql: {when: {score.g: {at_least: 1}}}, sql: {when: {score.g: {at_least: 3}}}}
segments: {keen: {when: {band.g: hot}}}
labels: {seen: {}}
triggers: {t: {when: {band.g: hot}, do: [{add_label: seen}, {email: hello}]}}`);

let shop: Shop;
beforeEach(() => {
  shop = openShop();
});
afterEach(() => shop.close());

/** At the end of that day in March, in Paris. */
const endOf = (day: number) => Date.parse(`2026-03-${String(day).padStart(2, "0")}T23:59:59.999+01:00`);

interface Night {
  readonly contacts?: readonly string[];
  /** Contact and day of March, or the row as it is. */
  readonly opens?: readonly (readonly [who: string, day: number] | string)[];
  readonly rulebook?: Rulebook;
}

async function night(day: number, { contacts, opens, rulebook = RULEBOOK }: Night): Promise<number> {
  // Each at an hour of its own: rows that are the same are one event.
  const rows = (opens ?? []).map((open, index) =>
    typeof open === "string"
      ? open
      : `${open[0]},open,2026-03-${String(open[1]).padStart(2, "0")}T${10 + index}:00`,
  );
  return shop.run({
    rulebook,
    asOf: endOf(day),
    contacts:
      contacts === undefined
        ? []
        : [shop.file(`contacts-${day}.csv`, `contact_id,email,staff\n${contacts.join("\n")}\n`)],
    events:
      opens === undefined ? [] : [shop.file(`events-${day}.csv`, `contact_id,type,at\n${rows.join("\n")}\n`)],
  });
}

const PEOPLE = ["ada,,", "bo,,", "cy,,", "di,,"];

/** Of four people Ada alone is hot, and Bo has a point. */
const HOT_ADA: Night = {
  contacts: PEOPLE,
  opens: [
    ["ada", 1],
    ["ada", 1],
    ["bo", 1],
  ],
};

describe("the funnel", () => {
  test("counts who has come how far, and the days between moves that runs have seen", async () => {
    await night(1, { contacts: PEOPLE, opens: [["di", 1]] });
    await night(3, { opens: [["ada", 3]] });
    await night(5, {
      opens: [
        ["bo", 5],
        ["bo", 4],
        ["bo", 3],
      ],
    });
    await night(8, {
      opens: [
        ["ada", 7],
        ["ada", 8],
        ["di", 2],
        ["di", 3],
      ],
      contacts: [...PEOPLE, "ed,,"],
    });
    await night(9, { opens: [["ed", 9]] });
    const { funnel } = await shop.report(5);
    expect(funnel?.stages).toMatchObject([
      { stage: "lead", contacts: 1, before: 2, reached: 5, conversion: undefined, days: undefined },
      // Only Ed was seen to come in: the others were there in the first run.
      { stage: "mql", contacts: 1, before: 0, reached: 4, conversion: 0.8, days: { median: 1, contacts: 1 } },
      // Bo came without the stage between, and Di was in that from the beginning.
      {
        stage: "sql",
        contacts: 3,
        before: 3,
        reached: 3,
        conversion: 0.75,
        days: { median: 5, contacts: 1 },
      },
    ]);
  });

  test("is empty without stages", async () => {
    await night(1, { contacts: PEOPLE, rulebook: rulesWith("") });
    expect((await shop.report(1)).funnel).toEqual({ stages: [] });
  });
});

describe("rows refused", () => {
  test("are told by source and reason, the most first, without what they hold", async () => {
    await night(1, {
      contacts: PEOPLE,
      opens: ["ada@x.org,open,secret@x.org", ["ada", 1], "bo,open,2026-13-01", ",open,2026-03-01", "a,b"],
    });
    const { rejects } = (await shop.report(1)).quality;
    expect(rejects).toEqual([
      {
        ...{ source: "events", code: "bad-date", rows: 2 },
        reason: '"at": no date in the form that the source states',
        example: { file: "events-1.csv", line: 2 },
      },
      expect.objectContaining({
        code: "missing-contact",
        rows: 1,
        example: { file: "events-1.csv", line: 5 },
      }),
      expect.objectContaining({
        code: "ragged-row",
        rows: 1,
        reason: "more or fewer cells than the header has",
      }),
    ]);
  });
});

describe("sources", () => {
  test("tell their newest file and event as of the run", async () => {
    await night(4, {
      contacts: PEOPLE,
      opens: [
        ["ada", 1],
        ["bo", 2],
      ],
    });
    await night(6, { opens: [["ada", 1]] });
    const of = async (run: number) =>
      (await shop.report(run)).quality.sources.map(({ source, file, lastRun, newestEvent }) => [
        source,
        file,
        lastRun,
        newestEvent?.at.slice(0, 10),
        newestEvent?.days,
      ]);
    expect(await of(2)).toEqual([
      ["contacts", "contacts-4.csv", 1, undefined, undefined],
      ["events", "events-4.csv", 1, "2026-03-02", 4],
    ]);
    expect((await of(1))[1]).toEqual(["events", "events-4.csv", 1, "2026-03-02", 2]);
  });

  test("are not behind with an event that is still to come", async () => {
    await night(4, { contacts: PEOPLE, opens: [["ada", 20]] });
    expect((await shop.report(1)).quality.sources[1]?.newestEvent?.days).toBe(0);
  });
});

describe("people who come and go", () => {
  beforeEach(async () => {
    await night(1, HOT_ADA);
  });

  test("who is excluded has left what it was in, its trigger's label included", async () => {
    await night(2, { contacts: ["ada,,yes", "bo,,", "cy,,", "di,,"] });
    const { collections, groups, changes } = await shop.report(2);
    expect(collections).toMatchObject([
      { id: "keen", contacts: 0, before: 1, entered: 0, left: 1 },
      { id: "seen", contacts: 0, before: 1, entered: 0, left: 1 },
    ]);
    expect(groups[0]?.movements).toEqual([{ before: "hot", after: undefined, contacts: 1 }]);
    expect(changes).toMatchObject({ entered: 0, left: 1, movedUp: 0, movedDown: 0 });
  });

  test("a move there and back is none over several runs", async () => {
    await night(2, { contacts: ["ada,,yes", "bo,,", "cy,,", "di,,"] });
    await night(3, { contacts: PEOPLE });
    expect((await shop.report(3, { compare: 1 })).groups[0]?.movements).toEqual([]);
    expect((await shop.report(3)).groups[0]?.movements).toEqual([
      { before: undefined, after: "hot", contacts: 1 },
    ]);
  });

  test("visitors that no list has do not count", async () => {
    await night(2, {
      opens: [
        ["xx", 2],
        ["xx", 2],
      ],
    });
    const { groups, changes, quality } = await shop.report(2);
    expect([groups[0]?.contacts, groups[0]?.movements, changes?.places]).toEqual([4, [], []]);
    expect(quality.eventsWithoutContact).toBe(2);
  });
});

test("another rulebook is compared by its names", async () => {
  await night(1, HOT_ADA);
  const other = rulesWith(
    "segments: {keen: {when: {score.g: {at_least: 1}}}, fresh: {when: {band.g: cold}}}",
  );
  await night(2, { rulebook: other });
  const { collections, rules, actions } = await shop.report(2);
  expect(collections).toMatchObject([
    { id: "keen", contacts: 2, before: 1, entered: 1, left: 0, sizes: [{ run: 1 }, { run: 2 }] },
    { id: "fresh", contacts: 3, before: undefined, entered: 3, left: 0, sizes: [{ run: 2 }] },
  ]);
  expect(rules).toMatchObject([{ rule: "opened", points: "3", pointsBefore: "3" }]);
  expect(actions).toEqual([]);
});

test("keys that are e-mail addresses are shown only where names are asked for", async () => {
  const contacts = [shop.file("people.csv", "email,name\nada@x.org,Ada Byron\n")];
  const run = await shop.run({ rulebook: rulesWith(""), asOf: endOf(1), contacts });
  const hottest = async (includeContacts: boolean) =>
    (await shop.report(run, { includeContacts })).groups[0]?.hottest?.[0];
  expect(await hottest(false)).toMatchObject({ contact: undefined, name: undefined, email: undefined });
  expect(await hottest(true)).toMatchObject({ contact: "ada@x.org", name: "Ada Byron", email: "ada@x.org" });
});

describe("a run whose folder was never written", () => {
  const runUnwritten = async (day: number, who: string) => {
    await night(day, {
      opens: [
        [who, day],
        [who, day],
      ],
    });
    const last = shop.store.lastRun()!.runId;
    shop.forgetWritten(last);
    return last;
  };

  test("leaves what moved in it to the next, which is compared with the one before both", async () => {
    await night(1, { contacts: PEOPLE });
    await runUnwritten(2, "ada");
    await night(3, {
      opens: [
        ["bo", 3],
        ["bo", 3],
      ],
    });
    expect(await shop.report(3)).toMatchObject({
      compared: { run: 1 },
      told: 1,
      groups: [{ movements: [{ before: "cold", after: "hot", contacts: 2 }] }],
      triggers: [{ firings: 2 }],
      actions: [{ count: 2 }, { count: 2 }],
    });
  });

  test("is compared with none, and none with it", async () => {
    await night(1, { contacts: PEOPLE });
    await runUnwritten(2, "ada");
    await night(3, {});
    expect(await shop.report(2)).toMatchObject({ compared: undefined, told: 0 });
    await expect(shop.report(3, { compare: 2 })).rejects.toThrow(
      "what moved in it is told by the run behind it",
    );
    await expect(shop.report(2, { compare: 1 })).rejects.toThrow(
      "what moved in it is told by the run behind it",
    );
  });
});

test("runs between are told of together with the run, over their lists", async () => {
  for (const day of [1, 2, 3]) await night(day, { contacts: PEOPLE });
  const told = async (compare?: number) =>
    (await shop.report(3, compare === undefined ? {} : { compare })).told;
  expect([await told(), await told(1)]).toEqual([1, 2]);
});
