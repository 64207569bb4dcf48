// Exports taken into a database that is thrown away, as a run would.

import type { Rulebook } from "../rulebook/model.ts";
import { type TakeInRequest, takeIn } from "../run/take-in.ts";
import type { Store } from "../store/store.ts";
import type { Instant } from "../values/calendar.ts";

export interface Exports {
  readonly contacts: readonly string[];
  readonly events: readonly string[];
  readonly identities: readonly string[];
  /** What "-" among them means. */
  readonly stdin: AsyncIterable<Uint8Array>;
}

interface TakeInOptions extends Pick<TakeInRequest, "isInterrupted"> {
  readonly asOf: Instant;
  readonly programVersion: string;
}

/**
 * Into an empty store opened for writing; nothing is committed. Answers how many rows were rejected. Throws an InputError,
 * a StoreError or an InterruptedError.
 */
export async function takeInExports(
  store: Store,
  rulebook: Rulebook,
  exports: Exports,
  { asOf, programVersion, isInterrupted }: TakeInOptions,
): Promise<number> {
  store.begin();
  const runId = store.createRun({ asOf, rulebook, programVersion });
  const maxRejects = { kind: "percent", percent: 100 } as const;
  const taken = await takeIn(store, runId, {
    ...exports,
    ...{ rulebook, maxRejects, isInterrupted, onImport: () => {} },
  });
  store.settle(runId);
  return taken.inputs.reduce((sum, { rejected }) => sum + rejected, 0);
}
