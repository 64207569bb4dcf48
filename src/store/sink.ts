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
    openFile: (file) => {
      openFileId = insertFile(connection, runId, file);
      return openFileId !== undefined;
    },
    putContact: (row) => {
      currentFile();
      return putContact(connection, identities, row);
    },
    putEvent: (row) => putEvent(connection, identities, currentFile(), row),
    putReject: (reject) => insertReject(connection, runId, currentFile(), reject),
    closeFile: (counts) => {
      saveCounts(connection, currentFile(), counts);
      openFileId = undefined;
    },
  };
}

/** `undefined` when a file of this kind with the same content is known. */
function insertFile(connection: Connection, runId: number, file: InputFile): number | undefined {
  const inserted = connection.run(
    `insert into source_file (run_id, kind, path, sha256, bytes) values (?, ?, ?, ?, ?)
    on conflict (kind, sha256) do nothing`,
    ...[runId, file.kind, file.path, file.sha256, file.bytes],
  );
  return inserted.changes === 0 ? undefined : Number(inserted.lastInsertRowid);
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
  const { rows, accepted, duplicates, rejected, replaced, skippedTimes, repeatedTimes } = counts;
  connection.run(
    `update source_file set rows = ?, accepted = ?, duplicates = ?, rejected = ?, replaced = ?,
    skipped_times = ?, repeated_times = ? where source_file_id = ?`,
    ...[rows, accepted, duplicates, rejected, replaced, skippedTimes, repeatedTimes, sourceFileId],
  );
}
