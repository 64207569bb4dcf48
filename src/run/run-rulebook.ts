// One run: take in, score, write. All that happens in the database is one transaction; the output folder follows.

import { setImmediate as breathe } from "node:timers/promises";
import { compileRulebook, type Evaluate } from "../evaluate/compile-rulebook.ts";
import type { Evaluation, History } from "../evaluate/history.ts";
import { PointsRangeError } from "../evaluate/range.ts";
import { type ImportProgress, type ImportSummary, importFiles } from "../intake/import-files.ts";
import { type InputSummary, type RunSummary, summariseRun } from "../output/run-summary.ts";
import type { Rulebook } from "../rulebook/model.ts";
import type { RejectRow, RunRecord } from "../store/model.ts";
import type { Store } from "../store/store.ts";
import { createCalendar, type Instant } from "../values/calendar.ts";
import { findOverruns, type Overrun } from "./firing-limits.ts";
import { exceedsRejectLimit, type RejectLimit } from "./reject-limit.ts";

export interface RunRequest {
  readonly rulebook: Rulebook;
  readonly contacts: readonly string[];
  readonly events: readonly string[];
  readonly identities: readonly string[];
  /** What "-" among them means. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  readonly asOf: Instant;
  readonly maxRejects: RejectLimit;
  /** Outputs list anonymous contacts too, and triggers fire for them. */
  readonly includeAnonymous: boolean;
  /** Do everything, keep nothing. */
  readonly dryRun: boolean;
  readonly programVersion: string;
  readonly onImport: (progress: ImportProgress) => void;
  readonly onScored: (contacts: number) => void;
  /** Asked now and then; a true answer ends the run with an `InterruptedError` and nothing changed. */
  readonly isInterrupted: () => boolean;
}

export type RunOutcome =
  | {
      readonly kind: "done";
      readonly runId: number;
      readonly asOf: Instant;
      readonly summary: RunSummary;
      /** Nothing was new: this is the last run again, with its figures. */
      readonly repeated: boolean;
    }
  | {
      readonly kind: "too_many_rejects";
      readonly inputs: readonly InputSummary[];
      /** The first few, to show what is wrong. */
      readonly examples: readonly RejectRow[];
    }
  | { readonly kind: "too_many_firings"; readonly overruns: readonly Overrun[] };

export class InterruptedError extends Error {
  override readonly name = "InterruptedError";

  constructor() {
    super("interrupted; nothing was changed");
  }
}

/** A rule or group gives a contact more points than a score may have. */
export class ContactRangeError extends Error {
  override readonly name = "ContactRangeError";

  constructor(contactId: string, cause: PointsRangeError) {
    const message = `contact ${JSON.stringify(contactId)}: ${cause.message}; nothing was changed: mend the data, or bound the points`;
    super(message, { cause });
  }
}

/** How many contacts are evaluated between two looks at what else goes on. */
const CONTACTS_AT_A_TIME = 1_000;
const MOST_EXAMPLES = 5;

/**
 * Runs in a store opened for writing, and leaves it as it was unless the outcome is "done" and no dry run.
 * Throws InputError, StoreError, ContactRangeError and InterruptedError, likewise with nothing changed.
 */
export async function runRulebook(store: Store, request: RunRequest): Promise<RunOutcome> {
  store.begin();
  try {
    const outcome = await takeInAndScore(store, request);
    if (outcome.kind === "done" && !request.dryRun) store.commit();
    return outcome;
  } finally {
    store.rollback();
  }
}

async function takeInAndScore(store: Store, request: RunRequest): Promise<RunOutcome> {
  const { rulebook, asOf, programVersion, includeAnonymous } = request;
  const last = store.lastRun();
  const runId = store.createRun({ asOf, rulebook, programVersion, includeAnonymous });
  const inputs = await takeIn(store, runId, request);
  if (exceedsRejectLimit(inputs, request.maxRejects)) {
    return { kind: "too_many_rejects", inputs, examples: firstRejects(store, runId) };
  }
  const { retired, returned, incomplete } = store.settle(runId);
  const isUnmoved = retired + returned === 0;
  if (last !== undefined && isUnmoved && isSameAgain(last, request, inputs)) {
    store.discardRun(runId);
    const summary = summariseRun(store, last.runId, rulebook, inputs, incomplete);
    return { kind: "done", runId: last.runId, asOf, summary, repeated: true };
  }
  await scoreContacts(store, runId, request);
  const summary = summariseRun(store, runId, rulebook, inputs, incomplete);
  const overruns = findOverruns(rulebook, summary.triggers);
  if (overruns.length > 0) return { kind: "too_many_firings", overruns };
  store.finishRun(runId, { summary: { ...summary }, triggers: rulebook.triggers.map(({ id }) => id) });
  return { kind: "done", runId, asOf, summary, repeated: false };
}

async function takeIn(
  store: Store,
  runId: number,
  { rulebook, contacts, events, identities, stdin, onImport, isInterrupted }: RunRequest,
): Promise<readonly InputSummary[]> {
  const onProgress = (progress: ImportProgress) => {
    if (isInterrupted()) throw new InterruptedError();
    onImport(progress);
  };
  const calendar = createCalendar(rulebook.timezone);
  return summariseInputs(
    await importFiles(
      {
        ...{ contacts, events, identities, sources: rulebook.sources, calendar, onProgress },
        ...(stdin === undefined ? {} : { stdin }),
      },
      store.sink(runId),
    ),
  );
}

function summariseInputs({ files }: ImportSummary): readonly InputSummary[] {
  return files.map(({ counts: { skippedTimes, repeatedTimes, roundedNumbers, ...counts }, ...file }) => ({
    ...file,
    ...counts,
    skipped_times: skippedTimes,
    repeated_times: repeatedTimes,
    rounded_numbers: roundedNumbers,
  }));
}

function firstRejects(store: Store, runId: number): readonly RejectRow[] {
  const examples: RejectRow[] = [];
  for (const reject of store.rejects(runId)) {
    examples.push(reject);
    if (examples.length === MOST_EXAMPLES) break;
  }
  return examples;
}

/** The same rulebook, as-of and program, and not one new row: the answer is the last run's. */
function isSameAgain(
  last: RunRecord,
  { rulebook, asOf, programVersion, includeAnonymous }: RunRequest,
  inputs: readonly InputSummary[],
): boolean {
  return (
    last.asOf === asOf &&
    last.rulebookHash === rulebook.hash &&
    last.programVersion === programVersion &&
    last.includeAnonymous === includeAnonymous &&
    inputs.every(({ accepted, rejected }) => accepted === 0 && rejected === 0)
  );
}

async function scoreContacts(store: Store, runId: number, request: RunRequest): Promise<void> {
  const evaluate = compileRulebook(request.rulebook);
  let scored = 0;
  for (const history of store.histories(request.includeAnonymous)) {
    store.saveEvaluation(runId, history.contactId, evaluateContact(evaluate, history, request.asOf));
    scored++;
    if (scored % CONTACTS_AT_A_TIME !== 0) continue;
    request.onScored(scored);
    await breathe();
    if (request.isInterrupted()) throw new InterruptedError();
  }
}

function evaluateContact(evaluate: Evaluate, history: History, asOf: Instant): Evaluation {
  try {
    return evaluate(history, asOf);
  } catch (cause) {
    if (cause instanceof PointsRangeError) throw new ContactRangeError(history.contactId, cause);
    throw cause;
  }
}
