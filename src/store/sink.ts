// What intake fills: files, their rows, and the rows it refused.

import type { InputFile, IntakeSink, Reject, RowCounts } from "../intake/sink.ts";
import type { Connection } from "./connection.ts";
import { putContact } from "./contacts.ts";
import { putEvent } from "./events.ts";
import { createIdentities } from "./identities.ts";

/** Good for one run, within its transaction. */
export function createSink(connection: Connection, runId: number): IntakeSink {
  const identities = createIdentities(connection, runId);
  let openFileId: number | undefined;
  const currentFile = (): number => {
    if (openFileId === undefined) throw new Error("no file is open");
    return openFileId;
  };

  return {
    knownSizes: () => [],
    openFile: (file) => {
      openFileId = insertFile(connection, runId, file);
      return { kind: openFileId === undefined ? "known" : "new" };
    },
    putContact: (row) => {
      currentFile();
      return putContact(connection, identities, row);
    },
    putEvent: (row) => putEvent(connection, identities, currentFile(), row),
    putLink: () => "accepted",
    putReject: (reject) => insertReject(connection, runId, currentFile(), reject),
    closeFile: (counts) => {
      saveCounts(connection, currentFile(), counts);
      openFileId = undefined;
    },
    findFile: () => undefined,
  };
}

/** `undefined` when what the file holds is in the database already. */
function insertFile(connection: Connection, runId: number, file: InputFile): number | undefined {
  if (isKnown(connection, runId, file)) {
    const sql = "update source_file set last_run_id = ? where kind = ? and sha256 = ?";
    connection.run(sql, runId, file.kind, file.sha256);
    return undefined;
  }
  const inserted = connection.run(
    "insert into source_file (run_id, last_run_id, kind, path, sha256, bytes) values (?, ?, ?, ?, ?, ?)",
    ...[runId, runId, file.kind, file.path, file.sha256, file.bytes],
  );
  return Number(inserted.lastInsertRowid);
}

/**
 * Events once taken in stay. Contacts do not: a file from before the last run may bring back values that another
 * file has replaced since, so it is known only if the last run was given it too.
 */
function isKnown(connection: Connection, runId: number, { kind, sha256 }: InputFile): boolean {
  const known = connection.get<{ lastRunId: number }>(
    `select max(last_run_id) as lastRunId from source_file where kind = ? and sha256 = ?
    having lastRunId is not null`,
    ...[kind, sha256],
  );
  if (known === undefined || kind === "events") return known !== undefined;
  const before = connection.get<{ runId: number }>(
    "select coalesce(max(run_id), 0) as runId from run where run_id < ?",
    runId,
  );
  return known.lastRunId >= (before?.runId ?? 0);
}

function insertReject(connection: Connection, runId: number, sourceFileId: number, reject: Reject): void {
  const { line, column, code, message, raw } = reject;
  connection.run(
    `insert into reject (run_id, source_file_id, line, column_name, code, message, raw)
    values (?, ?, ?, ?, ?, ?, ?)`,
    ...[runId, sourceFileId, line, column ?? null, code, message, raw],
  );
}

function saveCounts(connection: Connection, sourceFileId: number, counts: RowCounts): void {
  const { rows, accepted, duplicates, rejected, replaced } = counts;
  const { skippedTimes, repeatedTimes, roundedNumbers } = counts;
  connection.run(
    `update source_file set rows = ?, accepted = ?, duplicates = ?, rejected = ?, replaced = ?,
    skipped_times = ?, repeated_times = ?, rounded_numbers = ? where source_file_id = ?`,
    ...[rows, accepted, duplicates, rejected, replaced],
    ...[skippedTimes, repeatedTimes, roundedNumbers, sourceFileId],
  );
}
