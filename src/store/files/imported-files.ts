// What imports have taken in since the last run that scored: a run tells of it as of its own files.

import type { InputKind, RowCounts } from "../../intake/sink.ts";
import type { Connection } from "../database/connection.ts";

export interface ImportedInput {
  readonly path: string;
  readonly kind: InputKind;
  readonly source: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly counts: RowCounts;
}

/** In the order in which they were read, without those that were known. `runId` is the run that asks. */
export function readImportedFiles(connection: Connection, runId: number): readonly ImportedInput[] {
  return connection
    .all<Omit<ImportedInput, "counts"> & RowCounts>(
      `select path, kind, source, sha256, bytes, rows, accepted, duplicates, rejected, replaced, forgotten,
        skipped_times as skippedTimes, repeated_times as repeatedTimes, rounded_numbers as roundedNumbers
      from source_file
      where run_id < ? and run_id > coalesce((select max(run_id) from run where summary is not null), 0)
      order by source_file_id`,
      runId,
    )
    .map(({ path, kind, source, sha256, bytes, ...counts }) => ({
      path,
      kind,
      source,
      sha256,
      bytes,
      counts,
    }));
}
