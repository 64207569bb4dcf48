// The database as the rest of the program sees it.

import type { History } from "../evaluate/history.ts";
import type { IntakeSink } from "../intake/sink.ts";
import type { ReadRulebook, RulebookFile } from "../rulebook/model.ts";
import { createCalendar, type Instant } from "../values/calendar.ts";
import type { Connection } from "./database/connection.ts";
import { copyInto } from "./database/copy-database.ts";
import { beginToWrite, commitAndLog } from "./database/journal.ts";
import { type Migration, openForReading, openForWriting } from "./database/open-database.ts";
import { resolveLocalTimes } from "./events/local-times.ts";
import { findHeaders } from "./files/files.ts";
import { type ImportedInput, readImportedFiles } from "./files/imported-files.ts";
import { eraseForGood } from "./forget/erase-for-good.ts";
import { type Erasure, forgetContact } from "./forget/forget.ts";
import {
  countScored,
  loadRecord,
  loadRecordPages,
  type RecordPages,
  type Selection,
} from "./gather/contact-records.ts";
import { readHistory } from "./gather/histories.ts";
import { findMoved } from "./gather/moved.ts";
import { findFurtherKinds } from "./identities/further-identities.ts";
import type * as Model from "./model.ts";
import { type OutputBlock, readOutputRows, removeAllOutputRows } from "./outcomes/output-rows.ts";
import { type OutcomePage, saveOutcome } from "./outcomes/save-outcomes.ts";
import { addSizes, addTallies, createTallies, type TallyRows, tallyRows } from "./outcomes/tallies.ts";
import { type ContactAt, readContactAt } from "./past/contact-at.ts";
import { type ContactMoves, readContactMoves } from "./past/contact-moves.ts";
import { readStateAt, type StateAt } from "./past/state-at.ts";
import { createPeople } from "./people.ts";
import { countConflicts, countFirings, countTotals, findTop, type TopQuery } from "./read/counts.ts";
import { findContact } from "./read/find-contact.ts";
import { readActionKinds, readActions, readChanges, readConflicts, readRejects } from "./read/listed-rows.ts";
import { readStanding, type Standing } from "./read/standing.ts";
import { createReportTables, type ReportTables } from "./report/report-tables.ts";
import { findResolved, loadRulebookFiles } from "./runs/kept-rulebooks.ts";
import type { RunContext } from "./runs/run-context.ts";
import { type ListedRun, listRuns } from "./runs/run-list.ts";
import {
  BEFORE_ALL_EVENTS,
  endRun,
  findKnownTriggers,
  findLastRun,
  findLatest,
  findRun,
  forgetTallies,
  insertRun,
  markRunWritten,
  readLastSizes,
  removeRun,
} from "./runs/runs.ts";
import { isSettled, settle } from "./settle/settle.ts";
import { createSink } from "./sink.ts";

export interface OpenOptions {
  /** "write" takes the database's lock and makes the file where there is none. */
  readonly mode: "read" | "write";
  /** Wait for another run to end instead of failing with "locked"; blocks the process. */
  readonly wait?: boolean;
  /** The file is thrown away after use: one of an earlier version is migrated without being copied first. */
  readonly isPassing?: boolean;
  /** Which build of the program this is: it finds rulebooks again as it has resolved them. Absent: none are kept. */
  readonly build?: string | undefined;
}

/** All methods throw a StoreError when the file cannot be read or written. */
export interface Store {
  /** What opening did to a file that an earlier version had made. */
  readonly migration: Migration | undefined;
  /** Puts a copy of all that is committed into a file that is not there yet. Not within a transaction. */
  copyTo(path: string): void;
  /** Starts the run's one transaction; a reader sees the database as of its first read from then on. */
  begin(): void;
  commit(): void;
  /** Undoes everything since `begin`; without a transaction it does nothing. */
  rollback(): void;
  /** Undoes an open transaction, then frees the file and its lock. */
  close(): void;

  /** Neither a run nor an import has left anything. */
  isEmpty(): boolean;
  /** The newest run that was finished. */
  lastRun(): Model.RunRecord | undefined;
  run(runId: number): Model.RunRecord | undefined;
  /** The newest first, so many at most. */
  runs(limit: number): readonly ListedRun[];
  /** The files of a rulebook that a run has used, the main one first. */
  rulebookFiles(hash: string): readonly RulebookFile[] | undefined;
  /** The same as this build has resolved it; `undefined` where its files have to be read. */
  resolvedRulebook(hash: string): ReadRulebook | undefined;

  createRun(run: Model.NewRun): number;
  /** A run that takes in and settles, as of the last run, and scores nothing. */
  createImport(run: Omit<Model.NewRun, "asOf">): number;
  /** After it has settled: the next run evaluates everybody. */
  finishImport(): void;
  /** What imports have taken in since the run before this one. */
  importedFiles(runId: number): readonly ImportedInput[];
  sink(runId: number): IntakeSink;
  /** Drops a run that found nothing new; its files are put down to the run before. Not for the first run. */
  discardRun(runId: number): void;
  /** After the last row: gives every identity its contact, and retires whom complete sources lack. */
  settle(runId: number): Model.Settlement;
  /** Erases a known contact, in a transaction of its own. `ranked` are the kinds of identities in rank order. */
  forget(contactId: string, ranked: readonly string[]): Erasure;
  /** A run as of then has nothing to settle before it scores, unless its rulebook reads otherwise than the last run's. */
  isSettled(asOf: Instant): boolean;
  /** Triggers that have been through a run. */
  knownTriggers(): ReadonlySet<string>;
  /**
   * Contacts to evaluate, page after page in contact key order, in flat memory; writing in between is allowed. "all"
   * are those that are neither retired nor part of another, and their lists and tallies begin anew; "moved" are those
   * of them for whom something has happened since the last run, or that are due.
   */
  toEvaluate(runId: number, scope: "all" | "moved"): RecordPages;
  /** Contacts by their keys; "all" are those that are scored. */
  records(selection: Selection): Iterable<readonly Model.ContactRecord[]>;
  /** Header texts of the files of that kind, each once. */
  headers(kind: "contacts" | "events"): readonly string[];
  /** Takes in what follows for contacts; the run is one that this store created. */
  saveOutcomes(runId: number, page: OutcomePage): void;
  /** What is counted over all contacts, as of what the run has saved so far. */
  tallies(runId: number): TallyRows;
  /** After the last evaluation: also claims the actions of runs that ended before their folder was in place. */
  finishRun(runId: number, end: Model.RunEnd): void;
  /** Once the output folder is in place; `runFile` is the SHA-256 of its run.json. */
  markWritten(runId: number, runFile: string): void;

  /** As the last run evaluated it. */
  history(contactId: string): History | undefined;
  /** By the links and events up to an instant, and what the last run up to then had left. */
  contactAt(contactId: string, asOf: Instant): ContactAt | undefined;
  /** Of that alone what the last run up to then had left. */
  stateAt(contactId: string, asOf: Instant): StateAt;
  /** What these runs have done to the contact. */
  contactMoves(contactId: string, runIds: readonly number[]): ContactMoves;
  /** What is kept of a contact: its name and memberships. */
  standing(contactId: string): Standing | undefined;
  /** Keys of the contacts that a text names: a contact key exactly, else an identity such as an e-mail. */
  findContact(text: string): readonly string[];

  /** Kinds of the identities that lead to contacts, apart from keys and e-mails. */
  furtherKinds(): readonly string[];
  /** Of a list of the output folder, such as "scores.csv", without its header. Sorted by contact key, as are the next two. */
  outputRows(file: string): Iterable<OutputBlock>;
  changes(runId: number): Iterable<Model.ChangeRow>;
  /** The actions that the run's output folder lists. */
  actions(runId: number): Iterable<Model.ActionRow>;
  /** The kinds among them. */
  actionKinds(runId: number): readonly string[];
  /** In the order of the files and their lines. */
  rejects(runId: number): Iterable<Model.RejectRow>;
  /** By kind and key. */
  conflicts(): Iterable<Model.ConflictRow>;

  totals(): Model.Totals;
  /** Identities that are linked to several contacts. */
  conflictCount(): number;
  firingCounts(runId: number): readonly Model.FiringCount[];
  topContacts(group: string, query: TopQuery): readonly Model.TopContact[];
  /** What only the report asks. */
  readonly report: ReportTables;
}

/** Opens, and in mode "write" makes, the database. The caller closes it. Throws a StoreError. */
export function openStore(path: string, options: OpenOptions): Store {
  const { mode, wait = false, isPassing = false, build } = options;
  const { connection, lock, migration } =
    mode === "read" ? openForReading(path) : openForWriting(path, { wait, isPassing });
  const rollback = () => {
    if (connection.inTransaction) connection.execute("rollback");
  };
  return {
    migration,
    copyTo: (to) => copyInto(connection, to),
    begin: () => (mode === "read" ? connection.execute("begin") : beginToWrite(connection)),
    commit: () => (mode === "read" ? connection.execute("commit") : commitAndLog(connection)),
    rollback,
    close: () => {
      rollback();
      connection.close();
      lock?.release();
    },
    ...writerMethods(connection, build),
    ...readerMethods(connection, build),
  };
}

/** What changes the database, or belongs to a run that does. */
type WriterMethod =
  | "createRun"
  | "createImport"
  | "finishImport"
  | "sink"
  | "settle"
  | "forget"
  | "discardRun"
  | "toEvaluate"
  | "saveOutcomes"
  | "tallies"
  | "finishRun"
  | "markWritten";

function writerMethods(connection: Connection, build: string | undefined): Pick<Store, WriterMethod> {
  const contexts = new Map<number, RunContext>();
  const contextOf = (runId: number): RunContext => {
    const context = contexts.get(runId);
    if (context === undefined) throw new Error(`run ${runId} is not one that this store created`);
    return context;
  };
  const createRun = (run: Model.NewRun): number => {
    const { rulebook, asOf } = run;
    const latest = findLatest(connection);
    const people = createPeople(connection);
    if (latest !== undefined && latest.timezone !== rulebook.timezone) {
      resolveLocalTimes(connection, people.links, createCalendar(rulebook.timezone));
    }
    const last = findLastRun(connection);
    const runId = insertRun(connection, run, build);
    const isFirst = last === undefined;
    const lastAsOf = latest?.asOf;
    const tallies = last?.tallies ?? createTallies();
    const touched = new Set<string>();
    contexts.set(runId, { runId, asOf, rulebook, isFirst, lastAsOf, people, touched, tallies });
    return runId;
  };
  return {
    createRun,
    createImport: (run) => createRun({ ...run, asOf: findLatest(connection)?.asOf ?? BEFORE_ALL_EVENTS }),
    finishImport: () => forgetTallies(connection),
    sink: (runId) => {
      const { people, rulebook } = contextOf(runId);
      return createSink(connection, runId, people, new Set(rulebook.sources.map(({ id }) => id)));
    },
    settle: (runId) => settle(connection, contextOf(runId)),
    discardRun: (runId) => removeRun(connection, runId),
    forget: (contactId, ranked) => {
      const last = findLastRun(connection);
      if (last === undefined) throw new Error("a database without a run knows nobody");
      return eraseForGood(connection, () => forgetContact(connection, contactId, { ...last, ranked }));
    },
    toEvaluate: (runId, scope) => {
      const context = contextOf(runId);
      if (scope === "moved") {
        const { people, touched, asOf, tallies } = context;
        // Only now: they are large, and a run that finds nothing new does without.
        const sizes = readLastSizes(connection);
        if (sizes !== undefined) addSizes(tallies, sizes);
        const moved = findMoved(connection, people.news, touched, asOf);
        return { contacts: moved.length, pages: loadRecordPages(connection, moved) };
      }
      context.tallies = createTallies();
      removeAllOutputRows(connection);
      return { contacts: countScored(connection), pages: loadRecordPages(connection, "all") };
    },
    saveOutcomes: (runId, { outcomes, tallies }) => {
      const context = contextOf(runId);
      for (const outcome of outcomes) saveOutcome(connection, context, outcome);
      addTallies(context.tallies, tallies);
    },
    tallies: (runId) => tallyRows(contextOf(runId).tallies),
    finishRun: (runId, end) => endRun(connection, runId, end, contextOf(runId).tallies),
    markWritten: (runId, runFile) => markRunWritten(connection, runId, runFile),
  };
}

function readStoredHistory(connection: Connection, contactId: string): History | undefined {
  const record = loadRecord(connection, contactId);
  if (record === undefined) return undefined;
  const includeAnonymous = record.leftOut !== "anonymous";
  return readHistory(record, { knownTriggers: findKnownTriggers(connection), includeAnonymous }).history;
}

type ReaderMethod = Exclude<
  keyof Store,
  WriterMethod | "migration" | "copyTo" | "begin" | "commit" | "rollback" | "close"
>;

function readerMethods(connection: Connection, build: string | undefined): Pick<Store, ReaderMethod> {
  return {
    isEmpty: () => findLatest(connection) === undefined,
    isSettled: (asOf) => isSettled(connection, asOf),
    lastRun: () => findLastRun(connection),
    run: (runId) => findRun(connection, runId),
    rulebookFiles: (hash) => loadRulebookFiles(connection, hash),
    resolvedRulebook: (hash) => findResolved(connection, hash, build),
    knownTriggers: () => findKnownTriggers(connection),
    headers: (kind) => findHeaders(connection, kind),
    records: (selection) => loadRecordPages(connection, selection),
    history: (contactId) => readStoredHistory(connection, contactId),
    contactAt: (contactId, asOf) => readContactAt(connection, contactId, asOf),
    stateAt: (contactId, asOf) => readStateAt(connection, contactId, asOf),
    importedFiles: (runId) => readImportedFiles(connection, runId),
    runs: (limit) => listRuns(connection, limit),
    contactMoves: (contactId, runIds) => readContactMoves(connection, contactId, runIds),
    standing: (contactId) => readStanding(connection, contactId),
    findContact: (text) => findContact(connection, text),
    furtherKinds: () => findFurtherKinds(connection),
    outputRows: (file) => readOutputRows(connection, file),
    changes: (runId) => readChanges(connection, runId),
    actions: (runId) => readActions(connection, runId),
    actionKinds: (runId) => readActionKinds(connection, runId),
    rejects: (runId) => readRejects(connection, runId),
    conflicts: () => readConflicts(connection),
    totals: () => countTotals(connection),
    conflictCount: () => countConflicts(connection),
    firingCounts: (runId) => countFirings(connection, runId),
    topContacts: (group, query) => findTop(connection, group, query),
    report: createReportTables(connection),
  };
}
