// What a run did, in figures: printed, kept with the run and written to run.json.

import type { ImportSummary } from "../intake/import-files.ts";
import type { RowCounts } from "../intake/sink.ts";
import type { Collection, Group, Rulebook } from "../rulebook/model.ts";
import type { Store } from "../store/store.ts";
import { formatDecimal } from "../values/decimal.ts";

/** Plain JSON. */
export interface RunSummary {
  readonly inputs: readonly InputSummary[];
  /** Everyone known, the excluded included. */
  readonly contacts: number;
  readonly excluded: number;
  readonly events: number;
  /** Events of people whom no contacts file has named yet. */
  readonly eventsWithoutContact: number;
  readonly groups: readonly GroupSummary[];
  readonly rules: readonly RuleSummary[];
  readonly segments: readonly CollectionSummary[];
  readonly labels: readonly CollectionSummary[];
  readonly triggers: readonly TriggerSummary[];
}

export type InputSummary = RowCounts & {
  readonly kind: string;
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly skipped: boolean;
};

export interface GroupSummary {
  readonly id: string;
  readonly title?: string;
  /** In rulebook order; contacts in no band come last, without a name. */
  readonly bands: readonly { readonly band?: string; readonly contacts: number }[];
}

export interface RuleSummary {
  readonly id: string;
  readonly group: string;
  readonly contacts: number;
  readonly times: number;
  /** A decimal. */
  readonly points: string;
}

export interface CollectionSummary {
  readonly id: string;
  readonly title?: string;
  readonly contacts: number;
}

export interface TriggerSummary {
  readonly id: string;
  /** In this run. */
  readonly firings: number;
}

export function summariseInputs({ files }: ImportSummary): readonly InputSummary[] {
  return files.map(({ kind, path, sha256, bytes, skipped, counts }) => ({
    kind,
    path,
    sha256,
    bytes,
    skipped,
    ...counts,
  }));
}

/** Reads the figures of a run that has just evaluated every contact. */
export function summariseRun(
  store: Store,
  runId: number,
  rulebook: Rulebook,
  inputs: readonly InputSummary[],
): RunSummary {
  return {
    inputs,
    ...store.totals(),
    groups: summariseGroups(store, rulebook.groups),
    rules: summariseRules(store, rulebook),
    segments: summariseCollections(store, rulebook.segments),
    labels: summariseCollections(store, rulebook.labels),
    triggers: summariseTriggers(store, runId, rulebook),
  };
}

function summariseGroups(store: Store, groups: readonly Group[]): readonly GroupSummary[] {
  const counts = store.bandCounts();
  const contactsIn = (group: string, band: string | undefined) =>
    counts.find((count) => count.group === group && count.band === band)?.contacts ?? 0;
  return groups.map(({ id, title, bands }) => {
    const outside = contactsIn(id, undefined);
    const inBands = bands.map((band) => ({ band: band.id, contacts: contactsIn(id, band.id) }));
    return {
      id,
      ...(title === undefined ? {} : { title }),
      bands: outside === 0 ? inBands : [...inBands, { contacts: outside }],
    };
  });
}

function summariseRules(store: Store, { rules }: Rulebook): readonly RuleSummary[] {
  const totals = store.awardTotals();
  return rules.flatMap(({ id, groups }) =>
    groups.map((group) => {
      const total = totals.find((each) => each.rule === id && each.group === group);
      const points = total === undefined ? "0" : formatDecimal(total.points);
      return { id, group, contacts: total?.contacts ?? 0, times: total?.times ?? 0, points };
    }),
  );
}

function summariseCollections(
  store: Store,
  collections: readonly Collection[],
): readonly CollectionSummary[] {
  const sizes = store.collectionSizes();
  return collections.map(({ kind, id, title }) => ({
    id,
    ...(title === undefined ? {} : { title }),
    contacts: sizes.find((size) => size.kind === kind && size.name === id)?.contacts ?? 0,
  }));
}

function summariseTriggers(store: Store, runId: number, { triggers }: Rulebook): readonly TriggerSummary[] {
  const counts = store.firingCounts(runId);
  return triggers.map(({ id }) => ({
    id,
    firings: counts.find(({ trigger }) => trigger === id)?.firings ?? 0,
  }));
}
