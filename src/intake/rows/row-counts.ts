import type { PutResult, RowCounts } from "../sink.ts";
import type { TimedEvent } from "./event-parts.ts";

export const NO_ROWS: RowCounts = {
  rows: 0,
  accepted: 0,
  duplicates: 0,
  rejected: 0,
  replaced: 0,
  forgotten: 0,
  skippedTimes: 0,
  repeatedTimes: 0,
  roundedNumbers: 0,
};

export function addCounts(a: RowCounts, b: RowCounts): RowCounts {
  return {
    rows: a.rows + b.rows,
    accepted: a.accepted + b.accepted,
    duplicates: a.duplicates + b.duplicates,
    rejected: a.rejected + b.rejected,
    replaced: a.replaced + b.replaced,
    forgotten: a.forgotten + b.forgotten,
    skippedTimes: a.skippedTimes + b.skippedTimes,
    repeatedTimes: a.repeatedTimes + b.repeatedTimes,
    roundedNumbers: a.roundedNumbers + b.roundedNumbers,
  };
}

/** Counts as rows come. */
export interface RowTally {
  readonly counts: () => RowCounts;
  readonly rejected: () => void;
  /** `rounded`: numbers of the row with more places than are kept. */
  readonly put: (result: PutResult, rounded: number) => void;
  /** Of an event that was accepted. */
  readonly clockChange: (change: TimedEvent["clockChange"]) => void;
}

/** Clock changes and rounded numbers are counted for accepted rows: a duplicate's were counted with the first. */
export function createTally(): RowTally {
  const counts = { ...NO_ROWS } as { -readonly [Name in keyof RowCounts]: number };
  return {
    counts: () => ({ ...counts }),
    rejected: () => {
      counts.rows++;
      counts.rejected++;
    },
    put: (result, rounded) => {
      counts.rows++;
      if (result === "duplicate" || result === "forgotten") {
        counts.duplicates++;
        if (result === "forgotten") counts.forgotten++;
        return;
      }
      counts.accepted++;
      if (result === "replaced") counts.replaced++;
      counts.roundedNumbers += rounded;
    },
    clockChange: (clockChange) => {
      if (clockChange === "skipped") counts.skippedTimes++;
      if (clockChange === "repeated") counts.repeatedTimes++;
    },
  };
}
