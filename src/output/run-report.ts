// What run.json says of a run.

import type { Collection, Rulebook } from "../rulebook/model.ts";
import type { RunRecord } from "../store/model.ts";
import type { Store } from "../store/store.ts";
import { createCalendar } from "../values/calendar.ts";
import { formatDecimal } from "../values/decimal.ts";
import type { OutputFile } from "./csv-file.ts";
import { RUN_FILE_VERSION } from "./run-file.ts";

/** An input file as run.json lists it. */
export interface InputReport {
  readonly path: string;
  readonly kind: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly rows: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly replaced: number;
  /** True when its content was known, and it was not read again. */
  readonly skipped: boolean;
}

/** What only the program that ran knows. */
export interface RunDetails {
  readonly inputs: readonly InputReport[];
  /** Milliseconds by step. */
  readonly timings: Readonly<Record<string, number>>;
  readonly exitCode: number;
  readonly warnings: readonly string[];
}

export function createRunReport(
  store: Store,
  run: RunRecord,
  rulebook: Rulebook,
  details: RunDetails,
  outputs: readonly OutputFile[],
) {
  return {
    schema_version: RUN_FILE_VERSION,
    tool_version: run.programVersion,
    rulebook: { id: run.rulebookId, hash: run.rulebookHash, timezone: run.timezone },
    as_of: createCalendar(run.timezone).format(run.asOf),
    inputs: details.inputs,
    totals: reportTotals(store),
    rules: reportRules(store, rulebook),
    groups: reportGroups(store, rulebook),
    segments: reportSizes(store, rulebook.segments),
    labels: reportSizes(store, rulebook.labels),
    triggers: reportTriggers(store, run, rulebook),
    timings: details.timings,
    outputs,
    exit_code: details.exitCode,
    warnings: details.warnings,
  };
}

function reportTotals(store: Store) {
  const { contacts, excluded, events, eventsWithoutContact } = store.totals();
  return {
    contacts,
    excluded,
    scored: contacts - excluded,
    events,
    events_without_contact: eventsWithoutContact,
  };
}

/** One entry for each rule and group it feeds, those that awarded nothing included. */
function reportRules(store: Store, rulebook: Rulebook) {
  const totals = new Map(store.awardTotals().map((total) => [`${total.group} ${total.rule}`, total]));
  return rulebook.rules.flatMap((rule) =>
    rule.groups.map((group) => {
      const total = totals.get(`${group} ${rule.id}`);
      return {
        rule: rule.id,
        group,
        contacts: total?.contacts ?? 0,
        times: total?.times ?? 0,
        points: total === undefined ? "0" : formatDecimal(total.points),
      };
    }),
  );
}

function reportGroups(store: Store, rulebook: Rulebook) {
  const counts = store.bandCounts();
  return rulebook.groups.map((group) => {
    const own = counts.filter((count) => count.group === group.id);
    const inBand = (band: string | undefined) => own.find((count) => count.band === band)?.contacts ?? 0;
    return {
      group: group.id,
      contacts: own.reduce((sum, count) => sum + count.contacts, 0),
      bands: group.bands.map(({ id }) => ({ band: id, contacts: inBand(id) })),
      without_band: inBand(undefined),
    };
  });
}

function reportSizes(store: Store, collections: readonly Collection[]) {
  const sizes = new Map(store.collectionSizes().map((size) => [`${size.kind} ${size.name}`, size.contacts]));
  return collections.map(({ kind, id }) => ({ [kind]: id, contacts: sizes.get(`${kind} ${id}`) ?? 0 }));
}

function reportTriggers(store: Store, run: RunRecord, rulebook: Rulebook) {
  const counts = new Map(store.firingCounts(run.runId).map((count) => [count.trigger, count.firings]));
  return rulebook.triggers.map(({ id }) => ({ trigger: id, firings: counts.get(id) ?? 0 }));
}
