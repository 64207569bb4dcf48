// Two random rulebooks on random exports and nights: a comparison says what two separate runs would have said.

import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ContactMoves } from "../../src/diff/contact-moves.ts";
import { diffRulebooks, hasDifference, type RulebookDifference } from "../../src/diff/diff-rulebooks.ts";
import {
  type Ground,
  onPassingGround,
  openDatabase,
  openExports,
  type Plans,
} from "../../src/diff/ground.ts";
import type { RulebookChange } from "../../src/diff/rulebook-changes.ts";
import type { Rulebook } from "../../src/rulebook/model.ts";
import { loadLastRulebook } from "../../src/run/last-rulebook.ts";
import { ContactRangeError, type RunRequest, runRulebook } from "../../src/run/run-rulebook.ts";
import type { TooManyRejects } from "../../src/run/take-in.ts";
import { openStore } from "../../src/store/store.ts";
import { micro } from "../../src/values/decimal.ts";
import { loadRaw } from "../support/comparison.ts";
import { findMoves, movesOf } from "../support/moves-of-runs.ts";
import { propertyRuns } from "../support/property-runs.ts";
import { type RandomCase, randomCase } from "../support/random/random-case.ts";
import { type Arrivals, arrivals, type NightFiles, writeNights } from "../support/random/random-nights.ts";
import { rulebook as randomRulebook } from "../support/random/random-rulebook.ts";
import { readRunFacts } from "../support/run-facts.ts";
import { runRequest } from "../support/run-request.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

const LONG = 3_600_000;
const MAX_REJECTS = { kind: "percent", percent: 100 } as const;
const ALL_MOVERS = 1_000;

interface Compared {
  readonly folder: string;
  readonly before: Rulebook;
  readonly after: Rulebook;
  readonly nights: readonly NightFiles[];
  readonly coming: Arrivals;
}

/** Half of the pairs keep the time zone, so that they share what was taken in. */
const pair = fc.record({ other: randomRulebook, keepsZone: fc.boolean() });

type Pair = typeof pair extends fc.Arbitrary<infer Value> ? Value : never;

async function onCase(
  random: RandomCase,
  { other, keepsZone }: Pair,
  coming: Arrivals,
  use: (compared: Compared) => Promise<void>,
): Promise<void> {
  const temp = makeTempFolder();
  try {
    mkdirSync(join(temp.path, "in"));
    const { timezone: _, ...rest } = other;
    const { timezone } = random.raw;
    const kept = { ...rest, ...(timezone === undefined ? {} : { timezone }) };
    await use({
      folder: temp.path,
      before: loadRaw(random.raw),
      after: loadRaw(keepsZone ? kept : other),
      nights: writeNights(join(temp.path, "in"), random, coming),
      coming,
    });
  } finally {
    temp.remove();
  }
}

/** "out_of_range" where a contact gets more points than a score may have. */
async function orOutOfRange<Result>(work: () => Promise<Result>): Promise<Result | "out_of_range"> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ContactRangeError) return "out_of_range";
    throw error;
  }
}

/** The files of all nights in one go, as of the last. */
function allNights(nights: readonly NightFiles[]): NightFiles {
  const last = nights.at(-1)!;
  const of = (kind: "contacts" | "identities" | "events") => nights.flatMap((night) => night[kind]);
  return { asOf: last.asOf, contacts: of("contacts"), identities: of("identities"), events: of("events") };
}

type Night = Pick<RunRequest, "rulebook" | "includeAnonymous"> & NightFiles;

function runNight(path: string, night: Night): Promise<string> {
  return orOutOfRange(async () => {
    const store = openStore(path, { mode: "write" });
    try {
      const outcome = await runRulebook(store, runRequest({ ...night, maxRejects: MAX_REJECTS }));
      if (outcome.kind === "done") store.markWritten(outcome.runId, "");
      return outcome.kind;
    } finally {
      store.close();
    }
  });
}

async function compare(
  ground: Ground | TooManyRejects,
  plans: Plans,
  includeAnonymous: boolean,
): Promise<RulebookDifference> {
  if (ground.kind !== "ready") throw new Error("rows were rejected");
  return diffRulebooks(plans, ground, {
    ...{ includeAnonymous, movers: ALL_MOVERS, onScored: () => {}, isInterrupted: () => false },
  });
}

function diffOnExports({ coming, ...compared }: Compared, before: Rulebook, after: Rulebook) {
  const { asOf, ...files } = allNights(compared.nights);
  const plans = { before: { rulebook: before, asOf }, after: { rulebook: after, asOf } };
  return orOutOfRange(() =>
    onPassingGround(async (passing) => {
      const request = { ...runRequest({ rulebook: before, asOf, ...files }), maxRejects: MAX_REJECTS };
      return compare(await openExports(request, plans, passing), plans, coming.includeAnonymous);
    }),
  );
}

function diffOnDatabase(
  path: string,
  { before, after, coming }: Pick<Compared, "before" | "after" | "coming">,
  asOf: number,
) {
  const plans = { before: { rulebook: before, asOf }, after: { rulebook: after, asOf } };
  return orOutOfRange(() =>
    onPassingGround(async (passing) => {
      const store = passing.keep(openStore(path, { mode: "read" }));
      const ground = openDatabase(store, await loadLastRulebook(store, path), plans, passing, "test");
      return compare(ground, plans, coming.includeAnonymous);
    }),
  );
}

/** Both runs went through, and so the comparison has to say how they differ. */
function expectMoves(
  difference: RulebookDifference | "out_of_range",
  ends: readonly string[],
  paths: readonly [before: string, after: string],
  { before, after }: Compared,
): void {
  if (ends.includes("out_of_range")) {
    expect(difference).toBe("out_of_range");
    return;
  }
  if (difference === "out_of_range") throw new Error("only the comparison found points out of range");
  const { overruns } = difference.totals;
  const stops = [overruns.before, overruns.after].map((found) =>
    found.length > 0 ? "too_many_firings" : "done",
  );
  expect(stops).toEqual(ends);
  if (ends.some((end) => end !== "done")) return;
  const [was, is] = [readRunFacts(paths[0], before), readRunFacts(paths[1], after)];
  expect(movesOf(difference)).toEqual(findMoves(was, is, before, after));
}

test(
  "on exports, the moves are the differences between two runs on two fresh databases",
  async () => {
    await fc.assert(
      fc.asyncProperty(randomCase, pair, arrivals, (random, other, coming) =>
        onCase(random, other, coming, async (compared) => {
          const { folder, before, after, nights } = compared;
          const paths = [join(folder, "a.db"), join(folder, "b.db")] as const;
          const { includeAnonymous } = coming;
          const night = { ...allNights(nights), includeAnonymous };
          const ends = [
            await runNight(paths[0], { ...night, rulebook: before }),
            await runNight(paths[1], { ...night, rulebook: after }),
          ];
          expectMoves(await diffOnExports(compared, before, after), ends, paths, compared);
        }),
      ),
      propertyRuns(40),
    );
  },
  LONG,
);

test(
  "on a database, the moves are the differences between two runs that both follow its last one",
  async () => {
    await fc.assert(
      fc.asyncProperty(randomCase, pair, arrivals, fc.boolean(), (random, other, coming, isMonthLater) =>
        onCase(random, other, coming, async (compared) => {
          const { folder, before, after, nights } = compared;
          const { includeAnonymous } = coming;
          const [kept, a, b] = ["kept.db", "a.db", "b.db"].map((name) => join(folder, name));
          for (const night of nights) {
            const end = await runNight(kept!, { ...night, rulebook: before, includeAnonymous });
            if (end !== "done") return;
          }
          // Later, lest the run with the same rulebook be the last one again.
          const asOf = nights.at(-1)!.asOf + (isMonthLater ? 30 * 86_400_000 : 1);
          const difference = await diffOnDatabase(kept!, compared, asOf);
          for (const path of [a!, b!]) copyFileSync(kept!, path);
          const next = { asOf, contacts: [], identities: [], events: [], includeAnonymous };
          const ends = [
            await runNight(a!, { ...next, rulebook: before }),
            await runNight(b!, { ...next, rulebook: after }),
          ];
          expectMoves(difference, ends, [a!, b!], compared);
        }),
      ),
      propertyRuns(40),
    );
  },
  LONG,
);

test(
  "a rulebook does not differ from itself, and one way mirrors the other",
  async () => {
    await fc.assert(
      fc.asyncProperty(randomCase, pair, arrivals, (random, other, coming) =>
        onCase(random, other, coming, async (compared) => {
          const { before, after } = compared;
          const there = await diffOnExports(compared, before, after);
          const back = await diffOnExports(compared, after, before);
          const itself = await diffOnExports(compared, before, before);
          if (itself !== "out_of_range") expect(hasDifference(itself)).toBe(false);
          if (there === "out_of_range" || back === "out_of_range") {
            expect(there).toBe(back);
            return;
          }
          expect(sorted(mirror(there))).toEqual(sorted(back));
        }),
      ),
      propertyRuns(40),
    );
  },
  LONG,
);

/** Texts of all that is said, in an order that does not tell which rulebook came first. */
function sorted({ totals, movers, changes }: RulebookDifference) {
  const lines = (entries: readonly object[]) => entries.map((entry) => textOf(entry)).sort();
  return {
    ...totals,
    ...{ groups: lines(totals.groups), places: lines(totals.places), actions: lines(totals.actions) },
    changes: lines(changes.map(({ details, ...change }) => ({ ...change, details: lines(details) }))),
    movers: movers.map(({ moves: { listing, scores, places, actions }, ...contact }) => ({
      ...{ ...contact, listing, places: lines(places), actions: lines(actions) },
      scores: lines(scores.map(({ rules, ...score }) => ({ ...score, rules: lines(rules) }))),
    })),
  };
}

function textOf(entry: object): string {
  const inOrder = (_: string, value: unknown) => {
    if (typeof value === "bigint") return String(value);
    const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
    return isMap ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
  };
  return JSON.stringify(entry, inOrder);
}

function mirror({ before, after, totals, movers, changes }: RulebookDifference): RulebookDifference {
  return {
    ...{ before: after, after: before, changes: changes.map(mirrorChange) },
    totals: {
      ...{ contacts: totals.contacts, moved: totals.moved, entered: totals.left, left: totals.entered },
      groups: totals.groups.map(({ group, up, down }) => ({ group, up: down, down: up })),
      places: totals.places.map((place) => ({
        ...place,
        ...{ before: place.after, after: place.before, entered: place.left, left: place.entered },
      })),
      actions: totals.actions.map((action) => ({
        ...action,
        ...{ before: action.after, after: action.before, added: action.removed, removed: action.added },
      })),
      overruns: { before: totals.overruns.after, after: totals.overruns.before },
    },
    movers: movers.map((mover) => ({ ...mover, moves: mirrorMoves(mover.moves) })),
  };
}

function mirrorMoves({ listing, scores, places, actions }: ContactMoves): ContactMoves {
  const swapped = { entered: "left", left: "entered", kept: "kept" } as const;
  return {
    listing: swapped[listing],
    scores: scores.map(({ before, after, rules, rest, group }) => ({
      ...{ group, before: after, after: before, rest: micro(-rest) },
      rules: rules.map((move) => ({ rule: move.rule, before: move.after, after: move.before })),
    })),
    places: places.map(({ before, after, ...place }) => ({ ...place, before: after, after: before })),
    actions: actions.map(({ before, after, ...action }) => ({ ...action, before: after, after: before })),
  };
}

function mirrorChange({ before, after, change, details, ...rest }: RulebookChange): RulebookChange {
  const swapped = { added: "removed", removed: "added", changed: "changed" } as const;
  return {
    ...{ ...rest, change: swapped[change], before: after, after: before },
    details: details.map((detail) => ({ key: detail.key, before: detail.after, after: detail.before })),
  };
}
