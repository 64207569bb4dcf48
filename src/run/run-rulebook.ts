// One run: take in, score, write. All that happens in the database is one transaction; the output folder follows.

import { setImmediate as breathe } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { PointsRangeError } from "../evaluate/range.ts";
import { identityKinds } from "../output/list-rows.ts";
import { type InputSummary, type RunSummary, summariseRun, summaryOf } from "../output/run-summary.ts";
import type { Basis, RunRecord } from "../store/model.ts";
import type { Store } from "../store/store.ts";
import type { Instant } from "../values/calendar.ts";
import { findOverruns, type Overrun } from "./firing-limits.ts";
import type { PageResult, ScoringJob } from "./score-page.ts";
import {
  findImported,
  hasNoNewRow,
  InterruptedError,
  type TakeInRequest,
  type TooManyRejects,
  takeIn,
} from "./take-in.ts";

export interface RunRequest extends TakeInRequest {
  readonly asOf: Instant;
  /** Of the rulebook, to be shown again where it is found unchanged; without them it is read anew. */
  readonly warnings?: readonly Diagnostic[];
  /** Outputs list anonymous contacts too, and triggers fire for them. */
  readonly includeAnonymous: boolean;
  /** Texts in the lists are kept from being taken for formulas. */
  readonly forSpreadsheet: boolean;
  /** Evaluate every contact, and not only those for whom something may have changed. */
  readonly full: boolean;
  /** Do everything, keep nothing. */
  readonly dryRun: boolean;
  readonly programVersion: string;
  readonly onScored: (contacts: number) => void;
  /** Called as each part of the run begins. */
  readonly onPhase: (phase: RunPhase) => void;
}

export type RunPhase = "reading" | "linking" | "scoring" | "counting" | "committing";

export type RunOutcome =
  | {
      readonly kind: "done";
      readonly runId: number;
      readonly asOf: Instant;
      readonly summary: RunSummary;
      /** Nothing was new: this is the last run again, with its figures. */
      readonly repeated: boolean;
    }
  | TooManyRejects
  | { readonly kind: "too_many_firings"; readonly overruns: readonly Overrun[] };

/** A rule or group gives a contact more points than a score may have. */
export class ContactRangeError extends Error {
  override readonly name = "ContactRangeError";

  constructor(contactId: string, cause: PointsRangeError) {
    const message = `contact ${JSON.stringify(contactId)}: ${cause.message}; nothing was changed: mend the data, or bound the points`;
    super(message, { cause });
  }
}

/**
 * Runs in a store opened for writing, and leaves it as it was unless the outcome is "done" and no dry run.
 * Throws InputError, StoreError, ContactRangeError and InterruptedError, likewise with nothing changed.
 */
export async function runRulebook(store: Store, request: RunRequest): Promise<RunOutcome> {
  store.begin();
  try {
    const outcome = await takeInAndScore(store, request);
    request.onPhase("committing");
    if (outcome.kind === "done" && !request.dryRun) store.commit();
    return outcome;
  } finally {
    store.rollback();
  }
}

async function takeInAndScore(store: Store, request: RunRequest): Promise<RunOutcome> {
  const { rulebook, asOf, warnings, programVersion, onPhase } = request;
  const last = store.lastRun();
  const runId = store.createRun({ asOf, rulebook, warnings, programVersion });
  onPhase("reading");
  const taken = await takeIn(store, runId, request);
  if (taken.kind !== "taken") return taken;
  const inputs = [...findImported(store, runId), ...taken.inputs];
  onPhase("linking");
  const { hasNews, incomplete } = store.settle(runId);
  const basis = findBasis(store, request);
  const isUnmoved = !hasNews && inputs.every(hasNoNewRow);
  // Without tallies something was changed behind the last run's back.
  const mayRepeat = last?.asOf === asOf && last.tallies !== undefined && isSameBasis(last.basis, basis);
  if (mayRepeat && isUnmoved) {
    store.discardRun(runId);
    return {
      kind: "done",
      runId: last.runId,
      asOf,
      summary: repeatSummary(last, inputs, incomplete),
      repeated: true,
    };
  }
  onPhase("scoring");
  const evaluatesAll = request.full || last?.tallies === undefined || !isSameBasis(last.basis, basis);
  await scoreContacts(store, runId, request, {
    ...{ rulebook, asOf, evaluatesAll, isFirst: last === undefined },
    ...{ includeAnonymous: basis.includeAnonymous, forSpreadsheet: basis.forSpreadsheet },
    ...{ kinds: basis.kinds, knownTriggers: store.knownTriggers() },
  });
  onPhase("counting");
  const summary = summariseRun(store, runId, rulebook, inputs, incomplete);
  const overruns = findOverruns(rulebook, summary.triggers);
  if (overruns.length > 0) return { kind: "too_many_firings", overruns };
  store.finishRun(runId, { basis, summary: { ...summary }, triggers: rulebook.triggers.map(({ id }) => id) });
  return { kind: "done", runId, asOf, summary, repeated: false };
}

function findBasis(store: Store, request: RunRequest): Basis {
  const { rulebook, programVersion, includeAnonymous, forSpreadsheet } = request;
  return {
    rulebookHash: rulebook.hash,
    timezone: rulebook.timezone,
    programVersion,
    includeAnonymous,
    forSpreadsheet,
    kinds: identityKinds(store.furtherKinds(), rulebook),
  };
}

function isSameBasis(a: Basis, b: Basis): boolean {
  return isDeepStrictEqual(a, b);
}

/** The figures are the last run's; what it was given this time is not. */
function repeatSummary(
  run: RunRecord,
  inputs: readonly InputSummary[],
  incompleteSources: readonly string[],
): RunSummary {
  return { ...summaryOf(run), inputs, incomplete_sources: incompleteSources };
}

async function scoreContacts(
  store: Store,
  runId: number,
  request: RunRequest,
  job: ScoringJob,
): Promise<void> {
  // Only now: a run that finds nothing new does without the evaluator.
  const { scorePages } = await import("./score-contacts.ts");
  let scored = 0;
  const toEvaluate = store.toEvaluate(runId, job.evaluatesAll ? "all" : "moved");
  for await (const result of scorePages(job, toEvaluate)) {
    store.saveOutcomes(runId, pageOf(result));
    scored += pageOf(result).outcomes.length;
    request.onScored(scored);
    await breathe();
    if (request.isInterrupted()) throw new InterruptedError();
  }
}

function pageOf(result: PageResult): Extract<PageResult, { kind: "scored" }>["page"] {
  if (result.kind === "scored") return result.page;
  throw new ContactRangeError(result.contactId, new PointsRangeError(result.source));
}
