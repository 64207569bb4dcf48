// Whatever came in whatever night: the database explains any past as-of as a run would score it, and knows what the run
// of then had left.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { explainHistory } from "../../src/evaluate/explain/explain-history.ts";
import type { History } from "../../src/evaluate/history.ts";
import type { Rulebook } from "../../src/rulebook/model.ts";
import { lookBack } from "../../src/run/look-back.ts";
import { ContactRangeError, runRulebook } from "../../src/run/run-rulebook.ts";
import { decodeState } from "../../src/store/outcomes/state.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import type { Instant } from "../../src/values/calendar.ts";
import { loadRaw } from "../support/comparison.ts";
import { propertyRuns } from "../support/property-runs.ts";
import { randomCase } from "../support/random/random-case.ts";
import { type Arrivals, arrivals, type NightFiles, writeNights } from "../support/random/random-nights.ts";
import { runRequest } from "../support/run-request.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

const LONG = 3_600_000;

async function withNights(
  random: Parameters<typeof writeNights>[1],
  coming: Arrivals,
  use: (folder: string, rulebook: Rulebook, nights: readonly NightFiles[]) => Promise<void>,
): Promise<void> {
  const temp = makeTempFolder();
  try {
    mkdirSync(join(temp.path, "in"));
    await use(temp.path, loadRaw(random.raw), writeNights(join(temp.path, "in"), random, coming));
  } catch (error) {
    if (!(error instanceof ContactRangeError)) throw error;
  } finally {
    temp.remove();
  }
}

async function withStore<Result>(path: string, use: (store: Store) => Promise<Result>): Promise<Result> {
  const store = openStore(path, { mode: "write" });
  try {
    return await use(store);
  } finally {
    store.close();
  }
}

/** Answers false where `at_most` stopped the run. */
async function runNight(store: Store, rulebook: Rulebook, night: NightFiles, includeAnonymous: boolean) {
  const maxRejects = { kind: "percent", percent: 100 } as const;
  const outcome = await runRulebook(store, runRequest({ rulebook, includeAnonymous, maxRejects, ...night }));
  if (outcome.kind === "done") store.markWritten(outcome.runId, "");
  return outcome.kind === "done";
}

/** By contact: its scores as of the instant, as an explanation has them; "excluded" for those that are. */
function explainAll(store: Store, rulebook: Rulebook, asOf: Instant, ids: readonly string[]) {
  return ids.map((id) => {
    const { history, unsure } = lookBack(rulebook, store.contactAt(id, asOf)!);
    const explanation = explainHistory(rulebook, history, asOf, unsure);
    if (explanation.kind === "excluded") return [id, "excluded"];
    return [id, explanation.groups.map(({ group, score, band }) => [group, score, band ?? null])];
  });
}

function keptScores(store: Store): readonly (readonly [string, unknown])[] {
  return [...store.records("all")].flat().map(({ contactId, leftOut, state }) => {
    if (leftOut === "excluded") return [contactId, "excluded"] as const;
    const { scores } = decodeState(state!);
    return [contactId, scores.map(({ groupId, points, band }) => [groupId, points, band])] as const;
  });
}

test(
  "the score explained is that of a run at that as-of with all that is known now",
  async () => {
    await fc.assert(
      fc.asyncProperty(randomCase, arrivals, async (random, coming) => {
        await withNights(random, coming, async (folder, rulebook, nights) => {
          const all = {
            contacts: nights.flatMap(({ contacts }) => contacts),
            identities: nights.flatMap(({ identities }) => identities),
            events: nights.flatMap(({ events }) => events),
          };
          await withStore(join(folder, "nights.db"), async (store) => {
            for (const night of nights) {
              if (!(await runNight(store, rulebook, night, coming.includeAnonymous))) return;
            }
            for (const { asOf } of nights) {
              const fresh = join(folder, `fresh-${asOf}-${Math.abs(asOf)}.db`);
              const kept = await withStore(fresh, async (other) => {
                const isDone = await runNight(other, rulebook, { asOf, ...all }, coming.includeAnonymous);
                return isDone ? keptScores(other) : [];
              });
              // An anonymous contact of then may be known by now.
              const known = kept.filter(([id]) => store.standing(id) !== undefined);
              expect(
                explainAll(
                  store,
                  rulebook,
                  asOf,
                  known.map(([id]) => id),
                ),
              ).toEqual(known);
            }
          });
        });
      }),
      propertyRuns(40),
    );
  },
  LONG,
);

test(
  "as of the last run a contact is as that run left it",
  async () => {
    await fc.assert(
      fc.asyncProperty(randomCase, arrivals, async (random, coming) => {
        await withNights(random, coming, async (folder, rulebook, nights) => {
          await withStore(join(folder, "nights.db"), async (store) => {
            for (const night of nights) await runNight(store, rulebook, night, coming.includeAnonymous);
            const { asOf = 0 } = store.lastRun() ?? {};
            for (const { contactId } of [...store.records("all")].flat()) {
              const { history, unsure } = lookBack(rulebook, store.contactAt(contactId, asOf)!);
              const expected = store.history(contactId)!;
              expect(upTo(asOf, history)).toEqual(upTo(asOf, expected));
              expect(unsure.size).toBe(0);
            }
          });
        });
      }),
      propertyRuns(40),
    );
  },
  LONG,
);

/** Later events do not exist for it. */
function upTo(asOf: Instant, history: History): History {
  return { ...history, events: history.events.filter(({ at }) => at <= asOf) };
}

test(
  "of an earlier run, stages, memberships and firings are as that run left them; where a trigger is sure, so is it",
  async () => {
    await fc.assert(
      fc.asyncProperty(randomCase, arrivals, async (random, coming) => {
        const known: Arrivals = { ...coming, byDevice: [false], changesHands: [false] };
        await withNights(random, known, async (folder, rulebook, nights) => {
          await withStore(join(folder, "nights.db"), async (store) => {
            const left = new Map<Instant, readonly History[]>();
            for (const night of nights) {
              await runNight(store, rulebook, night, false);
              const ids = [...store.records("all")].flat().map(({ contactId }) => contactId);
              left.set(
                night.asOf,
                ids.map((id) => store.history(id)!),
              );
            }
            for (const [asOf, histories] of left) {
              for (const { contactId, previous } of histories) {
                const { history, unsure } = lookBack(rulebook, store.contactAt(contactId, asOf)!);
                const { recycle } = rulebook;
                expect(standingOf(history.previous, unsure, recycle)).toEqual(
                  standingOf(previous, unsure, recycle),
                );
              }
            }
          });
        });
      }),
      propertyRuns(60),
    );
  },
  LONG,
);

/**
 * A trigger that is as new has no state of its own, or one that says so. Who is recycled and comes as far again in one
 * run has moved without a change.
 */
function standingOf(
  previous: History["previous"],
  unsure: ReadonlySet<string>,
  recycle: Rulebook["recycle"],
) {
  const triggers = [...previous.triggers]
    .map(([id, state]) => [id, { ...state, armed: unsure.has(id) ? undefined : state.armed }] as const)
    .filter(([id, { armed, firings }]) => firings > 0 || (armed !== true && !unsure.has(id)))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const { segments, labels, stage, knownTriggers } = previous;
  return {
    stage: recycle === undefined ? stage : stage?.stage,
    triggers,
    members: [[...segments].sort(), [...labels].sort(), [...knownTriggers].sort()],
  };
}
