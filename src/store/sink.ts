// What intake fills: files, their rows, and the rows it refused.

import { basename } from "node:path";
import { textAt } from "../intake/rows/text-columns.ts";
import type { ContactColumns, InputFile, InputKind, IntakeSink, PutResult, Reject } from "../intake/sink.ts";
import { createContactBatches } from "./contacts/contact-batches.ts";
import { putContact } from "./contacts/contacts.ts";
import { listContact } from "./contacts/listings.ts";
import type { Connection } from "./database/connection.ts";
import { createEventBatches, type EventBatches } from "./events/event-batches.ts";
import { type Origin, putEvent, removeEventsOfFile, removeLastEvents } from "./events/events.ts";
import {
  type ContactFiles,
  findAge,
  findFile,
  findFormerFields,
  findKnownSizes,
  findOriginIds,
  findUnfinished,
  hasOtherLayouts,
  insertFile,
  meetFile,
  saveCounts,
  saveFields,
  supersede,
} from "./files/files.ts";
import { putLink } from "./identities/link-rows.ts";
import type { People } from "./people.ts";

/** What a file fills: read for nothing before the last row is in. */
const FILLED_INDEXES: Readonly<Record<InputKind, readonly string[]>> = {
  contacts: ["contact_by_standing", "identity_by_contact", "link_by_low"],
  identities: ["identity_by_contact", "link_by_low"],
  events: [],
};

interface OpenFile extends Origin {
  readonly file: InputFile;
  /** Fields that the source gave its contacts before it was changed. */
  readonly formerFields: readonly string[];
  hasContacts: boolean;
  readonly eventBatches: EventBatches;
  readonly putContacts: (contacts: ContactColumns) => readonly PutResult[];
}

/** Good for one run, within its transaction. `sourceIds` are those of the rulebook. */
export function createSink(
  connection: Connection,
  runId: number,
  people: People,
  sourceIds: ReadonlySet<string>,
): IntakeSink {
  const { forgotten } = people;
  const contactFiles: ContactFiles = { given: 0, lastPosition: 0, hasRead: false };
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
      const { standing, sourceFileId } = meetFile(connection, runId, file, contactFiles);
      if (standing.kind === "known") {
        noteGiven(people, file, sourceFileId!);
        return standing;
      }
      const position = file.kind === "contacts" ? contactFiles.given : 0;
      for (const id of supersede(connection, file, sourceIds)) {
        removeEventsOfFile(connection, people, id);
        people.links.unstate(id);
      }
      open = startFile(connection, runId, people, file, position);
      noteGiven(people, file, open.sourceFileId);
      return standing;
    },
    putContact: (row) => {
      const { file, sourceFileId, formerFields } = current();
      return unlessForgotten(forgotten.contact(row), (kept) => {
        if (kept.source === undefined) keepFields(connection, current(), kept.columns);
        if (file.isComplete) listContact(connection, file.source, kept.contact.key, sourceFileId);
        return putContact(connection, people, sourceFileId, kept, formerFields);
      });
    },
    putEvent: (row) =>
      unlessForgotten(forgotten.event(row), (kept) => {
        const origin = current();
        return putEvent(connection, people, { ...origin, source: kept.source ?? origin.source }, kept);
      }),
    // Whether a row names somebody who was forgotten is told for each.
    ...(forgotten.isEmpty
      ? {
          putContacts: (contacts) => putContacts(connection, current(), contacts),
          putEvents: (events, tell) => current().eventBatches.put(events, tell),
        }
      : {}),
    finishEvents: () => current().eventBatches.finish(),
    putLink: (row) => {
      const { sourceFileId } = current();
      return unlessForgotten(forgotten.link(row), (kept) => putLink(people, sourceFileId, kept));
    },
    putReject: (reject) => insertReject(connection, runId, current(), reject),
    closeFile: (counts, end) => {
      const { sourceFileId, newest } = current();
      saveCounts(connection, sourceFileId, counts, end, Number.isFinite(newest.at) ? newest.at : undefined);
      open = undefined;
    },
    findFile: (origin) => findFile(connection, origin),
  };
}

function noteGiven({ given }: People, { isComplete, source }: InputFile, sourceFileId: number): void {
  if (!isComplete) return;
  given.set(source, (given.get(source) ?? new Set()).add(sourceFileId));
}

/** What a row became that was cut at the file's former end makes way for what it becomes now. */
function startFile(
  connection: Connection,
  runId: number,
  people: People,
  file: InputFile,
  position: number,
): OpenFile {
  const formerFields = file.kind === "contacts" ? findFormerFields(connection, runId, file) : [];
  const age = findAge(connection, file);
  const isReadOtherwise = hasOtherLayouts(connection, file);
  for (const id of findUnfinished(connection, file)) removeLastEvents(connection, people, id);
  const sourceFileId = insertFile(connection, runId, file, { position, age });
  const { source, layout } = file;
  const newest = { at: Number.NEGATIVE_INFINITY };
  const origin = { sourceFileId, source, layout, age: age ?? sourceFileId, isReadOtherwise, newest };
  people.indexes.defer(FILLED_INDEXES[file.kind]);
  if (file.kind === "events") people.eventIndex.defer(file.bytes);
  const putContacts = createContactBatches(connection, people, sourceFileId, (row) =>
    putContact(connection, people, sourceFileId, row, formerFields),
  );
  const eventBatches = createEventBatches(connection, people, origin, file.bytes);
  return { ...origin, file, formerFields, hasContacts: false, putContacts, eventBatches };
}

function putContacts(connection: Connection, open: OpenFile, contacts: ContactColumns): readonly PutResult[] {
  const { file, sourceFileId } = open;
  if (contacts.length > 0) keepFields(connection, open, contacts.columns);
  for (let i = 0; file.isComplete && i < contacts.length; i++) {
    listContact(connection, file.source, textAt(contacts.keys, i), sourceFileId);
  }
  return open.putContacts(contacts);
}

/** Once for each file: all its rows have the same. */
function keepFields(connection: Connection, open: OpenFile, columns: readonly string[]): void {
  if (open.hasContacts) return;
  open.hasContacts = true;
  saveFields(connection, open.sourceFileId, columns);
}

function insertReject(
  connection: Connection,
  runId: number,
  { file, sourceFileId }: OpenFile,
  reject: Reject,
): void {
  const { line, column, code, message, raw } = reject;
  const origin = reject.origin ?? { source: file.source, file: basename(file.path), line };
  const [originId] = reject.origin === undefined ? [] : findOriginIds(connection, reject.origin);
  connection.run(
    `insert into reject (run_id, source_file_id, origin_file_id, source, file, line, column_name, code, message, raw)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[runId, sourceFileId, originId ?? sourceFileId, origin.source, origin.file, origin.line],
    ...[column ?? null, code, message, raw],
  );
}
