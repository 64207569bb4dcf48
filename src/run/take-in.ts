// The first step of a run: rows of exports go into the database, as long as few enough of them are rejected.

import { type ImportProgress, type ImportSummary, importFiles } from "../intake/import-files.ts";
import type { RowCounts } from "../intake/sink.ts";
import type { InputSummary } from "../output/run-summary.ts";
import type { Rulebook } from "../rulebook/model.ts";
import type { RejectRow } from "../store/model.ts";
import type { Store } from "../store/store.ts";
import { createCalendar } from "../values/calendar.ts";
import { type CountLimit, exceedsCountLimit } from "../values/count-limit.ts";

export interface TakeInRequest {
  readonly rulebook: Rulebook;
  readonly contacts: readonly string[];
  readonly events: readonly string[];
  readonly identities: readonly string[];
  /** What "-" among them means. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  readonly maxRejects: CountLimit;
  readonly onImport: (progress: ImportProgress) => void;
  /** Asked now and then; a true answer ends the run with an `InterruptedError` and nothing changed. */
  readonly isInterrupted: () => boolean;
}

export interface TooManyRejects {
  readonly kind: "too_many_rejects";
  readonly inputs: readonly InputSummary[];
  /** The first few, to show what is wrong. */
  readonly examples: readonly RejectRow[];
}

export type TakenIn = { readonly kind: "taken"; readonly inputs: readonly InputSummary[] } | TooManyRejects;

export class InterruptedError extends Error {
  override readonly name = "InterruptedError";

  constructor() {
    super("interrupted; nothing was changed");
  }
}

const MOST_EXAMPLES = 5;

/** Within the transaction of a run that the store has created. */
export async function takeIn(store: Store, runId: number, request: TakeInRequest): Promise<TakenIn> {
  const inputs = await importInto(store, runId, request);
  const rejected = inputs.reduce((sum, input) => sum + input.rejected, 0);
  const rows = inputs.reduce((sum, input) => sum + input.rows, 0);
  return exceedsCountLimit(rejected, rows, request.maxRejects)
    ? { kind: "too_many_rejects", inputs, examples: firstRejects(store, runId) }
    : { kind: "taken", inputs };
}

async function importInto(
  store: Store,
  runId: number,
  { rulebook, contacts, events, identities, stdin, onImport, isInterrupted }: TakeInRequest,
): Promise<readonly InputSummary[]> {
  const onProgress = (progress: ImportProgress) => {
    if (isInterrupted()) throw new InterruptedError();
    onImport(progress);
  };
  const calendar = createCalendar(rulebook.timezone);
  const { files } = await importFiles(
    {
      ...{ contacts, events, identities, sources: rulebook.sources, calendar, onProgress },
      ...(stdin === undefined ? {} : { stdin }),
    },
    store.sink(runId),
  );
  return summariseInputs(files);
}

/** What imports have taken in since the last run; their rejects were few enough then. */
export function findImported(store: Store, runId: number): readonly InputSummary[] {
  return summariseInputs(store.importedFiles(runId).map((file) => ({ ...file, skipped: false })));
}

/** In one order of keys, wherever the files are known from: run.json is the same text then. */
function summariseInputs(files: ImportSummary["files"]): readonly InputSummary[] {
  return files.map(({ kind, source, path, sha256, bytes, skipped, counts }) => ({
    ...{ kind, source, path, sha256, bytes, skipped },
    ...summariseCounts(counts),
  }));
}

function summariseCounts({ skippedTimes, repeatedTimes, roundedNumbers, ...counts }: RowCounts) {
  return {
    ...counts,
    skipped_times: skippedTimes,
    repeated_times: repeatedTimes,
    rounded_numbers: roundedNumbers,
  };
}

export function hasNoNewRow({ accepted, rejected }: InputSummary): boolean {
  return accepted === 0 && rejected === 0;
}

function firstRejects(store: Store, runId: number): readonly RejectRow[] {
  const examples: RejectRow[] = [];
  for (const reject of store.rejects(runId)) {
    examples.push(reject);
    if (examples.length === MOST_EXAMPLES) break;
  }
  return examples;
}
