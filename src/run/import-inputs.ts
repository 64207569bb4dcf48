// Taking in without scoring: what came in waits in the database for the next run, which evaluates everybody.

import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { InputSummary } from "../output/run-summary.ts";
import type { Store } from "../store/store.ts";
import { hasNoNewRow, type TakeInRequest, type TooManyRejects, takeIn } from "./take-in.ts";

export interface ImportRequest extends TakeInRequest {
  /** As in a RunRequest. */
  readonly warnings?: readonly Diagnostic[];
  readonly programVersion: string;
}

export interface Imported {
  readonly kind: "imported";
  readonly inputs: readonly InputSummary[];
  /** Complete sources whose files could not say whom they lack: nobody was retired for them. */
  readonly incompleteSources: readonly string[];
  /** Nothing was new: the database is as it was. */
  readonly repeated: boolean;
}

export type ImportOutcome = Imported | TooManyRejects;

/**
 * Works in a store opened for writing, and leaves it as it was unless the outcome is "imported". Throws InputError,
 * StoreError and InterruptedError, likewise with nothing changed.
 */
export async function importInputs(store: Store, request: ImportRequest): Promise<ImportOutcome> {
  store.begin();
  try {
    const { rulebook, warnings, programVersion } = request;
    const isFirst = store.isEmpty();
    const runId = store.createImport({ rulebook, warnings, programVersion });
    const taken = await takeIn(store, runId, request);
    if (taken.kind !== "taken") return taken;
    const { hasNews, incomplete } = store.settle(runId);
    const repeated = !isFirst && !hasNews && taken.inputs.every(hasNoNewRow);
    if (repeated) store.discardRun(runId);
    else store.finishImport();
    store.commit();
    return { kind: "imported", inputs: taken.inputs, incompleteSources: incomplete, repeated };
  } finally {
    store.rollback();
  }
}
