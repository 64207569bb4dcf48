import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Evaluation } from "../../src/evaluate/history.ts";
import { type Connection, connect } from "../../src/store/database/connection.ts";
import { describeOutcome } from "../../src/store/outcomes/outcomes.ts";
import { saveOutcome, toSavedOutcome } from "../../src/store/outcomes/save-outcomes.ts";
import { decodeState, encodeState, NO_STATE } from "../../src/store/outcomes/state.ts";
import { createTallies, tallyRows } from "../../src/store/outcomes/tallies.ts";
import type { Store } from "../../src/store/store.ts";
import { readScored, saveEvaluations } from "../support/scoring.ts";
import {
  award,
  collection,
  contactRow,
  createWorkplace,
  DAY,
  endRun,
  group,
  MARCH,
  points,
  rulebook,
  scored,
  startRun,
  trigger,
  wholeRun,
} from "./support.ts";

const { folder, fresh, open } = createWorkplace();
const EXCLUDED: Evaluation = { kind: "excluded", dueAt: undefined };

const FULL = scored({
  awards: [award("ski", "a", "1")],
  scores: [{ group: "ski", points: points("1"), band: "warm" }],
  classes: [{ class: "grade", value: "a1" }],
  segments: ["skiers", "called"],
  triggers: new Map([["t", { armed: false, firings: 1, lastFiredAt: 5 }]]),
});

function score(value: string, band?: string) {
  return { group: "ski", points: points(value), band };
}

function changes(store: Store, runId: number): readonly string[] {
  return [...store.changes(runId)].map(
    ({ contactId, kind, name, before, after }) => `${contactId} ${kind} ${name}: ${before} -> ${after}`,
  );
}

function memberSince(store: Store, name: string): readonly (readonly [string, number])[] {
  return readScored(store).flatMap(({ contactId, segments }) => {
    const since = segments.get(name);
    return since === undefined ? [] : [[contactId, (since - MARCH) / DAY] as const];
  });
}

describe("a membership", () => {
  it("remembers since when, until it ends", () => {
    const store = fresh();
    const on = { anna: scored({ segments: ["skiers"] }) };
    const off = { anna: scored() };
    wholeRun(store, on);
    wholeRun(store, on, { asOf: MARCH + DAY });
    expect(memberSince(store, "skiers")).toEqual([["anna", 0]]);
    wholeRun(store, off, { asOf: MARCH + 2 * DAY });
    expect(memberSince(store, "skiers")).toEqual([]);
    wholeRun(store, on, { asOf: MARCH + 3 * DAY });
    expect(memberSince(store, "skiers")).toEqual([["anna", 3]]);
  });

  it("is part of the previous state, whoever set it", () => {
    const store = fresh();
    wholeRun(store, { anna: scored({ segments: ["skiers", "called"] }) });
    expect(store.history("anna")?.previous.segments).toEqual(new Set(["skiers", "called"]));
  });

  it("vanishes with its segment", () => {
    const store = fresh();
    wholeRun(store, { anna: scored({ segments: ["skiers"] }) });
    const runId = wholeRun(store, { anna: scored() }, { book: rulebook({ segments: [] }) });
    expect(store.tallies(runId).members).toEqual([]);
  });
});

describe("scores and awards", () => {
  it("replace what was there, and vanish when they are no more", () => {
    const store = fresh();
    wholeRun(store, {
      anna: scored({
        awards: [award("ski", "a", "1", 2), award("ski", "b", "2.5")],
        scores: [score("3.5"), { ...score("1"), group: "old" }],
      }),
    });
    const runId = wholeRun(store, {
      anna: scored({ awards: [award("ski", "b", "-0.000001", 4)], scores: [score("-0.000001")] }),
    });
    expect(store.tallies(runId).awards).toEqual([
      { group: "ski", rule: "b", contacts: 1, times: 4, points: points("-0.000001") },
    ]);
    expect(readScored(store).map((row) => [...row.scores])).toEqual([[["ski", points("-0.000001")]]]);
  });

  it("are exact at nine billion, and so are sums over contacts", () => {
    const store = fresh();
    const large = scored({
      awards: [award("ski", "a", "9000000000")],
      scores: [score("8999999999.999999")],
    });
    const many = Object.fromEntries(Array.from({ length: 1_100 }, (_, i) => [`c${i}`, large]));
    const runId = wholeRun(store, many);
    expect(store.tallies(runId).awards[0]?.points).toBe(points("9900000000000"));
    expect(readScored(store)[0]?.scores.get("ski")).toBe(points("8999999999.999999"));
    expect(store.topContacts("ski", { limit: 1 })[0]?.points).toBe(points("8999999999.999999"));
  });

  it.each<[string, Evaluation, number]>([
    ["nothing differs", FULL, 1],
    ["one score differs", { ...FULL, scores: [score("2", "warm")] } as Evaluation, 1],
    [
      "one award is new",
      { ...FULL, awards: [award("ski", "a", "1"), award("ski", "b", "1")] } as Evaluation,
      1,
    ],
    ["a band moves", { ...FULL, scores: [score("1", "hot")] } as Evaluation, 2],
    ["a segment is left", { ...FULL, segments: ["called"] } as Evaluation, 2],
  ])("are written only where they differ: %s", (_, evaluation, writes) => {
    const path = join(folder(), "a.db");
    open(path).close();
    const connection = connect(path);
    const run = { runId: 1, asOf: MARCH, rulebook: rulebook(), isFirst: true, includeAnonymous: false };
    const anna = { contactId: "anna", leftOut: null, isListed: false, isAnonymous: false };
    const first = describeOutcome(run, anna, NO_STATE, FULL);
    saveOutcome(connection, run, toSavedOutcome(first, { ...anna, state: undefined }, []));

    const written: string[] = [];
    const counting: Connection = {
      ...connection,
      run: (sql, ...values) => {
        written.push(sql);
        return connection.run(sql, ...values);
      },
    };
    const later = { ...run, runId: 2, asOf: MARCH + DAY, isFirst: false };
    const known = { ...anna, state: encodeState(first.after) };
    const second = describeOutcome(later, known, decodeState(known.state), evaluation);
    saveOutcome(counting, later, toSavedOutcome(second, known, []));
    expect(written).toHaveLength(writes);
    connection.close();
  });
});

describe("changes", () => {
  const before = scored({
    scores: [score("1", "warm")],
    classes: [{ class: "grade", value: "a1" }],
    segments: ["skiers"],
  });

  it("are none in the first run", () => {
    const store = fresh();
    expect(changes(store, wholeRun(store, { anna: before }))).toEqual([]);
  });

  it.each<[string, Evaluation, readonly string[]]>([
    [
      "everything moves",
      scored({
        scores: [score("9", "hot")],
        classes: [{ class: "grade", value: "b" }],
        segments: ["called"],
      }),
      [
        "anna band ski: warm -> hot",
        "anna class grade: a1 -> b",
        "anna segment called: undefined -> member",
        "anna segment skiers: member -> undefined",
      ],
    ],
    [
      "everything goes",
      scored({ scores: [score("0")] }),
      [
        "anna band ski: warm -> undefined",
        "anna class grade: a1 -> undefined",
        "anna segment skiers: member -> undefined",
      ],
    ],
    ["points move within a band", { ...before, scores: [score("2", "warm")] } as Evaluation, []],
  ])("when %s", (_, after, expected) => {
    const store = fresh();
    wholeRun(store, { anna: before });
    expect(changes(store, wholeRun(store, { anna: after }))).toEqual(expected);
  });

  it("of a contact that a later run brings are all entries", () => {
    const store = fresh();
    wholeRun(store, { anna: before });
    expect(changes(store, wholeRun(store, { anna: before, bob: before }))).toEqual([
      "bob band ski: undefined -> warm",
      "bob class grade: undefined -> a1",
      "bob segment skiers: undefined -> member",
    ]);
  });
});

describe("an excluded contact", () => {
  const full = scored({
    awards: [award("ski", "a", "1")],
    scores: [score("1", "warm")],
    classes: [{ class: "grade", value: "a1" }],
    segments: ["skiers", "called"],
    triggers: new Map([["t", { armed: false, firings: 1, lastFiredAt: MARCH }]]),
  });

  it("is in no output", () => {
    const store = fresh();
    wholeRun(store, { anna: full });
    const runId = wholeRun(store, { anna: EXCLUDED });
    expect(readScored(store)).toEqual([]);
    expect([...store.changes(runId)]).toEqual([]);
    expect(store.tallies(runId)).toEqual(tallyRows(createTallies()));
    expect(store.totals()).toMatchObject({ contacts: 1, excluded: 1 });
  });

  it("keeps what triggers have done for the day it returns", () => {
    const store = fresh();
    wholeRun(store, { anna: full });
    wholeRun(store, { anna: EXCLUDED });
    expect(store.history("anna")?.previous).toMatchObject({
      segments: new Set(["called"]),
      triggers: new Map([["t", { armed: false, firings: 1, lastFiredAt: MARCH }]]),
    });
    const runId = wholeRun(store, { anna: full }, { asOf: MARCH + DAY });
    expect(memberSince(store, "called")).toEqual([["anna", 0]]);
    expect(memberSince(store, "skiers")).toEqual([["anna", 1]]);
    expect(changes(store, runId)).not.toContain("anna segment called: undefined -> member");
  });
});

describe("firings and actions", () => {
  const book = rulebook({ triggers: [trigger("hot", "email", "campaign")] });
  const fired = (number = 1) =>
    scored({
      awards: [award("ski", "bought", "60", 3), award("ski", "no-click", "-15")],
      scores: [score("45")],
      firings: [
        {
          trigger: "hot",
          number,
          actions: [
            { kind: "email", target: "vip", with: { n: 1, name: "Anna" } },
            { kind: "campaign", target: "ski", with: {} },
          ],
        },
      ],
      triggers: new Map([["hot", { armed: false, firings: number, lastFiredAt: MARCH }]]),
    });

  it("keep the scores and awards behind them", () => {
    const store = fresh();
    const runId = wholeRun(store, { anna: fired() }, { book });
    expect([...store.actions(runId)]).toMatchObject([
      {
        actionId: "hot:anna:1:1",
        trigger: "hot",
        number: 1,
        kind: "email",
        target: "vip",
        parameters: '{"n":1,"name":"Anna"}',
        firedAt: MARCH,
        scores: { ski: "45" },
        why: "bought +60, no-click -15",
      },
      { actionId: "hot:anna:1:2", kind: "campaign", parameters: "{}" },
    ]);
    expect(store.firingCounts(runId)).toEqual([{ trigger: "hot", firings: 1 }]);
    expect(store.actionKinds(runId)).toEqual(["campaign", "email"]);
  });

  it("name the groups where there are several", () => {
    const store = fresh();
    const groups = [group("ski"), group("hiking")];
    const evaluation = {
      ...fired(),
      awards: [award("hiking", "a", "1"), award("ski", "a", "2"), award("ski", "b", "0.5")],
    } as Evaluation;
    const runId = wholeRun(store, { anna: evaluation }, { book: { ...book, groups } });
    expect([...store.actions(runId)][0]?.why).toBe("ski: a +2, b +0.5; hiking: a +1");
  });

  it("are written by the next run when theirs did not get to it, once", () => {
    const store = fresh();
    const lost = wholeRun(store, { anna: fired() }, { book });
    const lostToo = wholeRun(store, { anna: scored(), bob: fired() }, { book });
    const next = wholeRun(store, { anna: fired(2), bob: scored() }, { book });
    expect([...store.actions(next)].map((action) => action.actionId)).toEqual([
      ...["hot:anna:1:1", "hot:anna:1:2", "hot:anna:2:1", "hot:anna:2:2", "hot:bob:1:1", "hot:bob:1:2"],
    ]);
    expect([...store.actions(lost), ...store.actions(lostToo)]).toEqual([]);
    store.markWritten(next, "");
    expect([...store.actions(wholeRun(store, { anna: scored(), bob: scored() }, { book }))]).toEqual([]);
    expect([...store.actions(next)]).toHaveLength(6);
  });

  it("stay with a run that was written", () => {
    const store = fresh();
    const first = wholeRun(store, { anna: fired() }, { book });
    store.markWritten(first, "");
    expect(store.run(first)?.written).toBe(true);
    expect([...store.actions(wholeRun(store, { anna: scored() }, { book }))]).toEqual([]);
  });

  it("outlive a rulebook without their trigger", () => {
    const store = fresh();
    wholeRun(store, { anna: fired() }, { book });
    wholeRun(store, { anna: scored() }, { book: rulebook() });
    expect(store.history("anna")?.previous.triggers.get("hot")?.firings).toBe(1);
    expect(store.history("anna")?.previous.knownTriggers).toEqual(new Set(["hot"]));
  });

  it("leave no state once a trigger is as new again", () => {
    const store = fresh();
    wholeRun(store, { anna: fired() }, { book });
    wholeRun(store, { anna: scored() }, { book });
    expect(store.history("anna")?.previous.triggers).toEqual(new Map());
  });
});

describe("figures", () => {
  it("count bands, members and awards", () => {
    const store = fresh();
    const book = rulebook({ labels: [collection("label", "vip")] });
    const runId = wholeRun(
      store,
      {
        anna: scored({ scores: [score("9", "hot")], segments: ["skiers"], labels: ["vip"] }),
        bob: scored({ scores: [score("1", "warm")], segments: ["skiers"] }),
        carl: scored({ scores: [score("9", "hot")] }),
        dora: scored(),
      },
      { book },
    );
    expect(store.tallies(runId)).toEqual({
      awards: [],
      bands: [
        { group: "ski", band: "hot", contacts: 2 },
        { group: "ski", band: "warm", contacts: 1 },
        { group: "ski", band: undefined, contacts: 1 },
      ],
      members: [
        { kind: "segment", name: "skiers", contacts: 2 },
        { kind: "label", name: "vip", contacts: 1 },
      ],
      scores: new Map([
        [
          "ski",
          new Map([
            [900, 2],
            [100, 1],
            [0, 1],
          ]),
        ],
      ]),
      stages: new Map(),
    });
    const top = (query: { band?: string; segment?: string; limit: number }) =>
      store.topContacts("ski", query).map((row) => row.contactId);
    expect(top({ limit: 3 })).toEqual(["anna", "carl", "bob"]);
    expect(top({ limit: 9, band: "hot" })).toEqual(["anna", "carl"]);
    expect(top({ limit: 9, segment: "skiers" })).toEqual(["anna", "bob"]);
  });

  it("show a contact with its key as written and its trimmed e-mail", () => {
    const store = fresh();
    const row = contactRow("anna", { email: "\t Anna@Example.com " });
    const { runId } = startRun(store, [{ ...row, contact: { ...row.contact, value: "ANNA" } }]);
    saveEvaluations(store, { runId, rulebook: rulebook(), asOf: MARCH, isFirst: true }, { anna: scored() });
    endRun(store, runId);
    expect(readScored(store)[0]).toMatchObject({
      contactId: "anna",
      written: "ANNA",
      email: "Anna@Example.com",
    });
  });
});
