// What a run did, in figures: printed, kept with the run, and written to run.json in the same words.

import type { Collection, Rulebook } from "../rulebook/model.ts";
import type { Summary } from "../store/model.ts";
import type { TallyRows } from "../store/outcomes/tallies.ts";
import type { Store } from "../store/store.ts";
import { formatDecimal, ZERO } from "../values/decimal.ts";

/** Plain JSON. Everything but the rules is in rulebook order; a rule has an entry for each group it feeds. */
export interface RunSummary {
  readonly inputs: readonly InputSummary[];
  readonly totals: TotalsSummary;
  readonly rules: readonly RuleSummary[];
  readonly groups: readonly GroupSummary[];
  readonly segments: readonly { readonly segment: string; readonly contacts: number }[];
  readonly labels: readonly { readonly label: string; readonly contacts: number }[];
  readonly triggers: readonly TriggerSummary[];
  /** Identities that are linked to several contacts; conflicts.csv lists them. */
  readonly conflicts: number;
  /** Complete sources whose files had no rows, or rejected ones: nobody was retired for them. */
  readonly incomplete_sources: readonly string[];
}

/** What is kept with a run: the store takes any JSON for a summary, and gets only these. */
export function summaryOf({ summary }: { readonly summary: Summary }): RunSummary {
  return summary as unknown as RunSummary;
}

/** Contacts of a segment or label; `undefined` where the run's rulebook did not have it. */
export function collectionSize(
  { segments, labels }: RunSummary,
  { kind, id }: Pick<Collection, "kind" | "id">,
): number | undefined {
  const found =
    kind === "segment"
      ? segments.find(({ segment }) => segment === id)
      : labels.find(({ label }) => label === id);
  return found?.contacts;
}

/** `rows = accepted + duplicates + rejected`. */
export interface InputSummary {
  readonly path: string;
  readonly kind: string;
  readonly source: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly rows: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** Of the accepted: newer versions of known events. */
  readonly replaced: number;
  /** Of the duplicates: rows of people who were forgotten. */
  readonly forgotten: number;
  /** Times that a clock change leaves out, moved forward by the gap. */
  readonly skipped_times: number;
  /** Times that happen twice, the first taken. */
  readonly repeated_times: number;
  /** Numbers with more than six places. */
  readonly rounded_numbers: number;
  /** True when its content was known, and it was not read again. */
  readonly skipped: boolean;
}

export interface TotalsSummary {
  /** Everyone whom contacts files have named, excluded and retired ones included. */
  readonly contacts: number;
  readonly excluded: number;
  readonly retired: number;
  /** Known by events alone; outputs list them with --include-anonymous. */
  readonly anonymous: number;
  /** Those that outputs list. */
  readonly scored: number;
  readonly events: number;
  /** Events that name a contact key which no contacts file has named yet. */
  readonly events_without_contact: number;
}

export interface RuleSummary {
  readonly rule: string;
  readonly group: string;
  readonly contacts: number;
  readonly times: number;
  /** A decimal. */
  readonly points: string;
}

export interface GroupSummary {
  readonly group: string;
  readonly contacts: number;
  readonly bands: readonly { readonly band: string; readonly contacts: number }[];
  readonly without_band: number;
}

export interface TriggerSummary {
  readonly trigger: string;
  /** In this run. */
  readonly firings: number;
}

/** Reads the figures of a run once its outcomes are saved. */
export function summariseRun(
  store: Store,
  runId: number,
  rulebook: Rulebook,
  inputs: readonly InputSummary[],
  incompleteSources: readonly string[],
): RunSummary {
  const tallies = store.tallies(runId);
  const sizeOf = (kind: string, id: string) =>
    tallies.members.find((size) => size.kind === kind && size.name === id)?.contacts ?? 0;
  return {
    inputs,
    totals: summariseTotals(store),
    rules: summariseRules(tallies, rulebook),
    groups: summariseGroups(tallies, rulebook),
    segments: rulebook.segments.map(({ id }) => ({ segment: id, contacts: sizeOf("segment", id) })),
    labels: rulebook.labels.map(({ id }) => ({ label: id, contacts: sizeOf("label", id) })),
    triggers: summariseTriggers(store, runId, rulebook),
    conflicts: store.conflictCount(),
    incomplete_sources: incompleteSources,
  };
}

function summariseTotals(store: Store): TotalsSummary {
  const { contacts, excluded, retired, anonymous, listed, events, eventsWithoutContact } = store.totals();
  return {
    contacts,
    excluded,
    retired,
    anonymous,
    scored: listed,
    events,
    events_without_contact: eventsWithoutContact,
  };
}

function summariseRules({ awards }: TallyRows, { rules }: Rulebook): readonly RuleSummary[] {
  const totals = new Map(awards.map((total) => [`${total.group} ${total.rule}`, total]));
  return rules.flatMap(({ id, groups }) =>
    groups.map((group) => {
      const total = totals.get(`${group} ${id}`);
      return {
        rule: id,
        group,
        contacts: total?.contacts ?? 0,
        times: total?.times ?? 0,
        points: formatDecimal(total?.points ?? ZERO),
      };
    }),
  );
}

function summariseGroups({ bands: counts }: TallyRows, { groups }: Rulebook): readonly GroupSummary[] {
  return groups.map(({ id, bands }) => {
    const own = counts.filter(({ group }) => group === id);
    const contactsIn = (band: string | undefined) => own.find((count) => count.band === band)?.contacts ?? 0;
    return {
      group: id,
      contacts: own.reduce((sum, { contacts }) => sum + contacts, 0),
      bands: bands.map((band) => ({ band: band.id, contacts: contactsIn(band.id) })),
      without_band: contactsIn(undefined),
    };
  });
}

function summariseTriggers(store: Store, runId: number, { triggers }: Rulebook): readonly TriggerSummary[] {
  const counts = new Map(store.firingCounts(runId).map(({ trigger, firings }) => [trigger, firings]));
  return triggers.map(({ id }) => ({ trigger: id, firings: counts.get(id) ?? 0 }));
}
