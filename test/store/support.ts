// Small rulebooks, rows and evaluations for tests of the store and of what reads it.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import type { Award, Evaluation, ScoredContact } from "../../src/evaluate/history.ts";
import { NO_ROWS } from "../../src/intake/rows/row-counts.ts";
import type {
  ContactRow,
  EventRow,
  FileEnd,
  Identity,
  InputFile,
  IntakeSink,
  RowCounts,
} from "../../src/intake/sink.ts";
import type { Condition } from "../../src/rulebook/condition-model.ts";
import type { Collection, Group, Rulebook, Trigger } from "../../src/rulebook/model.ts";
import type { Rule } from "../../src/rulebook/rule-model.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { type Micro, micro, parseDecimal, ZERO } from "../../src/values/decimal.ts";
import { basisOf, saveEvaluations } from "../support/scoring.ts";

export const DAY = 86_400_000;
/** 2026-03-01T00:00Z. */
export const MARCH = Date.UTC(2026, 2, 1);
export const NO_COUNTS: RowCounts = NO_ROWS;

const location = { file: "r.yaml", line: 1, column: 1 };
const ALWAYS: Condition = { kind: "all", of: [] };

/** Folders and stores of a test, gone after it. */
export function createWorkplace() {
  const folders: string[] = [];
  const stores: Store[] = [];
  afterEach(() => {
    for (const store of stores.splice(0)) store.close();
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  const folder = () => {
    const made = mkdtempSync(join(tmpdir(), "tallybook-"));
    folders.push(made);
    return made;
  };
  const open = (path: string, mode: "read" | "write" = "write") => {
    const store = openStore(path, { mode });
    stores.push(store);
    return store;
  };
  return { folder, open, fresh: () => open(join(folder(), "test.db")) };
}

export function group(id: string, bands: readonly string[] = []): Group {
  return {
    kind: "plain",
    id,
    title: undefined,
    min: undefined,
    max: undefined,
    start: ZERO,
    reset: undefined,
    bands: bands.map((band) => ({ id: band, test: undefined, location })),
    location,
  };
}

export function collection(kind: "segment" | "label", id: string, computed = true): Collection {
  return { kind, id, title: undefined, when: computed ? ALWAYS : undefined, location };
}

export function rule(id: string, ...groups: readonly string[]): Rule {
  return {
    kind: "condition",
    id,
    note: undefined,
    groups,
    when: ALWAYS,
    active: undefined,
    points: { kind: "fixed", points: ZERO },
    location,
  };
}

export function trigger(id: string, ...kinds: readonly Trigger["actions"][number]["kind"][]): Trigger {
  return {
    id,
    when: ALWAYS,
    unless: undefined,
    fires: "each_time",
    rearm: undefined,
    cooldown: undefined,
    existing: "fire",
    atMost: undefined,
    actions: kinds.map((kind) => ({ kind, target: "x", with: [] })),
    location,
  };
}

export function rulebook(parts: Partial<Rulebook> = {}): Rulebook {
  return {
    id: "shop",
    description: undefined,
    timezone: "UTC",
    sources: [],
    exclude: undefined,
    ignore: [],
    traits: [],
    groups: [group("ski", ["warm", "hot"])],
    rules: [],
    classes: [],
    segments: [collection("segment", "skiers"), collection("segment", "called", false)],
    labels: [],
    stages: [],
    recycle: undefined,
    triggers: [],
    hash: "hash-1",
    files: [{ name: "shop.yaml", text: "rulebook: shop\n" }],
    ...parts,
  };
}

export function points(text: string): Micro {
  return parseDecimal(text) ?? micro(0n);
}

export function award(group: string, rule: string, value: string, times = 1): Award {
  return { group, rule, times, points: points(value), firstAt: undefined, lastAt: undefined };
}

export function scored(parts: Partial<ScoredContact> = {}): Evaluation {
  return {
    kind: "scored",
    awards: [],
    scores: [{ group: "ski", points: ZERO, band: undefined }],
    classes: [],
    stage: undefined,
    segments: [],
    labels: [],
    firings: [],
    triggers: new Map(),
    dueAt: undefined,
    ...parts,
  };
}

export function identity(kind: string, value: string): Identity {
  return { kind, key: kind === "email" ? value.toLowerCase() : value, value };
}

/** A contact by its key, with an e-mail where `fields` has one. */
export function contactRow(id: string, fields: Readonly<Record<string, string>> = {}): ContactRow {
  const email = fields["email"];
  return {
    line: 2,
    contact: identity("contact_id", id),
    identities: email === undefined ? [] : [identity("email", email)],
    columns: Object.keys(fields),
    fields,
  };
}

export function eventRow(eventId: string, who: Identity, parts: Partial<EventRow> = {}): EventRow {
  return {
    line: 2,
    eventId,
    isFingerprint: false,
    identities: [who],
    type: "page_view",
    at: MARCH,
    localTime: undefined,
    fields: {},
    ...parts,
  };
}

export const CLEAN_END: FileEnd = { lines: 2, isClean: true };

export function inputFile(parts: Partial<InputFile> = {}): InputFile {
  const kind = parts.kind ?? "events";
  return {
    kind,
    path: `${kind}.csv`,
    sha256: "sha",
    bytes: 10,
    source: kind,
    layout: "default",
    isComplete: false,
    delimiter: ",",
    headers: [],
    beginnings: new Map(),
    ...parts,
  };
}

let files = 0;

/** Opens a file that was never seen before. */
export function openFile(sink: IntakeSink, kind: "contacts" | "events"): void {
  files++;
  sink.openFile(inputFile({ kind, path: `in/${kind}-${files}.csv`, sha256: `sha-${files}` }));
}

/** A run's start with these contacts taken in. */
export function startRun(
  store: Store,
  contacts: readonly ContactRow[] = [],
  asOf = MARCH,
  book = rulebook(),
) {
  store.begin();
  const runId = store.createRun({ asOf, rulebook: book, programVersion: "0.1.0" });
  const sink = store.sink(runId);
  openFile(sink, "contacts");
  for (const row of contacts) sink.putContact(row);
  return { runId, sink };
}

export function endRun(store: Store, runId: number, triggers: readonly string[] = []): void {
  store.settle(runId);
  store.finishRun(runId, { summary: {}, triggers, basis: basisOf(store, rulebook()) });
  store.commit();
}

/** A whole run that gives each contact its evaluation. */
export function wholeRun(
  store: Store,
  evaluations: Readonly<Record<string, Evaluation>>,
  { asOf = MARCH, book = rulebook(), contacts = Object.keys(evaluations).map((id) => contactRow(id)) } = {},
): number {
  const isFirst = store.lastRun() === undefined;
  const { runId } = startRun(store, contacts, asOf, book);
  saveEvaluations(store, { runId, rulebook: book, asOf, isFirst }, evaluations);
  endRun(
    store,
    runId,
    book.triggers.map((entry) => entry.id),
  );
  return runId;
}
