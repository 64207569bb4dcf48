import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { explainHistory } from "../../src/evaluate/explain/explain-history.ts";
import { loadLastRulebook } from "../../src/run/last-rulebook.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { tallybook } from "../support/cli.ts";
import { readScored } from "../support/scoring.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

const temp = makeTempFolder();
const database = join(temp.path, "shop.db");

beforeAll(() => {
  const files = "--contacts samples/shoe-shop/contacts.csv --events samples/shoe-shop/events.csv";
  const places = `--db ${database} --out ${join(temp.path, "out")} --as-of 2026-11-02`;
  expect(tallybook(`run rules/shoe-shop.yaml ${files} ${places}`.split(" ")).code).toBe(0);
});

afterAll(() => temp.remove());

async function withSample<Result>(use: (store: Store) => Promise<Result>): Promise<Result> {
  const store = openStore(database, { mode: "read" });
  try {
    return await use(store);
  } finally {
    store.close();
  }
}

test("the lines of every contact of the sample add up to the score that is kept", async () => {
  await withSample(async (store) => {
    const { run, rulebook } = await loadLastRulebook(store, database);
    const kept = new Map(readScored(store).map((row) => [row.contactId, row.scores]));
    expect(kept.size).toBe(39);
    for (const [contactId, scores] of kept) {
      const explanation = explainHistory(rulebook, store.history(contactId)!, run.asOf);
      if (explanation.kind === "excluded") throw new Error(`${contactId} is excluded`);
      for (const { group, score, lines } of explanation.groups) {
        expect(lines.reduce((sum, { points }) => sum + points, 0n)).toBe(score);
        expect(score).toBe(scores.get(group));
      }
    }
  });
});

describe("explain", () => {
  const explain = (...args: string[]) => tallybook(["explain", ...args, "--db", database]);

  test("finds a contact by e-mail, whatever its case", () => {
    expect(explain("ANNA@Example.de").stdout).toBe(explain("c1001").stdout);
  });

  test("--json carries the same facts", () => {
    const explained = JSON.parse(explain("c1001", "--json", "--events").stdout);
    const sum = explained.groups[0].lines.reduce(
      (total: number, line: { points: string }) => total + Number(line.points),
      0,
    );
    expect([explained.contact_id, sum]).toEqual(["c1001", Number(explained.groups[0].score)]);
    expect(explained.groups[0].lines[0].events[0]).toEqual({
      event_id: expect.any(String),
      type: "purchase",
      at: expect.any(String),
      points: "20",
      undecayed: "20",
    });
  });

  test("tells why a contact is excluded", () => {
    expect(explain("mila@shoe-shop.example").stdout).toContain("excluded: email mila@shoe-shop.example");
  });

  test.each([
    [["nobody"], 'no contact has the key or identity "nobody"'],
    [["c1001", "--group", "engagment"], 'did you mean "engagement"?'],
  ])("%j is wrong use", (args, message) => {
    const { code, stderr } = explain(...args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe("top", () => {
  const top = (...args: string[]) => tallybook(["top", ...args, "--db", database]);

  test("lists the highest scores first, ties by contact key", () => {
    const scores = JSON.parse(top("engagement", "-n", "100", "--json").stdout);
    const sorted = [...scores].sort((a, b) => b.score - a.score || (a.contact_id < b.contact_id ? -1 : 1));
    expect([scores.length, scores]).toEqual([39, sorted]);
  });

  test.each([
    [["engagement", "--band", "disengaged"], 10],
    [["engagement", "--segment", "win-back-2026"], 8],
    [["engagement", "-n", "3"], 3],
  ])("%j lists %i", (args, expected) => {
    expect(
      top(...args)
        .stdout.trimEnd()
        .split("\n"),
    ).toHaveLength(expected);
  });

  test.each([
    [["engagement", "--band", "warm"], 'no band is named "warm"'],
    [["engagement", "-n", "0"], '-n "0"'],
  ])("%j is wrong use", (args, message) => {
    const { code, stderr } = top(...args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});
