// Pages evaluated in threads: the same results as in the main thread, in the order of the pages.

import { describe, expect, test } from "vitest";
import { scorePages } from "../../src/run/score-contacts.ts";
import { createPageScorer, type PageResult, type ScoringJob } from "../../src/run/score-page.ts";
import type { ContactRecord } from "../../src/store/model.ts";
import { rulebookOf } from "../support/evaluate-yaml.ts";

/** More than are evaluated in the main thread; so many there are not. */
const MANY = 1_000_000;

const JOB: ScoringJob = {
  rulebook: rulebookOf(`
rulebook: t
groups: {g: {bands: {hot: {above: 20}, cold: {}}}}
rules: {of-events: {event: buy, points: 10, limit: once}, of-fields: {points: {of: n, times: 1000}}}
segments: {rich: {when: {score.g: {above: 1000}}}}
triggers: {t: {when: {band.g: hot}, do: [{email: hi}]}}
`),
  asOf: Date.parse("2026-03-01T00:00:00Z"),
  isFirst: true,
  includeAnonymous: false,
  forSpreadsheet: false,
  kinds: ["email"],
  knownTriggers: new Set(),
  evaluatesAll: true,
};

function record(contactId: string, n: string): ContactRecord {
  const at = Date.parse("2026-02-01T00:00:00Z");
  return {
    ...{ contactId, written: contactId, email: "", leftOut: null, isAnonymous: false, state: undefined },
    ...{ isListed: false },
    ...{ fields: JSON.stringify({ n }), parts: "[]", identities: "[]" },
    events: JSON.stringify([[`e-${contactId}`, "events", "buy", at, {}]]),
  };
}

function pagesOf(count: number, n = "1"): readonly (readonly ContactRecord[])[] {
  return Array.from({ length: count }, (_, page) => [
    record(`a${page}`, n),
    record(`b${page}`, String(page)),
  ]);
}

async function scoreInThreads(pages: readonly (readonly ContactRecord[])[]): Promise<readonly PageResult[]> {
  const results: PageResult[] = [];
  for await (const result of scorePages(JOB, { contacts: MANY, pages })) results.push(result);
  return results;
}

describe("pages evaluated in threads", () => {
  test.each([0, 1, 2, 40])("give what %i pages give here, in their order", async (count) => {
    const pages = pagesOf(count);
    expect(await scoreInThreads(pages)).toEqual(pages.map(createPageScorer(JOB)));
  });

  test("say which contact gets more points than a score may have", async () => {
    const results = await scoreInThreads(pagesOf(1, "9000000000"));
    expect(results).toEqual([{ kind: "out_of_range", contactId: "a0", source: 'rule "of-fields"' }]);
  });

  test("end when nobody wants more of them", async () => {
    for await (const { kind } of scorePages(JOB, { contacts: MANY, pages: pagesOf(40) })) {
      expect(kind).toBe("scored");
      break;
    }
  });

  test("fail with what the pages fail with", async () => {
    const broken = (function* () {
      yield* pagesOf(3);
      throw new Error("the disk is gone");
    })();
    const score = async () => {
      for await (const { kind } of scorePages(JOB, { contacts: MANY, pages: broken }))
        expect(kind).toBe("scored");
    };
    await expect(score()).rejects.toThrow("the disk is gone");
  });
});
