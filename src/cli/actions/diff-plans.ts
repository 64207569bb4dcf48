// What two rulebooks are compared on, and as of when.

import { type Ground, openDatabase, openExports, type PassingGround, type Plans } from "../../diff/ground.ts";
import { readsAlike } from "../../diff/rulebook-changes.ts";
import type { Rulebook } from "../../rulebook/model.ts";
import { loadLastRulebook } from "../../run/last-rulebook.ts";
import type { TakeInRequest, TooManyRejects } from "../../run/take-in.ts";
import { openStore } from "../../store/store.ts";
import { readBuild } from "../build.ts";
import { refusePath } from "../database/with-store.ts";
import { UsageError } from "../exit-codes.ts";
import type { Interrupt } from "../interrupt.ts";
import { readAsOf } from "../options/as-of-option.ts";
import type { DiffOptions, DiffTask } from "../options/diff-options.ts";
import { readStdin } from "../read-stdin.ts";
import { readVersion } from "../version.ts";

export interface Rulebooks {
  readonly before: Rulebook;
  readonly after: Rulebook;
}

export interface Planned {
  readonly plans: Plans;
  readonly ground: Ground | TooManyRejects;
  readonly includeAnonymous: boolean;
}

/** As of the last run, unless told otherwise. */
export async function planOnDatabase(
  { before, after }: Rulebooks,
  db: string,
  { asOf, includeAnonymous = false }: DiffOptions,
  passing: PassingGround,
): Promise<Planned> {
  refusePath(db);
  const store = passing.keep(openStore(db, { mode: "read", build: readBuild() }));
  const last = await loadLastRulebook(store, db);
  const plan = (rulebook: Rulebook) => ({
    rulebook,
    asOf: asOf === undefined ? last.run.asOf : readAsOf(asOf, rulebook.timezone),
  });
  const plans = { before: plan(before), after: plan(after) };
  return {
    plans,
    ground: openDatabase(store, last, plans, passing, readVersion()),
    includeAnonymous: includeAnonymous || last.run.basis.includeAnonymous,
  };
}

/** As of now, unless told otherwise. */
export async function planOnExports(
  { before, after }: Rulebooks,
  { options, maxRejects }: DiffTask,
  passing: PassingGround,
  interrupt: Interrupt,
  onImport: TakeInRequest["onImport"],
): Promise<Planned> {
  const { contacts = [], events = [], identities = [] } = options;
  const now = options.asOf === undefined ? readAsOf(undefined, "UTC") : undefined;
  const plan = (rulebook: Rulebook) => ({
    rulebook,
    asOf: now ?? readAsOf(options.asOf, rulebook.timezone),
  });
  if ([...contacts, ...events, ...identities].includes("-") && !readsAlike(before, after)) {
    throw new UsageError(
      "the rulebooks read exports each in its own way, standard input only once; give a file",
    );
  }
  const plans = { before: plan(before), after: plan(after) };
  const exports = {
    ...{ contacts, events, identities, maxRejects, stdin: readStdin(interrupt) },
    ...{ programVersion: readVersion(), isInterrupted: interrupt.hasCome },
    onImport,
  };
  return {
    plans,
    ground: await openExports(exports, plans, passing),
    includeAnonymous: options.includeAnonymous === true,
  };
}
