// Where the contacts of a comparison come from: a database, read only, or exports, taken into passing databases. Stores
// are as a run with the rulebook finds them right before it scores, and what is done for that is kept nowhere.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { InputSummary } from "../output/run-summary.ts";
import type { Rulebook } from "../rulebook/model.ts";
import type { RunWithRulebook } from "../run/last-rulebook.ts";
import { type TakeInRequest, type TooManyRejects, takeIn } from "../run/take-in.ts";
import { openStore, type Store } from "../store/store.ts";
import type { Instant } from "../values/calendar.ts";
import { readsAlike } from "./rulebook-changes.ts";

/** A rulebook and the as-of that it is tried at. */
export interface Plan {
  readonly rulebook: Rulebook;
  readonly asOf: Instant;
}

export interface Plans {
  readonly before: Plan;
  readonly after: Plan;
}

/** The same store for both wherever a run with either finds the same. */
export interface Ground {
  readonly kind: "ready";
  readonly before: Store;
  readonly after: Store;
  /** Of the exports, as the later rulebook reads them; none of a database. */
  readonly inputs: readonly InputSummary[];
}

/** Calls `use` with the ground; passing files are removed, and stores closed, when its promise settles. */
export async function onPassingGround<Result>(
  use: (ground: PassingGround) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "tallybook-"));
  const stores: Store[] = [];
  const keep = (store: Store) => {
    stores.push(store);
    return store;
  };
  try {
    return await use({ pathOf: (name) => join(folder, name), keep });
  } finally {
    for (const store of stores) store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface PassingGround {
  /** Of a file in the passing folder. */
  readonly pathOf: (name: string) => string;
  /** Has the store closed at the end. */
  readonly keep: (store: Store) => Store;
}

/**
 * A database that a run has made, as it is. Where a run with one of the rulebooks would find people or times otherwise,
 * that run's first steps are taken in a copy. Throws StoreError.
 */
export function openDatabase(
  store: Store,
  last: RunWithRulebook,
  { before, after }: Plans,
  { pathOf, keep }: PassingGround,
  programVersion: string,
): Ground {
  const settled = ({ rulebook, asOf }: Plan, name: string) => {
    if (readsAlike(rulebook, last.rulebook) && store.isSettled(asOf)) return store;
    store.copyTo(pathOf(name));
    const copy = keep(openStore(pathOf(name), { mode: "write", isPassing: true }));
    copy.begin();
    copy.settle(copy.createRun({ asOf, rulebook, programVersion }));
    return copy;
  };
  const from = settled(before, "before.db");
  const to = areAlike(before, after) ? from : settled(after, "after.db");
  // From here on a run that ends meanwhile is not seen. Not earlier: within a transaction nothing can be copied.
  store.begin();
  return { kind: "ready", before: from, after: to, inputs: [] };
}

function areAlike(a: Plan, b: Plan): boolean {
  return a.asOf === b.asOf && readsAlike(a.rulebook, b.rulebook);
}

export interface Exports extends Omit<TakeInRequest, "rulebook"> {
  readonly programVersion: string;
}

/** Exports taken in anew, once for both rulebooks where these read alike. Throws InputError and InterruptedError. */
export async function openExports(
  exports: Exports,
  { before, after }: Plans,
  ground: PassingGround,
): Promise<Ground | TooManyRejects> {
  const from = await takeInto("before.db", before, exports, ground);
  if (from.kind === "too_many_rejects") return from;
  const to = areAlike(before, after) ? from : await takeInto("after.db", after, exports, ground);
  if (to.kind === "too_many_rejects") return to;
  return { kind: "ready", before: from.store, after: to.store, inputs: to.inputs };
}

type Opened =
  | { readonly kind: "opened"; readonly store: Store; readonly inputs: readonly InputSummary[] }
  | TooManyRejects;

async function takeInto(
  name: string,
  { rulebook, asOf }: Plan,
  exports: Exports,
  { pathOf, keep }: PassingGround,
): Promise<Opened> {
  const store = keep(openStore(pathOf(name), { mode: "write", isPassing: true }));
  store.begin();
  const runId = store.createRun({ asOf, rulebook, programVersion: exports.programVersion });
  const taken = await takeIn(store, runId, { ...exports, rulebook });
  if (taken.kind !== "taken") return taken;
  store.settle(runId);
  return { kind: "opened", store, inputs: taken.inputs };
}
