// What intake fills: files, their rows, and the rows it refused.

import { basename } from "node:path";
import type { InputFile, IntakeSink, PutResult, Reject } from "../intake/sink.ts";
import type { Connection } from "./connection.ts";
import { putContact, putLink } from "./contacts.ts";
import { type Origin, putEvent, removeEventsOfFile } from "./events.ts";
import {
  findFile,
  findKnownSizes,
  findOriginId,
  findStanding,
  insertFile,
  saveCounts,
  supersede,
} from "./files.ts";
import { isComplete, listContact } from "./listings.ts";
import type { People } from "./people.ts";

interface OpenFile extends Origin {
  readonly file: InputFile;
}

/** Good for one run, within its transaction. */
export function createSink(connection: Connection, runId: number, people: People): IntakeSink {
  const { forgotten } = people;
  let open: OpenFile | undefined;
  const current = (): OpenFile => {
    if (open === undefined) throw new Error("no file is open");
    return open;
  };
  const unlessForgotten = <Row>(row: Row | undefined, put: (row: Row) => PutResult): PutResult =>
    row === undefined ? "forgotten" : put(row);

  return {
    knownSizes: (kind) => findKnownSizes(connection, kind),
    openFile: (file) => {
      open = undefined;
      const standing = findStanding(connection, runId, file);
      if (standing.kind === "known") return standing;
      for (const id of supersede(connection, file)) removeEventsOfFile(connection, people, id);
      open = { file, source: file.source, sourceFileId: insertFile(connection, runId, file) };
      if (file.isComplete) people.completeSources.add(file.source);
      return standing;
    },
    putContact: (row) => {
      const { file } = current();
      return unlessForgotten(forgotten.contact(row), (kept) => {
        const source = kept.source ?? file.source;
        if (file.isComplete || (kept.source !== undefined && isComplete(connection, source))) {
          listContact(connection, runId, source, kept.contact.key);
        }
        return putContact(connection, people, kept);
      });
    },
    putEvent: (row) =>
      unlessForgotten(forgotten.event(row), (kept) => {
        const { source, sourceFileId } = current();
        return putEvent(connection, people, { sourceFileId, source: kept.source ?? source }, kept);
      }),
    putLink: (row) => {
      current();
      return unlessForgotten(forgotten.link(row), (kept) => putLink(people, kept));
    },
    putReject: (reject) => insertReject(connection, runId, current(), reject),
    closeFile: (counts, end) => {
      saveCounts(connection, current().sourceFileId, counts, end);
      open = undefined;
    },
    findFile: (origin) => findFile(connection, origin),
  };
}

function insertReject(
  connection: Connection,
  runId: number,
  { file, sourceFileId }: OpenFile,
  reject: Reject,
): void {
  const { line, column, code, message, raw } = reject;
  const origin = reject.origin ?? { source: file.source, file: basename(file.path), line };
  const originId = reject.origin === undefined ? sourceFileId : findOriginId(connection, origin);
  connection.run(
    `insert into reject (run_id, source_file_id, origin_file_id, source, file, line, column_name, code, message, raw)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[runId, sourceFileId, originId ?? sourceFileId, origin.source, origin.file, origin.line],
    ...[column ?? null, code, message, raw],
  );
}
