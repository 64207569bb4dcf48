// The database as the rest of the program sees it.

import type { Evaluation, History } from "../evaluate/history.ts";
import type { IntakeSink } from "../intake/sink.ts";
import type { RulebookFile } from "../rulebook/model.ts";
import { createCalendar } from "../values/calendar.ts";
import type { Connection } from "./connection.ts";
import {
  countBands,
  countConflicts,
  countFirings,
  countMembers,
  countTotals,
  findTop,
  sumAwards,
  type TopQuery,
} from "./counts.ts";
import { eraseForGood } from "./erase-for-good.ts";
import { saveEvaluation } from "./evaluations.ts";
import { findContact } from "./find-contact.ts";
import { type Erasure, forgetContact } from "./forget.ts";
import { findFurtherKinds } from "./further-identities.ts";
import { type LoadedHistory, loadHistories, loadHistory } from "./histories.ts";
import { resolveLocalTimes } from "./local-times.ts";
import type * as Model from "./model.ts";
import { openForReading, openForWriting } from "./open-database.ts";
import { createPeople } from "./people.ts";
import {
  readActionKinds,
  readActions,
  readChanges,
  readConflicts,
  readMembers,
  readRejects,
  readScored,
} from "./readers.ts";
import type { RunContext } from "./run-context.ts";
import {
  endRun,
  findLastRun,
  findRun,
  insertRun,
  loadRulebookFiles,
  markRunWritten,
  removeRun,
} from "./runs.ts";
import { settle } from "./settle.ts";
import { createSink } from "./sink.ts";
import { readStanding, type Standing } from "./standing.ts";
import { loadStates, type StoredState } from "./state.ts";

export interface OpenOptions {
  /** "write" takes the database's lock and makes the file where there is none. */
  readonly mode: "read" | "write";
  /** Wait for another run to end instead of failing with "locked"; blocks the process. */
  readonly wait?: boolean;
}

/** All methods throw a StoreError when the file cannot be read or written. */
export interface Store {
  /** Starts the run's one transaction; a reader sees the database as of its first read from then on. */
  begin(): void;
  commit(): void;
  /** Undoes everything since `begin`; without a transaction it does nothing. */
  rollback(): void;
  /** Undoes an open transaction, then frees the file and its lock. */
  close(): void;

  /** The newest run that was finished. */
  lastRun(): Model.RunRecord | undefined;
  run(runId: number): Model.RunRecord | undefined;
  /** The files of a rulebook that a run has used, the main one first. */
  rulebookFiles(hash: string): readonly RulebookFile[] | undefined;

  createRun(run: Model.NewRun): number;
  sink(runId: number): IntakeSink;
  /** Drops a run that found nothing new; its files are put down to the run before. Not for the first run. */
  discardRun(runId: number): void;
  /** After the last row: gives every identity its contact, and retires whom complete sources lack. */
  settle(runId: number): Model.Settlement;
  /** Erases a known contact, in a transaction of its own. `ranked` are the kinds of identities in rank order. */
  forget(contactId: string, ranked: readonly string[]): Erasure;
  /** Takes in what follows for a contact; the run is one that this store created. */
  saveEvaluation(runId: number, contactId: string, evaluation: Evaluation): void;
  /** After the last evaluation: also claims the actions of runs that ended before their folder was in place. */
  finishRun(runId: number, end: Model.RunEnd): void;
  /** Once the output folder is in place. */
  markWritten(runId: number): void;

  /**
   * All contacts that are to be scored, anonymous ones too, in contact key order, in flat memory; writing in between
   * is allowed. Triggers rest for the anonymous, unless outputs are to list them.
   */
  histories(includeAnonymous: boolean): Iterable<History>;
  history(contactId: string): History | undefined;
  /** What is kept of a contact: its name and memberships. */
  standing(contactId: string): Standing | undefined;
  /** Keys of the contacts that a text names: a contact key exactly, else an identity such as an e-mail. */
  findContact(text: string): readonly string[];

  /** Kinds of the identities that lead to contacts, apart from keys and e-mails. */
  furtherKinds(): readonly string[];
  /** Sorted by contact key, as are the next three. */
  scored(): Iterable<Model.ScoredRow>;
  members(kind: Model.CollectionKind, name: string): Iterable<Model.MemberRow>;
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
  awardTotals(): readonly Model.AwardTotal[];
  bandCounts(): readonly Model.BandCount[];
  collectionSizes(): readonly Model.CollectionSize[];
  /** Identities that are linked to several contacts. */
  conflictCount(): number;
  firingCounts(runId: number): readonly Model.FiringCount[];
  topContacts(group: string, query: TopQuery): readonly Model.TopContact[];
}

/** Opens, and in mode "write" makes, the database. The caller closes it. Throws a StoreError. */
export function openStore(path: string, { mode, wait = false }: OpenOptions): Store {
  const { connection, lock } = mode === "read" ? openForReading(path) : openForWriting(path, wait);
  const rollback = () => {
    if (connection.inTransaction) connection.execute("rollback");
  };
  return {
    begin: () => connection.execute(mode === "read" ? "begin" : "begin immediate"),
    commit: () => connection.execute("commit"),
    rollback,
    close: () => {
      rollback();
      connection.close();
      lock?.release();
    },
    ...runMethods(connection),
    ...readerMethods(connection),
  };
}

type RunMethod =
  | "lastRun"
  | "run"
  | "rulebookFiles"
  | "createRun"
  | "sink"
  | "settle"
  | "forget"
  | "discardRun"
  | "saveEvaluation"
  | "finishRun"
  | "markWritten"
  | "histories"
  | "history";

function runMethods(connection: Connection): Pick<Store, RunMethod> {
  const contexts = new Map<number, RunContext>();
  const states = createStateCache(connection);
  const contextOf = (runId: number): RunContext => {
    const context = contexts.get(runId);
    if (context === undefined) throw new Error(`run ${runId} is not one that this store created`);
    return context;
  };
  return {
    lastRun: () => findLastRun(connection),
    run: (runId) => findRun(connection, runId),
    rulebookFiles: (hash) => loadRulebookFiles(connection, hash),
    createRun: (run) => {
      const last = findLastRun(connection);
      const { rulebook, asOf, includeAnonymous } = run;
      const people = createPeople(connection);
      if (last !== undefined && last.timezone !== rulebook.timezone) {
        resolveLocalTimes(connection, people.links, createCalendar(rulebook.timezone));
      }
      const runId = insertRun(connection, run);
      const isFirst = last === undefined;
      const lastAsOf = last?.asOf;
      contexts.set(runId, { runId, asOf, rulebook, isFirst, lastAsOf, includeAnonymous, people });
      return runId;
    },
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
    saveEvaluation: (runId, contactId, evaluation) => {
      saveEvaluation(connection, contextOf(runId), contactId, states.take(contactId), evaluation);
    },
    finishRun: (runId, end) => endRun(connection, runId, end),
    markWritten: (runId) => markRunWritten(connection, runId),
    histories: (includeAnonymous) => states.remembering(loadHistories(connection, includeAnonymous)),
    history: (contactId) => loadHistory(connection, contactId)?.history,
  };
}

type ReaderMethod = Exclude<keyof Store, RunMethod | "begin" | "commit" | "rollback" | "close">;

function readerMethods(connection: Connection): Pick<Store, ReaderMethod> {
  return {
    standing: (contactId) => readStanding(connection, contactId),
    findContact: (text) => findContact(connection, text),
    furtherKinds: () => findFurtherKinds(connection),
    scored: () => readScored(connection),
    members: (kind, name) => readMembers(connection, kind, name),
    changes: (runId) => readChanges(connection, runId),
    actions: (runId) => readActions(connection, runId),
    actionKinds: (runId) => readActionKinds(connection, runId),
    rejects: (runId) => readRejects(connection, runId),
    conflicts: () => readConflicts(connection),
    totals: () => countTotals(connection),
    awardTotals: () => sumAwards(connection),
    bandCounts: () => countBands(connection),
    collectionSizes: () => countMembers(connection),
    conflictCount: () => countConflicts(connection),
    firingCounts: (runId) => countFirings(connection, runId),
    topContacts: (group, query) => findTop(connection, group, query),
  };
}

/** Spares reading a contact's state again when it is saved soon after its history was handed out. */
function createStateCache(connection: Connection) {
  const mostKept = 2_000;
  const kept = new Map<string, StoredState>();
  return {
    *remembering(loaded: Iterable<LoadedHistory>): Generator<History> {
      kept.clear();
      for (const { history, state } of loaded) {
        if (kept.size >= mostKept) kept.clear();
        kept.set(history.contactId, state);
        yield history;
      }
    },
    /** Good once: afterwards the contact's rows are others. */
    take(contactId: string): StoredState {
      const state = kept.get(contactId);
      kept.delete(contactId);
      return state ?? loadStates(connection, { first: contactId, last: contactId })(contactId);
    },
  };
}
