// Exports taken into a database that is thrown away, as a run would.

import { importFiles } from "../intake/import-files.ts";
import type { Rulebook } from "../rulebook/model.ts";
import { InterruptedError } from "../run/run-rulebook.ts";
import type { Store } from "../store/store.ts";
import { createCalendar, type Instant } from "../values/calendar.ts";

export interface Exports {
  readonly contacts: readonly string[];
  readonly events: readonly string[];
  readonly identities: readonly string[];
  /** What "-" among them means. */
  readonly stdin: AsyncIterable<Uint8Array>;
}

interface TakeInOptions {
  readonly asOf: Instant;
  readonly programVersion: string;
  /** Asked now and then; a true answer ends it with an `InterruptedError`. */
  readonly isInterrupted: () => boolean;
}

/**
 * Into an empty store opened for writing; nothing is committed. Answers how many rows were rejected. Throws an InputError,
 * a StoreError or an InterruptedError.
 */
export async function takeIn(
  store: Store,
  rulebook: Rulebook,
  exports: Exports,
  { asOf, programVersion, isInterrupted }: TakeInOptions,
): Promise<number> {
  store.begin();
  const runId = store.createRun({ asOf, rulebook, programVersion });
  const onProgress = () => {
    if (isInterrupted()) throw new InterruptedError();
  };
  const calendar = createCalendar(rulebook.timezone);
  const { totals } = await importFiles(
    { ...exports, sources: rulebook.sources, calendar, onProgress },
    store.sink(runId),
  );
  store.settle(runId);
  return Object.values(totals).reduce((sum, { rejected }) => sum + rejected, 0);
}
